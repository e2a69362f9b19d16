"""Associations: officers who must not be, and accounts that do not add up."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from simulation.people import Citizen
from simulation.records import credit_code, days, post, public_job
from simulation.scenario import (
    DATA_ERROR,
    LAWFUL,
    SYSTEM_GAP,
    WORK_ERROR,
    WRONGDOING,
    Case,
    Cause,
    Plan,
    Scenario,
)
from simulation.scenarios.causes import NO_ELECTION, WRONG_ID_OF_DEATH

# ------------------------------------------------------------------------------------------------
rule = Scenario(
    "public_employee_in_association",
    Plan(19, 10, 6, persons=1, published=True),
    problems=[Cause("未经批准兼职取酬", WRONGDOING), Cause("兼职未报批", WORK_ERROR)],
    excuses=[Cause("批准文号未录入", DATA_ERROR), Cause("退休后按规定任职", LAWFUL)],
)


def official(case: Case, end: date | None = None) -> Citizen:
    person = case.person("adults")
    public_job(case, person, date(2012, 9, 1), end)
    return person


@rule.hit()
def not_approved(case: Case) -> None:
    """No approval on file; it does not matter whether the post is paid."""
    person, start = official(case), case.day(120)
    end = start + days(100)
    paid = Decimal(12000) if case.number % 2 else None
    code = post(case, person, "副会长", start, end, annual_pay=paid)
    case.note(person, code, "副会长", start, amount=paid or 0, last_day=end)


@rule.hit()
def approved_but_paid(case: Case) -> None:
    """Approved, but paid."""
    person, start = official(case), case.day(120)
    end = start + days(100)
    more = {"annual_pay": Decimal(12000), "approval_no": "样组批〔2021〕7号"}
    code = post(case, person, "理事", start, end, **more)
    case.note(person, code, "理事", start, amount=12000, last_day=end)


@rule.near_miss(Cause("经批准且不取酬", LAWFUL))
def approved_and_unpaid(case: Case) -> None:
    """Approved and unpaid."""
    person, start = official(case), case.day()
    more = {"annual_pay": Decimal(0), "approval_no": "样例〔2022〕8号"}
    case.note(person, post(case, person, "监事", start, None, **more), "监事", start)


@rule.near_miss(Cause("离职后任职", LAWFUL))
def post_after_office(case: Case) -> None:
    """The post begins on the day after the last day in office."""
    start = case.day()
    person = official(case, start - days(1))
    code = post(case, person, "秘书长", start, annual_pay=Decimal(36000))
    case.note(person, code, "秘书长", start)


# ------------------------------------------------------------------------------------------------
rule = Scenario(
    "legal_representative_of_several",
    Plan(8, 3, 3, published=True),
    problems=[Cause("一人多会，违反任职规定", WRONGDOING), NO_ELECTION],
    excuses=[Cause("两会合并过渡期", LAWFUL)],
)


def represents_two(case: Case, start: date, overlap: int) -> None:
    """Of two associations, the second from `start` on, for so many days both."""
    person, end = case.person("seniors"), start + days(overlap - 1)
    post(case, person, "法定代表人", start - days(500), end)
    post(case, person, "法定代表人", start)
    case.note(person, "legal_representative", last_day=end)


@rule.hit()
def represents_both(case: Case) -> None:
    """Represents two associations for months."""
    represents_two(case, case.day(200), 150)


@rule.hit()
def on_the_last_day_at_the_first(case: Case) -> None:
    """Takes over the second association on the last day at the first."""
    represents_two(case, case.day(), 1)


@rule.near_miss()
def on_the_day_after(case: Case) -> None:
    """Takes over the second association on the day after leaving the first."""
    represents_two(case, case.day(), 0)


# ------------------------------------------------------------------------------------------------
rule = Scenario(
    "officer_after_death",
    Plan(14, 5, 5, published=True),
    problems=[NO_ELECTION, Cause("登记机关未获死亡信息", SYSTEM_GAP)],
    excuses=[WRONG_ID_OF_DEATH],
)


def in_post_after_death(case: Case, days_after: int | None) -> None:
    """In post for so many days after the death, or still at the as-of date."""
    person, died, start = case.person("seniors"), case.day(130), date(2019, 4, 1)
    end = None if days_after is None else died + days(days_after)
    code = post(case, person, "监事", start, end)
    case.dies(person, died, known=died + days(12))
    if end:
        case.note(person, code, "监事", start, last_day=end)
    else:
        case.note(person, code, "监事", start)


@rule.hit()
def for_months(case: Case) -> None:
    """The post went on for four months after the death."""
    in_post_after_death(case, 120)


@rule.hit()
def on_the_91st_day(case: Case) -> None:
    """The post ended on the 91st day after the death."""
    in_post_after_death(case, 91)


@rule.hit(late=True)
def still_in_post(case: Case) -> None:
    """Still in post at the as-of date, more than 90 days after the death."""
    in_post_after_death(case, None)


@rule.near_miss(Cause("换届筹备期内", LAWFUL))
def on_the_90th_day(case: Case) -> None:
    """The post ended on the 90th day after the death: within the days of grace."""
    in_post_after_death(case, 90)


# ------------------------------------------------------------------------------------------------
rule = Scenario(
    "account_total_mismatch",
    Plan(9, 4, 3, published=True),
    problems=[Cause("账外支出", WRONGDOING), Cause("汇总错误", WORK_ERROR)],
    excuses=[Cause("明细漏报一页", DATA_ERROR)],
)


def account(case: Case, lines: list[int], totals: list[int], excess: int = 0) -> None:
    """A report of 2022, so that there was time to check it."""
    number = case.serial("association")
    items = ("人员费用", "会议费", "办公费")
    rows = [*zip(items, lines, strict=False), *(("合计", total) for total in totals)]
    for line, (item, amount) in enumerate(rows, start=1):
        case.add(
            "association_accounts",
            credit_code=credit_code(number),
            association_name=f"样例丙{number}协会",
            fiscal_year=2022,
            line_no=None if item == "合计" and len(totals) == 1 else str(line),
            item=item,
            amount=Decimal(amount),
        )
    case.note(credit_code(number), 2022, amount=excess, last_day=date(2022, 12, 31))


@rule.hit()
def total_above_its_lines(case: Case) -> None:
    """The reported total is above the sum of its lines."""
    excess = 1000 + 700 * case.number
    account(case, [31000, 6000, 2400], [39400 + excess], excess)


@rule.near_miss()
def a_total_a_page(case: Case) -> None:
    """Two totals, one per page; together they are the sum of the lines."""
    account(case, [40000, 6000], [40000, 6000])


@rule.near_miss()
def total_without_lines(case: Case) -> None:
    """A total without any lines cannot be compared."""
    account(case, [], [12000])


@rule.near_miss()
def lines_without_total(case: Case) -> None:
    """Lines without a total cannot be compared."""
    account(case, [9000, 1200], [])
