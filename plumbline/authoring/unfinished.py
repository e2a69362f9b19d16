"""What a rule still lacks, in sentences: the end of `plumbline new-rule`, a part of `make test`."""

from __future__ import annotations

from gettext import gettext as _
from pathlib import Path

import yaml

from plumbline.authoring.rule_rows import read_rows, seed_file

# Stands wherever a person must still write something.
TO_FILL = "TO_FILL"
RULES = "models/marts/rules"
HEADINGS = ("Example", "Why it is flagged", "How to check it", "Known false alarms")
# The same four in Chinese, below meta.page_zh: 示例, 为什么预警, 怎样核查, 常见误报.
PAGE_ZH = ("example", "why_flagged", "how_to_check", "false_alarms")
META = ("title_zh", "policy_basis", "power_item", "owner", "premise")
LISTS = ("risk_point_rules", "rule_inputs", "rule_parameters", "reforms")


def unfinished(project: Path, only: str | None = None) -> list[str]:
    """One sentence for each empty part of each rule, or of one; each names its file."""
    found = []
    for path in sorted((project / RULES).glob("*/rule_*.sql")):
        rule = path.stem.removeprefix("rule_")
        if only in (None, rule):
            found += _of_rule(project, path, rule)
    return found


def _of_rule(project: Path, path: Path, rule: str) -> list[str]:
    found = _marked(project, path, rule)
    page = path.with_suffix(".yml")
    if page.is_file():
        found += _of_page(project, page, rule)
    else:
        found.append(
            _("{file}: {rule} has no page; begin it as its neighbours do").format(
                file=_name(project, page),
                rule=rule,
            )
        )
    rows = {seed: [row for row in read_rows(project, seed) if row.get("rule_id") == rule]
            for seed in LISTS}  # fmt: skip
    files = {seed: _name(project, seed_file(project, seed)) for seed in LISTS}
    for seed, wanted in (
        ("risk_point_rules", _("the risk point it watches")),
        ("rule_inputs", _("the extracts it judges and needs")),
        ("reforms", _("the reform it argues for")),
    ):
        if not rows[seed]:
            found.append(
                _("{file}: {rule} has no row; add {wanted}").format(
                    file=files[seed],
                    rule=rule,
                    wanted=wanted,
                )
            )
    for seed, listed in rows.items():
        found += [
            _("{file}: {rule} has {part} still to be filled").format(
                file=files[seed], rule=rule, part=column
            )
            for row in listed
            for column, value in row.items()
            if TO_FILL in (value or "")
        ]
    if rows["rule_inputs"] and "judged" not in [row["role"] for row in rows["rule_inputs"]]:
        found.append(
            _("{file}: {rule} has no judged extract; add the one it judges").format(
                file="seeds/rule_inputs.csv",
                rule=rule,
            )
        )
    return found


def _marked(project: Path, path: Path, rule: str) -> list[str]:
    return [
        _("{file}, line {number}: {rule} is still to be filled: {line}").format(
            file=_name(project, path),
            number=number,
            rule=rule,
            line=line.strip(),
        )
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if TO_FILL in line
    ]


def _of_page(project: Path, page: Path, rule: str) -> list[str]:
    file = _name(project, page)
    document = yaml.safe_load(page.read_text(encoding="utf-8"))
    model = document["models"][0]
    description = str(model.get("description", ""))
    found = []
    for heading in HEADINGS:
        _before, mark, text = description.partition(f"**{heading}.**")
        text = text.partition("\n**")[0]
        if not mark or not text.strip():
            found.append(
                _("{file}: {rule} says nothing under {part}; write a sentence").format(
                    file=file,
                    rule=rule,
                    part=f"**{heading}.**",
                )
            )
        elif TO_FILL in text:
            found.append(
                _("{file}: {rule} has {part} still to be filled").format(
                    file=file, rule=rule, part=f"**{heading}.**"
                )
            )
    if TO_FILL in description.partition("**")[0] or not description.partition("**")[0].strip():
        found.append(
            _("{file}: {rule} does not say yet what it alerts on, above {part}").format(
                file=file,
                rule=rule,
                part="**Example.**",
            )
        )
    meta = model.get("config", {}).get("meta", {})
    found += [
        _("{file}: {rule} has {part} still to be filled").format(
            file=file, rule=rule, part=f"meta.{key}"
        )
        for key in META
        if not meta.get(key) or TO_FILL in str(meta[key])
    ]
    page_zh = meta.get("page_zh") or {}
    found += [
        _("{file}: {rule} has {part} still to be filled; write it in Chinese").format(
            file=file,
            rule=rule,
            part=f"meta.page_zh.{part}",
        )
        for part in PAGE_ZH
        if not page_zh.get(part) or TO_FILL in str(page_zh[part])
    ]
    cases = document.get("unit_tests", [])
    if len(cases) < 3:
        found.append(
            _(
                "{file}: {rule} has {count} unit tests; it wants a hit, a near miss at each "
                "boundary, and an exclusion"
            ).format(
                file=file,
                rule=rule,
                count=len(cases),
            )
        )
    found += [
        _("{file}: unit test {case} of {rule} is still to be filled").format(
            file=file,
            case=case["name"],
            rule=rule,
        )
        for case in cases
        if TO_FILL in str(case)
    ]
    if cases and not any(case.get("expect", {}).get("rows") for case in cases):
        found.append(
            _("{file}: no unit test of {rule} expects an alert; write a hit").format(
                file=file, rule=rule
            )
        )
    return found


def _name(project: Path, path: Path) -> str:
    return path.relative_to(project).as_posix()
