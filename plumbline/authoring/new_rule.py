"""`plumbline new-rule`: the frame of a rule, in every place that names one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from plumbline.authoring.contract_files import Table, read_contract_files
from plumbline.authoring.rule_rows import add_row, next_number, read_rows, seed_file
from plumbline.authoring.unfinished import PAGE_ZH, RULES, TO_FILL

PEOPLE = ("person", "worker", "handler", "assessor")
LISTS = {"alert": "rules", "service": "service_rules"}


class RuleError(Exception):
    """Why no rule was begun; a sentence a line."""


@dataclass(frozen=True)
class NewRule:
    """What the command line says of a rule; what it does not say is TO_FILL."""

    rule: str
    scene: str
    dimension: str
    subject: str
    kind: str
    judged: str
    needed: tuple[str, ...]
    like: str | None
    title: str
    policies: tuple[str, ...]
    power: str
    owner: str
    premise: str
    risk: str
    reform: tuple[str, str]
    parameters: tuple[tuple[str, str, str, str], ...]


def add_rule(project: Path, rule: NewRule) -> list[str]:
    """Writes the rule's two files and its rows in the lists; the paths of all of them."""
    tables = {
        table.name: table for provider in read_contract_files(project) for table in provider.tables
    }
    _refuse(project, rule, tables)
    sql = _sql(project, rule, tables[rule.judged])
    path = f"{RULES}/{rule.scene}/rule_{rule.rule}"
    (project / f"{path}.sql").parent.mkdir(exist_ok=True)
    (project / f"{path}.sql").write_text(sql, encoding="utf-8", newline="\n")
    page = _page(project, rule, sql)
    (project / f"{path}.yml").write_text(page, encoding="utf-8", newline="\n")
    _list(project, rule)
    for extract, role in [(rule.judged, "judged"), *((name, "needed") for name in rule.needed)]:
        add_row(project, "rule_inputs", {"rule_id": rule.rule, "extract": extract, "role": role})
    add_row(project, "risk_point_rules", {"risk_id": rule.risk, "rule_id": rule.rule})
    add_row(
        project,
        "reforms",
        {
            "reform_id": next_number(project, "reforms", "reform_id"),
            "scene": rule.scene,
            "from_practice": rule.reform[0],
            "to_mechanism": rule.reform[1],
            "rule_id": rule.rule,
        },
    )
    for name, value, unit, why in rule.parameters:
        row = {"rule_id": rule.rule, "parameter": name, "value": value, "unit": unit, "why": why}
        row |= {"valid_from": "2000-01-01", "judged_by": "as_of_date"}
        add_row(project, "rule_parameters", row | {"source": "office's own setting"})
    seeds = ["rule_inputs", "risk_point_rules", "reforms"]
    seeds += ["rule_parameters"] if rule.parameters else []
    files = [seed_file(project, seed).relative_to(project).as_posix() for seed in seeds]
    return [f"{path}.sql", f"{path}.yml", "dbt_project.yml", *files]


def _refuse(project: Path, rule: NewRule, tables: dict[str, Table]) -> None:
    faults = []
    if not re.fullmatch(r"[a-z][a-z0-9_]*", rule.rule) or rule.rule.startswith("rule_"):
        faults.append(f"{rule.rule}: an ID is of small letters, digits and _, without rule_ before")
    for path in project.glob(f"{RULES}/*/rule_{rule.rule}.*"):
        faults.append(f"{path.relative_to(project)}: there already; choose another ID")
    for extract in (rule.judged, *rule.needed):
        if extract not in tables:
            faults.append(
                f"{extract}: no such extract; `vars: extracts:` in dbt_project.yml has all"
            )
    if rule.like and not _path_of(project, rule.like):
        faults.append(f"--like {rule.like}: no rule of that ID below {RULES}")
    known = {row["risk_id"] for row in read_rows(project, "risk_points")}
    if rule.risk not in known | {TO_FILL}:
        faults.append(f"--risk {rule.risk}: not in seeds/risk_points.csv; add the risk point first")
    if f"\n  {LISTS[rule.kind]}:\n" not in (project / "dbt_project.yml").read_text("utf-8"):
        faults.append(f"dbt_project.yml: no list {LISTS[rule.kind]} below vars; put the line back")
    if faults:
        raise RuleError("\n".join(faults))


def _path_of(project: Path, rule: str) -> Path | None:
    return next(iter(sorted(project.glob(f"{RULES}/*/rule_{rule}.sql"))), None)


def _head(rule: NewRule) -> str:
    return f"-- One alert per {rule.subject} and {TO_FILL}: {TO_FILL}.\n-- Answers: {TO_FILL}?\n"


