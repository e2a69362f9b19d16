"""Writes DATA_QUALITY.md from the seeds: `python -m plumbline.quality.catalogue [--check]`.

The page is what the seeds say, never edited by hand; `--check` exits 1 where it differs.
"""

from __future__ import annotations

from pathlib import Path

from plumbline.places import PROJECT_ROOT
from plumbline.process_maps import Row, read_seed
from plumbline.seed_pages import write_or_check

PAGE = Path("DATA_QUALITY.md")
DIMENSIONS = {
    "规范性": "normative: formats, types and code lists are kept",
    "完整性": "complete: nothing that should be there is missing",
    "准确性": "accurate: values are true to what they describe",
    "一致性": "consistent: values agree with each other and with other data",
    "时效性": "timely: the data is as fresh as it is meant to be",
    "可访问性": "accessible: the data can be had when it is needed",
}
ACTS = {"提供部门": "the department", "数据管理员": "the data steward"}

TEXT = """\
<!-- Written by `python -m plumbline.quality.catalogue` from the seeds; do not edit by hand. -->

# What is checked of the data, and what happens when it fails

Two walls. **The gate** judges what comes in: a profile of the deliveries, counts and shares without
a person in it, is held by Great Expectations against the limits in `city/quality_limits.csv`, each
limit one expectation. **dbt tests** hold what goes out: keys, sums, contracts, the accounting of
every row. How to read the results, accept a deviation or change a limit:
[docs/quality_gate.md](docs/quality_gate.md).

- **stop**: the build fails before anything is published, and says which department to call about
  what. The published warehouse stays as it was.
- **warn**: shown in `marts.quality_findings`, in the build's log and on the department's page, and
  kept in `marts.quality_results`.

A check is judged only where its figure rests on enough rows; small extracts never stop a build by
chance. `PLUMBLINE_GATE=warn` lets a build go on whatever is found, and the results say so.

## The gate's checks

The dimensions are those of GB/T 36344-2018 (数据质量评价指标).
"""

OTHERS = """\
## Before and behind the gate

| Wall | What it holds | When it fails | Who acts |
| --- | --- | --- | --- |
| landing | every file can be read, has its required columns, and no extract lacks its folder | \
nothing is built; all faults are named at once, with file and what was expected | the department |
| row accounting | every landed row is staged, superseded or rejected, with all its reasons | the \
row stands in `marts.rejected_rows` and on the department's page | the department |
| `conserves_landed_rows`, `conserved` | no row is lost or counted twice, no key is staged twice | \
nothing is published | the engineer |
| `sound_rows`, contracts on marts | keys, words, references and types of what is published | \
nothing is published | the engineer |
| `marts.rule_assessability` | a month without the data to judge it is not taken for a clean one | \
shown | the analyst |

## What is not covered

- **可访问性**: whether a department can deliver when asked, and whether readers reach the
  warehouse, is seen by no check.
- **准确性** only as far as other data can tell: a wrong amount that is as usual, a day that is
  plausible and false, and an ID of somebody else with the same name pass.
- **完整性** of people: who is entitled and appears in no extract at all is not missed.
- Metadata and data dictionaries (规范性) are the contract's: the source files are reviewed, not
  measured.
"""


def main(arguments: list[str] | None = None, project_root: Path = PROJECT_ROOT) -> None:
    write_or_check("plumbline.quality.catalogue", PAGE, page, arguments, project_root)


def page(project_root: Path) -> str:
    """The whole page, as Markdown: a table of checks for each dimension."""
    checks = read_seed(project_root, "quality_checks")
    limits: dict[str, list[Row]] = {}
    for limit in read_seed(project_root, "quality_limits"):
        limits.setdefault(limit["check_id"], []).append(limit)
    parts = [TEXT]
    for dimension, meaning in DIMENSIONS.items():
        members = [check for check in checks if check["dimension"] == dimension]
        parts.append(f"### {dimension}, {meaning}\n")
        if not members:
            parts.append("No check; see below.\n")
            continue
        parts.append("| Check | What it guards | Stop | Warn | Who acts |")
        parts.append("| --- | --- | --- | --- | --- |")
        for check in members:
            name = f"`{check['check_id']}` {check['title']}"
            levels = [
                told(
                    [limit for limit in limits[check["check_id"]] if limit["level"] == level], check
                )
                for level in ("stop", "warn")
            ]
            cells = [name, check["guards"], *levels, ACTS[check["who_acts"]]]
            parts.append("| " + " | ".join(cells) + " |")
        parts.append("")
    return "\n".join([*parts, OTHERS])


def told(limits: list[Row], check: Row) -> str:
    """The limits of one level: the one for all, then those of single extracts."""
    texts = []
    for limit in limits:
        bounds = [
            f"{word} {figure(float(limit[bound]), check['unit'])}"
            for bound, word in (("at_least", "below"), ("at_most", "over"))
            if limit[bound]
        ]
        text = " or ".join(bounds) + f" (from {limit['min_rows']} rows)"
        texts.append(text if limit["extract"] == "all" else f"`{limit['extract']}`: {text}")
    return "<br>".join(texts) or "—"


def figure(value: float, unit: str) -> str:
    if unit == "share":
        return f"{100 * value:g} %"
    return f"{value:g}" + {"rows": " rows", "periods": " periods", "ratio": " times"}[unit]


if __name__ == "__main__":
    main()
