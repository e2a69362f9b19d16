"""Elder care: allowances, a centre's claims, a worker's day, contractors."""

from __future__ import annotations

from datetime import date

from simulation import causes
from simulation.people import Citizen, mistyped
from simulation.records import days, meals, paid_after_death, pay, public_job, town_of, visit
from simulation.scenario import Case, Plan, Scenario
from simulation.usual import ALLOWANCE, HOURS, MEAL_CLAIM, PROGRAMS, VISIT
from simulation.values import Month

rule = Scenario(
    "allowance_after_death",
    Plan(19, 17, 1, recovered=2880, persons=3, published=True),
    problems=[causes.LATE_NOTICE, causes.RELATIVE_DRAWS],
    excuses=[causes.data_error("户籍注销日期录入错误")],
)


@rule.hit("Paid up to the month of death, which is owed, and a few months on.")
def paid_on(case: Case) -> None:
    source = "火化" if case.number % 3 else "死亡证明"
    paid_after_death(case, ALLOWANCE, case.times(3, 5), source=source)


@rule.hit(
    "Not in the register, so the death is believed: on a month's last day, the next was paid."
)
def not_in_the_register(case: Case) -> None:
    case.who.registered = False
    paid_after_death(case, ALLOWANCE, 1, day=0, source="火化")


@rule.near_miss(
    "Paid late, after the death, for months up to the month of death.",
    causes.lawful("补发死亡前月份"),
)
def back_pay(case: Case) -> None:
    month = case.month(3)
    pay(case, ALLOWANCE, month.plus(-1), 2, paid=month.plus(2).day(12))
    case.dies(month.day(17))
    case.note("death")


@rule.near_miss(
    "A death under this person's ID and another's name: not believed.", causes.OTHER_NAME
)
def death_under_another_name(case: Case) -> None:
    month = case.month(3)
    case.dies(month.day(9), source="火化", name="样改")
    pay(case, ALLOWANCE, month.plus(1), 2)
    case.note("death")


rule.near_miss("Died on the first of a month: that month is still owed.", causes.MONTH_OF_DEATH)(
    paid_after_death, ALLOWANCE, 0, 1
)


rule = Scenario(
    "allowance_below_age",
    Plan(12, 9, 2, recovered=6000, persons=2, published=True),
    "seniors",
    problems=[causes.wrongdoing("档案年龄改大"), causes.work_error("按虚岁发放")],
    excuses=[causes.data_error("身份证号出生日期有误，实际已满")],
)


@rule.hit("Paid for a year and a half, long before the person is 80.")
def paid_in_the_seventies(case: Case) -> None:
    case.subject = case.person("seniors", born=lambda birth: birth.year > 1943)
    amount = pay(case, ALLOWANCE, Month(2022, 1), 18)
    case.note("age", amount=amount, last_day=date(2023, 6, 12))


def eighty_in_spring(birth: date) -> bool:
    """Turns 80 between March and June of 2023."""
    return birth.year == 1943 and 3 <= birth.month <= 6


def around_the_birthday(case: Case, months_before: int) -> None:
    """Paid for the month of the 80th birthday, and so many before it."""
    case.subject = case.person("seniors", born=eighty_in_spring)
    month = Month(2023, case.who.birth.month)
    pay(case, ALLOWANCE, month.plus(-months_before), months_before + 1)
    amount = months_before * PROGRAMS[ALLOWANCE].amount
    case.note("age", amount=amount, last_day=month.plus(-1).day(12))


rule.hit("Two payments before the month of the 80th birthday.")(around_the_birthday, 2)
rule.near_miss("80 years old within the first month paid for.")(around_the_birthday, 0)


rule = Scenario(
    "allowance_paid_twice",
    Plan(36, 33, 1, recovered=1860, persons=2, published=True),
    problems=[causes.work_error("两本名册各发一次"), causes.system_gap("系统重复导入")],
    excuses=[causes.lawful("首笔退票后重发")],
)


@rule.hit("Two vouchers for one month.")
def two_vouchers(case: Case) -> None:
    month = case.month(1)
    pay(case, ALLOWANCE, month.plus(-1), 3)
    again = month.plus(1).day(3)
    case.note(month, amount=pay(case, ALLOWANCE, month, paid=again), last_day=again)


@rule.near_miss(
    "The same voucher delivered again with the amount corrected: one payment.",
    causes.data_error("金额已更正"),
)
def amount_corrected(case: Case) -> None:
    month = case.month()
    right = pay(case, ALLOWANCE, month)
    case.last("old_age_allowance_payments")["amount"] = right * 10
    case.correct("old_age_allowance_payments", amount=right)
    case.note(month)


@rule.near_miss("Two payments on one day, each for a month of its own.")
def two_months_on_one_day(case: Case) -> None:
    month = case.month()
    pay(case, ALLOWANCE, month, 2, paid=month.day(12))
    case.note(month)