def _sql(project: Path, rule: NewRule, judged: Table) -> str:
    like = _path_of(project, rule.like) if rule.like else None
    if like:
        body = like.read_text(encoding="utf-8").split("\n", 2)[2]
        return _head(rule) + f"-- {TO_FILL}: this is {rule.like}; make it {rule.rule}\n" + body
    names = {column.name: column.type for column in judged.columns}
    required = {column.name: column.type for column in judged.columns if column.required}
    ids = [name for name, kind in names.items() if kind == "id"]
    subject = "id_number" if "id_number" in ids else ([*ids, *judged.meta["key"]])[0]
    if rule.subject not in PEOPLE:
        subject = str(judged.meta.get("subject", judged.meta["key"][0]))
    days = [name for name, kind in required.items() if kind in ("date", "month", "moment")]
    day = days[0] if days else "cast(null as date)"
    if days and required[days[0]] == "moment":
        day = f"cast({days[0]} as date)"
    money = [name for name, kind in names.items() if kind == "money"]
    amount = money[0] if money else "cast(0 as decimal(14, 2))"
    amount = "amount" if amount == "amount" else f"{amount} as amount"
    if rule.subject in PEOPLE:
        named, closing = "", "{{ person_alerts('episodes'"
        closing += f", subject_kind='{rule.subject}'" if rule.subject != "person" else ""
    else:
        named = "        subject_id as subject_name,\n        cast(null as string) as town,\n"
        closing = f"{{{{ organisation_alerts('episodes', subject_kind='{rule.subject}'"
    return (
        _head(rule)
        + f"""\
with

{judged.name} as (
    select
        {subject} as subject_id,
        {day} as event_date,
        {amount},
        source_row
    from {{{{ ref('stg_{judged.name}') }}}}
),

-- {TO_FILL}: what makes such a row wrong, one step a CTE, each named as a fact
wrong_rows as (
    select
        subject_id,
        event_date,
        amount,
        source_row
    from {judged.name}
    where 1 = 0
),

episodes as (
    select
        subject_id,
{named}        '{TO_FILL}' as episode_key,
        min(event_date) as first_event_date,
        max(event_date) as last_event_date,
        count(*) as event_count,
        sum(amount) as amount_at_risk,
        {{{{ zh_days('min(event_date)', 'max(event_date)') }}}}
        || '{TO_FILL}' || {{{{ zh_count('count(*)') }}}} || '次，共'
        || {{{{ zh_yuan('sum(amount)') }}}} || '。' as reason,
        {{{{ evidence(['source_row']) }}}} as evidence
    from wrong_rows
    group by subject_id
)

{closing}) }}}}
"""
    )


def _page(project: Path, rule: NewRule, sql: str) -> str:
    kind = f"        kind: {rule.kind}\n" if rule.kind != "alert" else ""
    inputs = sorted(set(re.findall(r"ref\('(\w+)'\)", sql)))
    inputs += ["int_people"] if "person_alerts(" in sql and "int_people" not in inputs else []
    inputs += ["int_unusable_rows"] if "with_unusable_rows(" in sql else []
    inputs += ["rule_parameters"] if "parameter(" in sql else []
    given = "".join(
        f"      - input: ref('{name}')\n"
        + ("" if name == "rule_parameters" else "        rows: []\n")
        for name in inputs
    )
    cases = "\n".join(
        f"""\
  - name: {rule.rule}_{case}
    description: {TO_FILL}
    model: rule_{rule.rule}
    given:
{given}    expect:
      rows: {expected}
"""
        for case, expected in (
            ("is_an_alert", f"[{{episode_key: {TO_FILL}}}]"),
            ("near_miss_is_no_alert", "[]"),
            ("exclusion_is_no_alert", "[]"),
        )
    )
    page_zh = "".join(f"          {part}: {TO_FILL}\n" for part in PAGE_ZH)
    return f"""\
version: 2

models:
  - name: rule_{rule.rule}
    description: |
      {TO_FILL}

      **Example.** {TO_FILL}

      **Why it is flagged.** {TO_FILL}

      **How to check it.** {TO_FILL}

      **Known false alarms.** {TO_FILL}
    config:
      meta:
        title_zh: {rule.title}
{kind}        scene: {rule.scene}
        dimension: {rule.dimension}
        subject_kind: {rule.subject}
        policy_basis: [{", ".join(rule.policies)}]
        power_item: {rule.power}
        version: 1
        owner: {rule.owner}
        premise: {rule.premise}
        page_zh:
{page_zh}    columns:
{_columns(project)}
unit_tests:
{cases}"""


def _columns(project: Path) -> str:
    """As every rule has them."""
    page = sorted(project.glob(f"{RULES}/*/rule_*.yml"))[0].read_text(encoding="utf-8")
    return page.partition("    columns:\n")[2].partition("\nunit_tests:")[0]


def _list(project: Path, rule: NewRule) -> None:
    path = project / "dbt_project.yml"
    text = path.read_text(encoding="utf-8")
    entries = re.search(rf"^  {LISTS[rule.kind]}:\n(    - \w+\n)*", text, re.MULTILINE)
    assert entries is not None  # refused before
    end = entries.end()
    path.write_text(text[:end] + f"    - {rule.rule}\n" + text[end:], "utf-8", newline="\n")
