"""What a BI login can open: no citizen ID, no full name, no key that hashing all IDs would give.

Here it is the sample's; test_build.py looks at what a build with a secret of its own leaves.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

import duckdb
from builds import PROJECT, RESIDENT

from plumbline.publish import BuildFolder

NAME = "样一"


def as_text(masked: Path) -> Iterator[tuple[str, str]]:
    """Every masked table, from the file and from Parquet, read out of its compression."""
    with duckdb.connect(str(masked), read_only=True) as connection:
        tables = connection.execute(
            "select schema_name, table_name from duckdb_tables() order by all"
        ).fetchall()
        assert {schema for schema, _ in tables} == {"bi"}
        for _, table in tables:
            yield table, str(connection.execute(f'from bi."{table}"').fetchall())
        comments = connection.execute("select comment from duckdb_columns()").fetchall()
        yield "comments", str(comments)
    for path in sorted(masked.with_suffix("").glob("*.parquet")):
        yield path.name, str(duckdb.sql(f"from '{path}'").fetchall())


def never_to_be_seen(warehouse: Path) -> Iterator[str]:
    """Every citizen ID, full name and unkeyed hash of an ID or alert that the warehouse knows."""
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        people = connection.execute(
            "select unnest(person_ids), null from marts.told_rows"
            " union select null, unnest(names) from marts.told_rows"
        ).fetchall()
        alerts = connection.execute("select alert_id from marts.cases").fetchall()
        subjects = connection.execute(
            "select unnest([subject_id, subject_name]) from marts.alert_masks"
            " inner join marts.cases using (alert_id, subject_id) where organisation is null"
        ).fetchall()
    for person_id, name in people:
        if person_id:
            yield person_id
            yield from (hashed(person_id.encode()).hexdigest()[:16] for hashed in HASHES)
        else:
            yield name
    yield from (value for (value,) in alerts + subjects)


# made-up places are called so, and 例一 is a made-up name
PLACES = "样例"
CODE = re.compile("[0-9A-Za-z]{16,}")
HASHES = (hashlib.md5, hashlib.sha1, hashlib.sha256)


def found(forbidden: set[str], text: str) -> set[str]:
    """Those of the values that stand in the text; IDs and hashes by their pieces."""
    coded = {value for value in forbidden if CODE.fullmatch(value)}
    lengths = {len(value) for value in coded}
    pieces = {
        run[start : start + length]
        for run in CODE.findall(text)
        for length in lengths
        for start in range(len(run) - length + 1)
    }
    return coded & pieces | {value for value in forbidden - coded if value in text}


def assert_masked(warehouse: Path) -> None:
    masked = BuildFolder(warehouse).masked
    forbidden = set(never_to_be_seen(warehouse))
    assert len(forbidden) > 3
    for where, text in as_text(masked):
        assert found(forbidden, text.replace(PLACES, "")) == set(), where
    # two characters alone are also a torn piece of a place's name, where compression tears it
    long = {value.encode().decode("latin-1") for value in forbidden if len(value) > 2}
    for path in [masked, *masked.with_suffix("").glob("*.parquet")]:
        assert found(long, path.read_bytes().decode("latin-1")) == set(), path.name


def test_the_search_finds_what_is_there() -> None:
    forbidden = {RESIDENT, NAME, "0123456789abcdef"}
    assert found(forbidden, f"x{RESIDENT}样一0123456789abcdef9") == forbidden
    assert found(forbidden, RESIDENT[:-1]) == set()


def test_nobody_of_the_sample_can_be_found() -> None:
    warehouse = PROJECT / "warehouse" / "plumbline.duckdb"
    assert warehouse.is_file(), "build the sample first: make test-dbt"
    assert_masked(warehouse)
