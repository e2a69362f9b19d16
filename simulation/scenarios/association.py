"""Associations: officers who must not be, and accounts that do not add up."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from simulation import causes
from simulation.records import days, public_job
from simulation.scenario import Case, Plan, Scenario

rule = Scenario(
    "public_employee_in_association",
    Plan(19, 10, 6, persons=1, published=True),
    "adults",
    problems=[causes.wrongdoing("未经批准兼职取酬"), causes.work_error("兼职未报批")],
    excuses=[causes.data_error("批准文号未录入"), causes.lawful("退休后按规定任职")],
)


def post(case: Case, title: str, start: date, end: date | None = None, **more: Any) -> str:
    """A post in an association of its own; returns the association's code."""
    spell = {"post": title, "start_date": start, "end_date": end}
    return str(case.add("association_officers", **spell, **more)["credit_code"])


def in_both(
    case: Case, pay: int | None, approval: str | None = None, left_office: bool = False
) -> None:
    """A post of a hundred days, in office until the day before or all the time."""
    start = case.day(120)
    end, title = start + days(100), "监事"
    public_job(case, date(2012, 9, 1), start - days(1) if left_office else None)
    annual_pay = None if pay is None else Decimal(pay)
    code = post(case, title, start, end, annual_pay=annual_pay, approval_no=approval)
    case.note(code, title, start, amount=pay or 0, last_day=end)


rule.hit("No approval on file; it does not matter that the post is unpaid.")(in_both, None)
rule.hit("Approved, but paid.")(in_both, 12000, "样组批〔2021〕7号")
rule.near_miss("Approved and unpaid.", causes.lawful("经批准且不取酬"))(
    in_both, 0, "样例〔2022〕8号"
)
rule.near_miss("The post begins on the day after the last day in office.", causes.LEFT_OFFICE)(
    in_both, 36000, left_office=True
)


rule = Scenario(
    "legal_representative_of_several",
    Plan(8, 3, 3, published=True),
    "seniors",
    problems=[causes.wrongdoing("一人多会，违反任职规定"), causes.NO_ELECTION],
    excuses=[causes.lawful("两会合并过渡期")],
)


def represents_two(case: Case, days_of_both: int) -> None:
    start = case.day(200)
    end = start + days(days_of_both - 1)
    post(case, "法定代表人", start - days(500), end)
    post(case, "法定代表人", start)
    case.note("legal_representative", last_day=end)


rule.hit("Represents two associations for months.")(represents_two, 150)
rule.hit("Takes over the second association on the last day at the first.")(represents_two, 1)
rule.near_miss("Takes over the second association on the day after leaving the first.")(
    represents_two, 0
)


rule = Scenario(
    "officer_after_death",
    Plan(14, 5, 5, published=True),
    "seniors",
    problems=[causes.NO_ELECTION, causes.system_gap("登记机关未获死亡信息")],
    excuses=[causes.WRONG_ID_OF_DEATH],
)


def in_post_after_death(case: Case, days_after: int | None) -> None:
    """In post for so many days after the death, or still at the as-of date."""
    died, start = case.day(130), date(2019, 4, 1)
    end = None if days_after is None else died + days(days_after)
    code = post(case, "监事", start, end)
    case.dies(died, known=died + days(12))
    case.note(code, "监事", start, last_day=end or died + days(130))


rule.hit("The post went on for four months after the death.")(in_post_after_death, 120)
rule.hit("The post ended on the 91st day after the death.")(in_post_after_death, 91)
rule.hit("Still in post at the as-of date, more than 90 days after the death.", late=True)(
    in_post_after_death, None
)
rule.near_miss(
    "The post ended on the 90th day after the death: within the days of grace.",
    causes.lawful("换届筹备期内"),
)(in_post_after_death, 90)


rule = Scenario(
    "account_total_mismatch",
    Plan(9, 4, 3, published=True),
    problems=[causes.wrongdoing("账外支出"), causes.work_error("汇总错误")],
    excuses=[causes.data_error("明细漏报一页")],
)


def account(case: Case, lines: list[float], totals: list[float], excess: int = 0) -> None:
    """An association's report of 2022, so that there was time to check it."""
    number = case.serial("account")
    code, name = f"51990101ML{number:07}A", f"样例丁{number}协会"
    items = ("人员费用", "会议费", "办公费")
    rows = [*zip(items, lines, strict=False), *(("合计", total) for total in totals)]
    for line, (item, amount) in enumerate(rows, start=1):
        case.add(
            "association_accounts",
            credit_code=code,
            association_name=name,
            fiscal_year=2022,
            line_no=str(line),
            item=item,
            amount=Decimal(str(amount)),
        )
    case.note(2022, about=code, amount=excess, last_day=date(2022, 12, 31))


rule.hit("The reported total is 10,000 yuan above the sum of its lines.")(
    account, [31000, 6000, 2400], [49400], 10000
)
rule.hit("A yuan and a cent are missing from the total.")(
    account, [31000, 6000, 2401.01], [39400], 1
)
rule.near_miss("A yuan is missing: cents that were rounded line by line.")(
    account, [31000, 6000, 2401], [39400]
)
rule.near_miss("Two totals, one per page; together they are the sum of the lines.")(
    account, [40000, 6000], [40000, 6000]
)
rule.near_miss("A total without any lines cannot be compared.")(account, [], [12000])
rule.near_miss("Lines without a total cannot be compared.")(account, [9000, 1200], [])
