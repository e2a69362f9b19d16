"""Draws docs/processes.md from the seeds: `python -m plumbline.process_maps [--check]`.

The page is what the seeds say, never edited by hand; `--check` exits 1 where it differs.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from plumbline.places import PROJECT_ROOT, seed_path
from plumbline.seed_pages import write_or_check

PAGE = Path("docs/processes.md")
SEPARATOR = "、"
MARKS = {"sure": "", "probable": " ◐", "doubtful": " ○"}

INTRODUCTION = """\
<!-- Written by `python -m plumbline.process_maps` from the seeds; do not edit by hand. -->

# Processes, powers and risk points

Where the money passes, who decides at each step, what can go wrong there, and which rule would see
it. Each process is a chart of the powers exercised in it, each power a box with the office that
exercises it; a thick border means that rules watch at least one of its risk points. The table below
a chart names the policy a power rests on first, its risk points and the rules that watch each.

{counts}

What no rule watches stands in the mart `unwatched_risk_points`; how the rules spread over scenes
and dimensions stands in `rule_coverage`. What people complain of and what the findings argue for
stand in `seeds/needs.csv` and `seeds/reforms.csv`.

Offices and steps are typical; a city enters its own in the seeds. A title or number marked ◐ is
probably right and one marked ○ doubtful: look it up before quoting it.
"""

Row = dict[str, str]


def main(arguments: list[str] | None = None, project_root: Path = PROJECT_ROOT) -> None:
    write_or_check("plumbline.process_maps", PAGE, page, arguments, project_root)


def page(project_root: Path) -> str:
    """The whole page, as Markdown with Mermaid charts.

    Raises ValueError where one list names what another does not hold.
    """
    policies = {row["code"]: row for row in read_seed(project_root, "policies")}
    powers = read_seed(project_root, "powers")
    risk_points = read_seed(project_root, "risk_points")
    watchers = rules_by_risk_point(read_seed(project_root, "risk_point_rules"))

    demand_known("risk_points.csv", (row["power_id"] for row in risk_points), powers, "power_id")
    demand_known("risk_point_rules.csv", watchers, risk_points, "risk_id")
    demand_known("powers.csv", (row["policy_code"] for row in powers), policies.values(), "code")

    processes: dict[str, list[Row]] = defaultdict(list)
    for power in powers:
        processes[power["process"]].append(power)
    risks: dict[str, list[Row]] = defaultdict(list)
    for risk_point in risk_points:
        risks[risk_point["power_id"]].append(risk_point)
    pages = rule_pages(project_root)

    counts = (
        f"{len(processes)} processes, {len(powers)} powers, {len(risk_points)} risk points, "
        f"{len(watchers)} of them watched by {len(set().union(*watchers.values()))} rules."
    )
    parts = [INTRODUCTION.format(counts=counts)]
    for process, steps in processes.items():
        steps.sort(key=lambda step: int(step["step"]))
        parts += [
            f"## {process}\n",
            chart(steps, watched={step for step in risks if _is_watched(risks[step], watchers)}),
            table(steps, risks, watchers, policies, pages),
        ]
    return "\n".join(parts)


def chart(steps: list[Row], watched: set[str]) -> str:
    """A process as a Mermaid flowchart; the watched powers have a thick border."""
    lines = ["```mermaid", "flowchart TD"]
    for step in steps:
        label = f"{step['title']}<br/>{step['exercised_by']}".replace('"', "#quot;")
        lines.append(f'    {step["power_id"]}["{label}"]')
    for step in steps:
        following = [power for power in step["next_steps"].split(SEPARATOR) if power]
        # an arrow to a box that this chart lacks would draw an empty one
        demand_known("next_steps", following, steps, "power_id")
        lines += [f"    {step['power_id']} --> {power}" for power in following]
    if thick := [step["power_id"] for step in steps if step["power_id"] in watched]:
        lines += ["    classDef watched stroke-width:4px", f"    class {','.join(thick)} watched"]
    return "\n".join([*lines, "```", ""])


def table(
    steps: list[Row],
    risks: dict[str, list[Row]],
    watchers: dict[str, list[str]],
    policies: dict[str, Row],
    pages: dict[str, str],
) -> str:
    """A line for each risk point; a power stands on the first of its lines alone."""
    lines = [
        "| Power | Exercised by | Rests on | Risk point | Level | Watched by |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for step in steps:
        who = [f"{step['power_id']} {step['title']}", step["exercised_by"]]
        who.append(quoted_policy(policies[step["policy_code"]]))
        for risk_point in risks[step["power_id"]] or [{"risk_id": "", "risk": "", "level": ""}]:
            rules = watchers.get(risk_point["risk_id"], [])
            what = [f"{risk_point['risk_id']} {risk_point['risk']}".strip(), risk_point["level"]]
            links = ", ".join(linked_rule(rule, pages) for rule in rules)
            lines.append(_table_line([*who, *what, links or "—"]))
            who = ["", "", ""]
    return "\n".join([*lines, ""])


def quoted_policy(policy: Row) -> str:
    """Code, title and number, each with the mark of how sure it is."""
    text = f"{policy['code']} {policy['title']}{MARKS[policy['confidence']]}"
    if policy["number"]:
        text += f", {policy['number']}{MARKS[policy['number_confidence']]}"
    return text


def linked_rule(rule: str, pages: dict[str, str]) -> str:
    if rule not in pages:
        raise ValueError(f"risk_point_rules.csv names the rule {rule}, which has no model")
    return f"[{rule}]({pages[rule]})"


def rule_pages(project_root: Path) -> dict[str, str]:
    """Where each rule's own page is, seen from docs/."""
    return {
        path.stem.removeprefix("rule_"): f"../{path.relative_to(project_root).as_posix()}"
        for path in sorted(project_root.glob("models/marts/rules/*/rule_*.yml"))
    }


def rules_by_risk_point(rows: list[Row]) -> dict[str, list[str]]:
    rules: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        rules[row["risk_id"]].append(row["rule_id"])
    return dict(rules)


def demand_known(where: str, named: Iterable[str], rows: Iterable[Row], column: str) -> None:
    """Raises ValueError where `where` names a value that no row holds in `column`."""
    if unknown := sorted(set(named) - {row[column] for row in rows}):
        raise ValueError(f"{where} names an unknown {column}: {', '.join(unknown)}")


def read_seed(project_root: Path, name: str) -> list[Row]:
    with seed_path(project_root, name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _is_watched(risk_points: list[Row], watchers: dict[str, list[str]]) -> bool:
    return any(risk_point["risk_id"] in watchers for risk_point in risk_points)


def _table_line(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


if __name__ == "__main__":
    main()
