"""A rule is begun in every place that names one, and says what is still to be filled."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from project_copy import PROJECT, ProjectCopy

from plumbline.authoring.unfinished import TO_FILL, unfinished

RULE = "nursing_subsidy_before_certificate"
FRAME = (
    "new-rule", RULE, "--scene", "disability", "--dimension", "time", "--subject", "person",
    "--judged", "disability_subsidy_payments",
)  # fmt: skip
FILES = f"models/marts/rules/disability/rule_{RULE}"


@pytest.fixture
def copy(tmp_path: Path) -> ProjectCopy:
    return ProjectCopy.make(tmp_path)


def test_no_rule_of_the_project_is_unfinished() -> None:
    assert unfinished(PROJECT) == []


def test_an_empty_frame_is_named_part_by_part(copy: ProjectCopy) -> None:
    done = copy.plumbline(*FRAME, answers="\n" * 7)
    assert done.returncode == 0, done.stderr
    said = unfinished(copy.root)
    assert all(sentence in done.stdout for sentence in said)
    for told in (
        f"{FILES}.sql, line 1: {RULE} is still to be filled",
        f"{FILES}.yml: {RULE} has **How to check it.** still to be filled",
        f"{FILES}.yml: {RULE} has meta.premise still to be filled",
        f"{FILES}.yml: {RULE} has meta.page_zh.how_to_check still to be filled",
        f"{FILES}.yml: unit test {RULE}_is_an_alert of {RULE} is still to be filled",
        f"seeds/risk_point_rules.csv: {RULE} has risk_id still to be filled",
        f"seeds/reforms.csv: {RULE} has to_mechanism still to be filled",
    ):
        assert told in "\n".join(said)
    assert f"simulation: plant {RULE}" in done.stdout
    project = (copy.root / "dbt_project.yml").read_text(encoding="utf-8")
    assert f"    - {RULE}\n  # what somebody is owed" in project
    checked = copy.plumbline("unfinished")
    assert checked.returncode == 1
    assert checked.stdout.splitlines() == said


def test_a_rule_like_another_begins_as_that_one(copy: ProjectCopy) -> None:
    like = "rehabilitation_during_hospital_stay"
    figure = "min_days=3:days:A day is a slip"
    done = copy.plumbline(*FRAME, "--like", like, "--parameter", figure, answers="\n" * 7)
    assert done.returncode == 0, done.stderr
    sql = (copy.root / f"{FILES}.sql").read_text(encoding="utf-8").splitlines()
    other = (PROJECT / f"models/marts/rules/disability/rule_{like}.sql").read_text("utf-8")
    assert sql[3:] == other.splitlines()[2:]
    page = (copy.root / f"{FILES}.yml").read_text(encoding="utf-8")
    assert "      - input: ref('int_hospital_" in page
    assert "      - input: ref('rule_parameters')\n    expect" in page
    parameters = (copy.root / "city/rule_parameters.csv").read_text(encoding="utf-8")
    assert f"{RULE},min_days,3,days,2000-01-01," in parameters


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({RULE: "Meal"}, "Meal: an ID is of small letters, digits and _"),
        ({RULE: "meal_after_death"}, "rule_meal_after_death.sql: there already"),
        ({"disability_subsidy_payments": "payments"}, "payments: no such extract"),
    ],
)
def test_a_rule_that_cannot_be_is_refused(
    copy: ProjectCopy, changed: dict[str, str], told: str
) -> None:
    before = {path: path.read_bytes() for path in copy.root.rglob("*.csv")}
    done = copy.plumbline(*(changed.get(part, part) for part in FRAME), answers="\n" * 7)
    assert done.returncode == 1
    assert told in done.stderr
    assert {path: path.read_bytes() for path in copy.root.rglob("*.csv")} == before


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("**How to check it.**", "**How.**", "says nothing under **How to check it.**"),
        ("premise: ", "promise: ", "has meta.premise still to be filled"),
        ("false_alarms: ", "alarms: ", "has meta.page_zh.false_alarms still to be filled"),
        ("unit_tests:", "anchors:", "has 0 unit tests; it wants a hit"),
    ],
)
def test_an_empty_part_of_an_old_rule_is_named(
    copy: ProjectCopy, old: str, new: str, told: str
) -> None:
    path = "models/marts/rules/elder_care/rule_meal_after_death.yml"
    copy.edit(path, old, new)
    (sentence,) = unfinished(copy.root)
    assert sentence.startswith(f"{path}: ")
    assert told in sentence


@pytest.mark.parametrize("seed", ["risk_point_rules", "rule_inputs", "reforms"])
def test_a_rule_missing_from_a_list_is_named(copy: ProjectCopy, seed: str) -> None:
    path = copy.root / "seeds" / f"{seed}.csv"
    kept = [line for line in path.read_text("utf-8").splitlines() if "meal_after_death" not in line]
    path.write_text("\n".join(kept) + "\n", encoding="utf-8")
    (sentence,) = unfinished(copy.root)
    assert sentence.startswith(f"seeds/{seed}.csv: meal_after_death has no row; add ")


@pytest.mark.slow
def test_the_walk_of_a_new_rule(copy: ProjectCopy) -> None:
    """As docs/writing_a_rule.md walks it: begun, filled, built, and red once broken."""
    page = (PROJECT / "docs" / "writing_a_rule.md").read_text(encoding="utf-8")
    shown = dict(re.findall(r"```(sh|sql)\n(.+?)```", page, re.DOTALL))
    description, page_zh, filled = re.findall(r"```yaml\n(.+?)```", page, re.DOTALL)
    command = shown["sh"].replace("\\\n", " ").split()
    assert command[:3] == [".venv/bin/plumbline", "new-rule", RULE]
    begun = copy.plumbline(*command[1:])
    assert begun.returncode == 0, begun.stderr
    (copy.root / f"{FILES}.sql").write_text(shown["sql"], encoding="utf-8")
    frame = (copy.root / f"{FILES}.yml").read_text(encoding="utf-8")
    before, _, after = frame.partition("    description: |\n")
    meta = after[after.index("    config:\n") : after.index("        page_zh:\n")]
    columns = after[after.index("    columns:\n") : after.index("unit_tests:\n")]
    parts = (before, description, meta, page_zh, columns, filled)
    (copy.root / f"{FILES}.yml").write_text("".join(parts), encoding="utf-8")
    assert TO_FILL not in (copy.root / f"{FILES}.yml").read_text(encoding="utf-8")
    assert unfinished(copy.root) == []

    built = copy.dbt(
        "build", "--select", f"+rule_{RULE}", "--indirect-selection", "cautious",
        "--exclude-resource-type", "unit_test",
    )  # fmt: skip
    assert built.returncode == 0, built.stdout[-3000:]
    cases = f"rule_{RULE},test_type:unit"
    tested = copy.dbt("test", "--select", cases, "lists_are_complete")
    assert tested.returncode == 0, tested.stdout[-3000:]
    assert len(re.findall(rf"PASS rule_{RULE}::", tested.stdout)) == 3
    assert "PASS lists_are_complete" in tested.stdout

    copy.edit(f"{FILES}.sql", "payments.pay_month < ", "payments.pay_month <= ")
    broken = copy.dbt("test", "--select", cases)
    assert broken.returncode == 1
    assert "subsidy_for_the_month_of_issue_is_no_alert" in broken.stdout
