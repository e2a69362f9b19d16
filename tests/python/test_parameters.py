"""The law of the time: a rule reads each parameter as the reference table says it is judged."""

from __future__ import annotations

import csv
import re
from pathlib import Path

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