rule = Scenario(
    "meal_claim_exceeds_records",
    Plan(48, 41, 3, recovered=9600, persons=9, published=True, relapses=True),
    problems=[causes.PADDED, causes.work_error("手工统计有误")],
    excuses=[causes.data_error("部分就餐记录未上传")],
)


def claimed(
    case: Case, claim: int, *, guests: int = 4, mistype: bool = False, corrected: int = 0
) -> None:
    """Guests eat on five days each at a centre of their own, and the centre claims."""
    centre = case.again or f"{case.town()}样例丙{case.serial('centre')}号照料中心"
    town, month = town_of(centre), case.month()
    for _ in range(guests):
        guest = case.person(town=town)
        eaten = [month.day(2 + number) for number in range(5)]
        meals(case, *eaten, who=guest, centre_name=centre)
        if mistype:
            # one more that is rejected, and so told beside the alert
            wrong = mistyped(guest.id)
            meals(case, month.day(8), who=guest, centre_name=centre, id_number=wrong)
            mistype = False

    def money(number: int) -> dict[str, object]:
        return {"claimed_meals": number, "claimed_amount": number * MEAL_CLAIM}

    about = {"centre_name": centre, "town": town, "claim_month": month.first}
    case.add("centre_monthly_claims", **about, **money(claim))
    if corrected:
        case.correct("centre_monthly_claims", **money(corrected))
    excess = (claim - 5 * guests) * MEAL_CLAIM
    case.note(month, about=centre, amount=excess, last_day=month.last, town=town)


rule.hit("70 meals claimed, 20 recorded; one more record of the month is rejected.")(
    claimed, 70, mistype=True
)
rule.hit("A claim for a month without any meal record.")(claimed, 45, guests=0)
rule.near_miss("21 meals claimed, 20 recorded: exactly five per cent over.")(claimed, 21)
rule.near_miss(
    "A claim of 200 meals was a slip of the pen, corrected to the 20 recorded.",
    causes.data_error("申报数已更正"),
)(claimed, 200, corrected=20)


rule = Scenario(
    "worker_in_two_places",
    Plan(73, 58, 8, recovered=2430, persons=8, published=True),
    "adults",
    problems=[
        causes.WORKER_INVENTS,
        causes.wrongdoing("一人代打卡"),
        causes.work_error("补录时间随手填写"),
    ],
    excuses=[causes.lawful("夫妻同住一户，一次上门服务两人")],
)


def two_visits(
    case: Case, first: tuple[str, str | None], second: tuple[str, str], clients: int = 2
) -> None:
    """Two visits of a worker on one day, at two clients' or at one client's."""
    at: list[Citizen] = [case.person("elders", case.who.town) for _ in range(clients)]
    day = case.day(1)
    visit(case, at[0], day, case.who, *first)
    visit(case, at[-1], day, case.who, *second)
    case.note(day, amount=VISIT, last_day=day)


rule.hit("At a second client's half an hour before leaving the first.")(
    two_visits, HOURS[1], ("10:00", "11:00")
)
rule.near_miss(
    "One visit starts the minute the other ends: they touch and do not overlap.",
    causes.lawful("前后相接的两次服务"),
)(two_visits, HOURS[0], ("09:00", "09:40"))
rule.near_miss(
    "Two overlapping orders at one client: two services, one place.", causes.lawful("一户两项服务")
)(two_visits, ("08:30", "09:30"), ("09:00", "10:00"), 1)
rule.near_miss(
    "One of the visits has no end, so nobody can say that they overlap.",
    causes.data_error("结束时间漏填"),
)(two_visits, ("08:30", None), ("08:45", "09:45"))


rule = Scenario(
    "official_in_care_project",
    Plan(14, 9, 3, persons=4, published=True),
    "adults",
    problems=[
        causes.wrongdoing("公职人员以亲属公司承接项目"),
        causes.work_error("任职前未清退股份"),
    ],
)


def contracted(case: Case, left_office: int | None, *roles: str) -> None:
    """An interest in a contractor; the office was left so many days before, or never."""
    start = case.day(200)
    end = None if left_office is None else start - days(left_office)
    public_job(case, date(2010, 2, 1), end)
    spell = {"start_date": start, "end_date": start + days(180)}
    known: dict[str, object] = {}
    for role in roles:
        record = case.add("project_contractors", role=role, **spell, **known)
        known = {name: record[name] for name in ("project_no", "contractor")}
    case.note(*known.values(), last_day=end or start + days(180))


rule.hit("In office all along, with two roles in one contractor.")(
    contracted, None, "股东", "法定代表人"
)
rule.hit("The contract begins on the last day in office.")(contracted, 0, "股东")
rule.near_miss("The contract begins on the day after the last day in office.", causes.LEFT_OFFICE)(
    contracted, 1, "股东"
)
