"""Compares two warehouse files table by table: `python -m tools.compare_warehouses BEFORE AFTER`.

Each table and view of either file is read once in its own file, all columns of it, and told by a
digest of its rows as a bag: their order does not matter, how often each stands there does. Where
two differ, each column's own digest says which columns it is. No value is printed.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import click
import duckdb

# The digest of a bag: what its rows hash to, added up; a row weighs as often as it stands there.
BAG = "coalesce(sum(hash({})::hugeint), 0)::varchar"


@dataclass(frozen=True)
class Contents:
    """What a table holds: its columns with their types, its rows, and the digests of both."""

    types: dict[str, str]
    rows: int
    digest: str
    columns: dict[str, str]


@click.command()
@click.argument("before", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.argument("after", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option(
    "--leave-out",
    multiple=True,
    metavar="COLUMN",
    help="A column that holds the moment of a build: `built_at`, or `marts.cases.built_at`.",
)
@click.option("--schema", "schemas", multiple=True, help="Only tables of this schema.")
def main(before: Path, after: Path, leave_out: tuple[str, ...], schemas: tuple[str, ...]) -> None:
    """Whether two warehouse files hold the same tables, columns, types and rows.

    Prints a line a table, and exits 1 unless all are identical.
    """
    verdicts = compare(before, after, set(leave_out), set(schemas))
    width = max(map(len, verdicts), default=0)
    for table, verdict in verdicts.items():
        click.echo(f"{table:{width}}  {verdict}")
    differing = [table for table, verdict in verdicts.items() if not is_same(verdict)]
    click.echo(f"{len(verdicts)} tables and views, {len(differing)} differ")
    sys.exit(1 if differing else 0)


def compare(
    before: Path, after: Path, leave_out: set[str], schemas: set[str] | None = None
) -> dict[str, str]:
    """What is to be said of each table of either file."""
    with (
        duckdb.connect(str(before), read_only=True) as old,
        duckdb.connect(str(after), read_only=True) as new,
    ):
        tables = tables_of(old, schemas), tables_of(new, schemas)
        verdicts = {}
        for table in sorted(tables[0] | tables[1]):
            if table not in tables[1]:
                verdicts[table] = "only in the first"
            elif table not in tables[0]:
                verdicts[table] = "only in the second"
            else:
                verdicts[table] = verdict(
                    contents(old, table, leave_out), contents(new, table, leave_out)
                )
        return verdicts


def is_same(verdict: str) -> bool:
    return verdict.endswith("identical")


def tables_of(connection: duckdb.DuckDBPyConnection, schemas: set[str] | None) -> set[str]:
    """Every table and view, by its name with the schema."""
    found = connection.execute(
        "select table_schema, table_name from information_schema.tables "
        "where table_catalog = current_database()"
    ).fetchall()
    return {f"{schema}.{name}" for schema, name in found if not schemas or schema in schemas}


def contents(connection: duckdb.DuckDBPyConnection, table: str, leave_out: set[str]) -> Contents:
    schema, name = table.split(".", 1)
    source = f'"{schema}"."{name}"'
    types = {
        column: kind
        for column, kind, *_ in connection.execute(f"describe {source}").fetchall()
        if column not in leave_out and f"{table}.{column}" not in leave_out
    }
    quoted = [f'"{column}"' for column in types]
    bags = [BAG.format(", ".join(quoted) or "1"), *map(BAG.format, quoted)]
    ((rows, digest, *columns),) = connection.execute(
        f"select count(*), {', '.join(bags)} from {source}"
    ).fetchall()
    return Contents(types, rows, digest, dict(zip(types, columns, strict=True)))


def verdict(old: Contents, new: Contents) -> str:
    """One sentence on a table of both files."""
    if list(old.types.items()) != list(new.types.items()):
        gone = [f"{name} {kind}" for name, kind in old.types.items() - new.types.items()]
        come = [f"{name} {kind}" for name, kind in new.types.items() - old.types.items()]
        if not gone and not come:
            return "the same columns in another order"
        return f"columns gone: {told(gone)}; come: {told(come)}"
    if old.rows != new.rows:
        return f"{old.rows} rows, now {new.rows}"
    if old.digest != new.digest:
        columns = [name for name in old.types if old.columns[name] != new.columns[name]]
        return f"{old.rows} rows, other values in {', '.join(columns) or 'their combinations'}"
    return f"{old.rows} rows, {len(old.types)} columns, identical"


def told(columns: list[str]) -> str:
    return ", ".join(sorted(columns)) or "none"


if __name__ == "__main__":
    main()
