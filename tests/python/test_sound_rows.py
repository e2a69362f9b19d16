"""The data test `sound_rows`: each thing it is asked to hold can fail, and it names the column."""

from __future__ import annotations

from typing import Any

import duckdb
import jinja2
import pytest
from sql_macros import MACROS, macros

TEST = MACROS.parent / "tests" / "generic" / "sound_rows.sql"
ROWS = "(values (1, 'a', 'x'), (2, 'b', 'y')) as t(number, word, code)"


def found(rows: str, **arguments: Any) -> list[tuple[str, str]]:
    source = TEST.read_text(encoding="utf-8")
    source = source.replace("{% test ", "{% macro ").replace("{% endtest %}", "{% endmacro %}")
    environment = jinja2.Environment(extensions=["jinja2.ext.do"])
    environment.globals.update(macros("engine/text.sql", "project/row_as_text.sql"))
    sql = environment.from_string(source).module.sound_rows(f"(from {rows})", **arguments)
    with duckdb.connect() as connection:
        connection.execute("create table lists as select unnest(['x', 'y']) as code")
        return connection.execute(sql).fetchall()


ASKED: dict[str, Any] = {
    "filled": ["number", "word"],
    "unique": ["number", ["word", "code"]],
    "words": {"word": ["a", "b"]},
    "known": {"code": {"to": "lists", "field": "code"}},
}


def test_sound_rows_pass() -> None:
    assert found(ROWS, **ASKED) == []


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("(3, null, 'x')", ("word is empty", "3")),
        ("(null, 'a', 'y')", ("number is empty", "")),
        ("(1, 'a', 'y')", ("number: repeats", "1")),
        ("(3, 'a', 'x')", ("word, code: repeats", "a, x")),
        ("(3, 'c', 'x')", ("word holds another word", "3")),
        ("(3, 'a', 'z')", ("code: unknown", "z")),
    ],
)
def test_what_is_wrong_is_named(row: str, problem: tuple[str, str]) -> None:
    assert found(ROWS.replace(") as t", f", {row}) as t"), **ASKED) == [problem]


@pytest.mark.parametrize(
    ("rows", "asked", "problems"),
    [
        ("(null, 'a'), (null, 'b')", {"unique": ["first"]}, []),
        (
            "(null, 'a'), (null, 'a')",
            {"unique": [["first", "second"]]},
            [("first, second: repeats", "a")],
        ),
        ("('z', null)", {"words": {"second": ["a"]}}, []),
        ("('x', null)", {"known": {"second": {"to": "lists", "field": "code"}}}, []),
        (
            "(null, 'c')",
            {"filled": ["first"], "words": {"second": ["a"]}},
            [("first is empty", ""), ("second holds another word", "")],
        ),
    ],
)
def test_an_empty_value(rows: str, asked: dict[str, Any], problems: list[tuple[str, str]]) -> None:
    """It repeats nothing alone, but in a list; it is no wrong word, and no unknown one."""
    assert found(f"(values {rows}) as t(first, second)", **asked) == problems
