"""At which step of a rule's SQL somebody falls out of it.

DuckDB's own parser takes the rule's view apart: each of its CTEs is asked how many of its rows
are about the person.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from gettext import gettext as _

import duckdb


@dataclass(frozen=True)
class Step:
    """A CTE of the rule; `rows` is None where its rows are about nobody by ID."""

    name: str
    rows: int | None


def steps(connection: duckdb.DuckDBPyConnection, rule: str, person_id: str) -> Iterator[Step]:
    """The rule's CTEs in their order, last the alerts themselves.

    Raises ValueError where there is no such rule.
    """
    found = connection.execute(
        "select sql from duckdb_views() where schema_name = 'rules' and view_name = ?",
        [f"rule_{rule}"],
    ).fetchone()
    if found is None:
        raise ValueError(
            _(
                "There is no rule {rule}; see `select rule_id, title from marts.rule_catalogue`."
            ).format(rule=rule)
        )
    whole = found[0].partition(" AS ")[2].rstrip(";\n ")
    ctes = whole[: _start_of_final_select(whole)]
    for name in _names_of_ctes(connection, whole):
        yield Step(name, _rows_about(connection, f'{ctes} select * from "{name}"', person_id))
    yield Step("red alerts", _rows_about(connection, whole, person_id))


def _rows_about(connection: duckdb.DuckDBPyConnection, sql: str, person_id: str) -> int | None:
    columns = connection.execute(f"describe {sql}").fetchall()
    ids = [
        f'"{name}" = $id'
        for name, kind, *_more in columns
        if kind == "VARCHAR" and name.endswith(("_id", "id_number"))
    ]
    if not ids:
        return None
    counted = connection.execute(
        f"select count(*) from ({sql}) where {' or '.join(ids)}", {"id": person_id}
    ).fetchone()
    assert counted is not None
    return int(counted[0])


def _names_of_ctes(connection: duckdb.DuckDBPyConnection, sql: str) -> list[str]:
    row = connection.execute("select json_serialize_sql(?::varchar)", [sql]).fetchone()
    assert row is not None
    ctes = json.loads(row[0])["statements"][0]["node"]["cte_map"]["map"]
    return [cte["key"] for cte in ctes]


def _start_of_final_select(sql: str) -> int:
    """Where, behind the CTEs in their brackets, the select begins that reads them."""
    text = sql.encode()  # what the tokenizer counts in
    depth = 0
    for offset, _kind in duckdb.tokenize(sql):
        token = text[offset : offset + 6]
        depth += token.startswith(b"(") - token.startswith(b")")
        if depth == 0 and token.upper() == b"SELECT":
            return len(text[:offset].decode())
    raise ValueError("There is no select behind the CTEs.")
