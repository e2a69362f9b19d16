"""Every published table, view and column is described, under the names it really has."""

from __future__ import annotations

import json
import re
from pathlib import Path

import duckdb
import pytest

from plumbline.publish import BuildFolder

PROJECT = Path(__file__).resolve().parents[2]
WAREHOUSE = PROJECT / "warehouse" / "plumbline.duckdb"


@pytest.fixture(scope="module")
def described() -> dict[tuple[str, str], dict[str, str]]:
    """Descriptions of the columns by table, and of the table itself under the empty name."""
    manifest = json.loads((PROJECT / "target" / "manifest.json").read_text(encoding="utf-8"))
    return {
        (node["schema"], node["alias"]): {"": node["description"]}
        | {name: column["description"] for name, column in node["columns"].items()}
        for node in manifest["nodes"].values()
        if node["resource_type"] in ("model", "seed", "snapshot")
    }


def published() -> set[tuple[str, str, str]]:
    assert WAREHOUSE.is_file(), "build the sample first: make test-dbt"
    with duckdb.connect(str(WAREHOUSE), read_only=True) as connection:
        return set(
            connection.execute(
                "select schema_name, table_name, column_name from duckdb_columns() "
                "where not internal"
            ).fetchall()
        )


def test_everything_published_is_described(
    described: dict[tuple[str, str], dict[str, str]],
) -> None:
    missing = {
        (schema, table, column)
        for schema, table, column in published()
        if not described.get((schema, table), {}).get(column)
        or not described[schema, table].get("")
    }
    assert missing == set()


def test_nothing_is_described_that_is_not_there(
    described: dict[tuple[str, str], dict[str, str]],
) -> None:
    there = published()
    tables = {(schema, table) for schema, table, _ in there}
    gone = {
        (schema, table, column)
        for (schema, table), columns in described.items()
        # base is not published, nor steps that nobody is promised
        if schema != "base" and (schema != "intermediate" or (schema, table) in tables)
        for column in columns
        if column and (schema, table, column) not in there
    }
    assert gone == set()


@pytest.mark.parametrize(
    ("file", "place", "comment"),
    [
        (WAREHOUSE, "staging.stg_meal_records.centre_name", "照料中心 · Name of the day care "),
        (WAREHOUSE, "rules.rule_meal_after_death.", "死亡后仍发放居家养老就餐补助 · A subsidised "),
        (WAREHOUSE, "reference.holidays.name", "节假日名称 · The holiday it "),
        (BuildFolder(WAREHOUSE).masked, "bi.alerts.person_key", "人员代号 · Key that "),
    ],
)
def test_every_comment_begins_in_chinese(file: Path, place: str, comment: str) -> None:
    """Else macros/project/table_titles.sql or column_titles.sql lacks a word."""
    with duckdb.connect(str(file), read_only=True) as connection:
        comments = connection.execute(
            """
            select schema_name, table_name, column_name, comment
            from duckdb_columns() where not internal
            union all
            select schema_name, table_name, '', comment
            from duckdb_tables() where not internal
            union all
            select schema_name, view_name, '', comment
            from duckdb_views() where not internal
            """
        ).fetchall()
    said = {".".join(parts): text or "" for *parts, text in comments}
    assert [name for name, text in said.items() if not re.match("[\u4e00-\u9fff]", text)] == []
    assert said[place].startswith(comment)
