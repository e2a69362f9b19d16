"""Every rule says in seeds/rule_inputs.csv which extracts it judges and needs; without a row it
would be silently absent from rule_assessability. Held against the lineage that dbt knows."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
SEED = "seeds/rule_inputs.csv"

# What an intermediate model cannot do without: a month for which this did not arrive cannot be
# judged by a rule that reads the model.
NEEDED_FOR = {
    "int_hospital_episodes": ["hospital_stays", "insurance_inpatient_claims"],
    "int_hospital_overlaps": ["hospital_stays", "insurance_inpatient_claims"],
    "int_institution_spells": ["institution_stays"],
    "int_minimum_living_months": ["minimum_living_members"],
    "int_payments_after_death": ["deaths"],
    "int_public_employments": ["public_employees"],
}
# (rule, extract) that a rule reads and can yet judge a month without, and why.
EXCUSED = {
    (
        "welfare_staff_on_minimum_living",
        "rehabilitation_treatments",
    ): "takes months out, brings none in",
    # the register tells no day, so nothing says which months it covers
    ("allowance_owed", "household_register"): "tells no day",
    ("benefit_after_moving_away", "household_register"): "tells no day",
    (
        "relative_of_public_employee_on_minimum_living",
        "household_register",
    ): "tells no day",
}
# Everybody's staged rows lead to it; it tells names and birth days.
EVERYBODYS = "int_people"


def problems(
    lineage: dict[str, list[str]],
    inputs: dict[str, dict[str, str]],
    excused: set[tuple[str, str]],
) -> list[str]:
    """Sentences on what the list lacks or has too much; `lineage` holds parents by model."""
    found = []
    rules = sorted(name[5:] for name in lineage if name.startswith("rule_"))
    for rule in rules:
        roles = inputs.get(rule, {})
        parents = lineage[f"rule_{rule}"]
        if "judged" not in roles.values():
            found.append(
                f"{SEED}: {rule} has no judged extract, so it would be absent from "
                f"rule_assessability; add `{rule},<extract>,judged`"
            )
        ancestors = _staged_ancestors(f"rule_{rule}", lineage)
        found += [
            f"{SEED}: {rule} lists {extract}, but no model it reads comes from there; "
            "take the row out, or read stg_" + extract
            for extract in sorted(set(roles) - ancestors)
        ]
        wanted = {name[4:]: "" for name in parents if name.startswith("stg_")}
        for parent in parents:
            wanted |= dict.fromkeys(NEEDED_FOR.get(parent, []), f" through {parent}")
        found += [
            f"{SEED}: {rule} reads {extract}{way} and does not list it; add "
            f"`{rule},{extract},needed`, or excuse it in tests/python/test_rule_inputs.py"
            for extract, way in sorted(wanted.items())
            if extract not in roles and (rule, extract) not in excused
        ]
        found += [
            f"tests/python/test_rule_inputs.py: {rule} is excused for {extract} and does not "
            "need to be; take the line out"
            for excused_rule, extract in sorted(excused)
            if excused_rule == rule and (extract not in wanted or extract in roles)
        ]
    known = {name[4:] for name in lineage if name.startswith("stg_")}
    for rule in sorted(set(inputs) - set(rules)):
        found.append(f"{SEED}: {rule} is no rule; take its rows out")
    for rule, roles in sorted(inputs.items()):
        found += [
            f"{SEED}: {rule} lists {extract}, which is no extract; write it as the contract does"
            for extract in sorted(set(roles) - known)
        ]
    return found


def _staged_ancestors(model: str, lineage: dict[str, list[str]]) -> set[str]:
    ancestors: set[str] = set()
    ways, seen = [model], {EVERYBODYS}
    while ways:
        for parent in lineage.get(ways.pop(), []):
            if parent.startswith("stg_"):
                ancestors.add(parent[4:])
            elif parent not in seen:
                seen.add(parent)
                ways.append(parent)
    return ancestors


@pytest.fixture(scope="module")
def lineage() -> dict[str, list[str]]:
    path = PROJECT / "target" / "manifest.json"
    assert path.is_file(), "build the sample first: make test-dbt"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    return {
        node["name"]: [name.rpartition(".")[2] for name in node["depends_on"]["nodes"]]
        for node in manifest["nodes"].values()
        if node["resource_type"] == "model"
        and (not node["name"].startswith("rule_") or "rules" in node["fqn"])
    }  # fmt: skip


def test_every_rule_names_the_extracts_it_rests_on(lineage: dict[str, list[str]]) -> None:
    inputs: dict[str, dict[str, str]] = defaultdict(dict)
    with (PROJECT / SEED).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            inputs[row["rule_id"]][row["extract"]] = row["role"]
    found = problems(lineage, inputs, set(EXCUSED))
    assert not found, "\n" + "\n".join(found)


SMALL = {
    "rule_meal_in_hospital": ["stg_meals", "int_hospital_episodes", "int_people"],
    "int_hospital_episodes": ["stg_hospital_stays", "stg_insurance_inpatient_claims"],
    "int_people": ["stg_deaths"],
    "stg_meals": [],
    "stg_deaths": [],
    "stg_hospital_stays": [],
    "stg_insurance_inpatient_claims": [],
}
COMPLETE = {
    "meals": "judged",
    "hospital_stays": "needed",
    "insurance_inpatient_claims": "needed",
}


def test_a_complete_list_has_no_problem() -> None:
    assert problems(SMALL, {"meal_in_hospital": COMPLETE}, set()) == []


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"meals": "needed"}, "meal_in_hospital has no judged extract"),
        ({"deaths": "needed"}, "lists deaths, but no model it reads comes from there"),
        ({"meal": "needed"}, "lists meal, which is no extract"),
    ],
)
def test_a_list_that_is_wrong_is_told(changed: dict[str, str], told: str) -> None:
    assert told in "\n".join(problems(SMALL, {"meal_in_hospital": {**COMPLETE, **changed}}, set()))


def test_what_is_missing_is_told_with_the_way_it_is_read() -> None:
    inputs = {"meal_in_hospital": {"meals": "judged"}, "gone": {"meals": "judged"}}
    said = problems(SMALL, inputs, {("meal_in_hospital", "insurance_inpatient_claims")})
    assert said == [
        "seeds/rule_inputs.csv: meal_in_hospital reads hospital_stays through "
        "int_hospital_episodes and does not list it; add `meal_in_hospital,hospital_stays,needed`, "
        "or excuse it in tests/python/test_rule_inputs.py",
        "seeds/rule_inputs.csv: gone is no rule; take its rows out",
    ]
    assert "has no judged extract" in problems(SMALL, {}, set())[0]
    needless = problems(SMALL, {"meal_in_hospital": COMPLETE}, {("meal_in_hospital", "meals")})
    assert needless[0].endswith("take the line out")
