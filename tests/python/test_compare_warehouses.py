"""Two warehouses compared: what counts as the same, and what is said of what does not."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from tools.compare_warehouses import compare, is_same

ROWS = "(values (1, 'a', [1, 2]), (1, 'a', [1, 2]), (2, null, [])) as t(number, word, list)"


def warehouse(path: Path, *statements: str) -> Path:
    with duckdb.connect(str(path)) as connection:
        connection.execute("create schema marts")
        for statement in statements:
            connection.execute(statement)
    return path


def said(tmp_path: Path, old: str, new: str, *leave_out: str) -> str:
    before = warehouse(tmp_path / "before.duckdb", f"create table marts.kept as {old}")
    after = warehouse(tmp_path / "after.duckdb", f"create table marts.kept as {new}")
    return compare(before, after, set(leave_out))["marts.kept"]


def test_the_same_rows_in_another_order_are_identical(tmp_path: Path) -> None:
    verdict = said(tmp_path, f"from {ROWS}", f"from {ROWS} order by number desc")
    assert verdict == "3 rows, 3 columns, identical"
    assert is_same(verdict)


@pytest.mark.parametrize(
    ("new", "verdict"),
    [
        ("from {} where number = 1", "3 rows, now 2"),
        ("select number, coalesce(word, '') as word, list from {}", "3 rows, other values in word"),
        (
            "select number::bigint as number, word, list from {}",
            "columns gone: number INTEGER; come: number BIGINT",
        ),
        ("select word, number, list from {}", "the same columns in another order"),
        ("select number, word from {}", "columns gone: list INTEGER[]; come: none"),
    ],
)
def test_what_differs_is_said(tmp_path: Path, new: str, verdict: str) -> None:
    found = said(tmp_path, f"from {ROWS}", new.format(ROWS))
    assert found == verdict
    assert not is_same(found)


def test_how_often_a_row_stands_there_counts(tmp_path: Path) -> None:
    once = "from (values (1), (1), (2)) as t(number)"
    verdict = said(tmp_path, once, "from (values (1), (2), (2)) as t(number)")
    assert verdict == "3 rows, other values in number"


def test_values_that_moved_between_rows_are_seen(tmp_path: Path) -> None:
    verdict = said(
        tmp_path,
        "from (values (1, 'a'), (2, 'b')) as t(number, word)",
        "from (values (1, 'b'), (2, 'a')) as t(number, word)",
    )
    assert verdict == "2 rows, other values in their combinations"


def test_the_moment_of_a_build_is_left_out(tmp_path: Path) -> None:
    old, new = f"select *, 1 as built_at from {ROWS}", f"select *, 2 as built_at from {ROWS}"
    for column in ("built_at", "marts.kept.built_at"):
        for file in tmp_path.iterdir():
            file.unlink()
        assert is_same(said(tmp_path, old, new, column))


def test_tables_of_one_file_alone_are_named_and_views_are_read(tmp_path: Path) -> None:
    both = "create table marts.people as select 1 as number"
    view = "create view marts.seen as from marts.people"
    before = warehouse(
        tmp_path / "before.duckdb", both, view, "create table marts.gone as from marts.people"
    )
    after = warehouse(
        tmp_path / "after.duckdb", both, view, "create table marts.come as from marts.people"
    )
    assert compare(before, after, set()) == {
        "marts.come": "only in the second",
        "marts.gone": "only in the first",
        "marts.people": "1 rows, 1 columns, identical",
        "marts.seen": "1 rows, 1 columns, identical",
    }
