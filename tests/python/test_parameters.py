"""The law of the time: a rule reads each parameter as the reference table says it is judged."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import duckdb
import pytest
from sql_macros import macros

ROOT = Path(__file__).parents[2]
CALL = re.compile(
    r"parameter(?:_lists)?\(\s*'(?P<name>\w+)'(?P<rest>(?:[^()']|'[^']*'|\([^()]*\))*)\)"
)


def _readers(rules: set[str]) -> set[tuple[str, str, str]]:
    """(rule or model, parameter, how it reads it) for every call in models and macros."""
    found = set()
    for path in [*ROOT.glob("models/**/*.sql"), *ROOT.glob("macros/alerts/*.sql")]:
        text = path.read_text(encoding="utf-8")
        for call in CALL.finditer(text):
            judged_by = "event_day" if "on=" in call["rest"] else "as_of_date"
            named = re.search(r"rule=(\w+|'\w+')", call["rest"])
            if named is None:
                readers = {path.stem.removeprefix("rule_")}
            elif named[1].startswith("'"):
                readers = {named[1].strip("'")}
            else:  # a loop over rules that the model names
                readers = {rule for rule in rules if f"'{rule}'" in text}
            found |= {(rule, call["name"], judged_by) for rule in readers}
    return found


def test_each_parameter_is_read_as_the_table_says_it_is_judged() -> None:
    with (ROOT / "city/rule_parameters.csv").open(encoding="utf-8") as file:
        listed = {(r["rule_id"], r["parameter"], r["judged_by"]) for r in csv.DictReader(file)}
    read = _readers({rule for rule, _, _ in listed})
    assert read - listed == set()
    assert listed - read == set()


def test_nobody_reads_the_table_past_the_macro() -> None:
    """So that what holds of the macro, below, holds in every rule."""
    past = {
        path.stem
        for folder in ("models", "macros")
        for path in ROOT.glob(f"{folder}/**/*.sql")
        if "ref('rule_parameters')" in path.read_text(encoding="utf-8")
    }
    assert past == {"parameter", "rule_settings"}


VERSIONS = [
    ("asked", "limit", "10", "2000-01-01"),
    ("asked", "limit", "2", "2023-06-01"),
    ("asked", "limit", "7", "2024-01-01"),
    # nobody else's, and nothing else of one's own
    ("other", "limit", "30", "2023-05-01"),
    ("other", "limit", "40", "1990-01-01"),
    ("asked", "other", "50", "2023-05-15"),
]


@pytest.mark.parametrize("is_by_event", [False, True])
@pytest.mark.parametrize(
    ("day", "value"),
    [
        ("1999-12-31", None),
        ("2000-01-01", 10),
        ("2023-05-31", 10),
        ("2023-06-01", 2),
        ("2023-12-31", 2),
        ("2024-01-01", 7),
    ],
)
def test_every_rule_reads_its_own_parameter_in_the_version_of_the_day(
    day: str, value: int | None, is_by_event: bool
) -> None:
    """A macro that all rules share: each of their fixtures would have to hold these versions."""
    parameter = macros(
        "alerts/parameter.sql",
        "engine/versions.sql",
        ref=lambda name: name,
        as_of_date=lambda: f"cast('{'2023-12-31' if is_by_event else day}' as date)",
    )["parameter"]
    asked = parameter("limit", "integer", "asked", "events.day" if is_by_event else None)
    with duckdb.connect() as connection:
        connection.execute(
            "create table rule_parameters "
            "(rule_id varchar, parameter varchar, value varchar, valid_from date)"
        )
        connection.executemany("insert into rule_parameters values (?, ?, ?, ?)", VERSIONS)
        found = connection.execute(
            f"select {asked} from (select cast('{day}' as date) as day) as events"
        ).fetchall()
    assert found == [(value,)]
