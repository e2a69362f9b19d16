"""Elder care: allowances, a centre's claims, a worker's day, contractors."""

from __future__ import annotations

from datetime import date

from simulation.people import Citizen, mistyped
from simulation.records import (
    ALLOWANCE,
    HOURS,
    MEAL_CLAIM,
    VISIT,
    allowance,
    contract,
    days,
    meal_claim,
    meals,
    new_centre,
    other_name,
    public_job,
    visit,
)
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
from simulation.scenarios.causes import (
    LATE_NOTICE,
    MONTH_OF_DEATH,
    NAMESAKE,
    OTHER_NAME,
    PADDED,
    RELATIVE_DRAWS,
    WORKER_INVENTS,
)
from simulation.values import Month

# ------------------------------------------------------------------------------------------------
rule = Scenario(
    "allowance_after_death",
    Plan(19, 17, 1, recovered=2880, persons=3, published=True),
    problems=[LATE_NOTICE, RELATIVE_DRAWS],
    excuses=[Cause("户籍注销日期录入错误", DATA_ERROR)],
)


@rule.hit()
def paid_on(case: Case) -> None:
    """Paid up to the month of death, which is owed, and a few months on."""
    elder = case.person()
    months = case.times(3, 5)
    died = case.day(190)
    month = Month.of(died)
    allowance(case, elder, month.plus(-1), 2)
    amount = allowance(case, elder, month.plus(1), months)
    last = month.plus(months)
    source = "火化" if case.number % 3 else "死亡证明"
    case.dies(elder, died, known=last.day(26), source=source)
    case.note(elder, "death", amount=amount, last_day=last.day(12))


@rule.hit()
def on_the_last_day_of_a_month(case: Case) -> None:
    """Not in the register, so the death is believed: on a month's last day, the next was paid."""
    elder = case.person(registered=False)
    month = case.month(2)
    case.dies(elder, month.last, source="火化")
    allowance(case, elder, month, 2)
    case.note(elder, "death", amount=ALLOWANCE, last_day=month.plus(1).day(12))


@rule.near_miss(MONTH_OF_DEATH)
def on_the_first_of_a_month(case: Case) -> None:
    """Died on the first of a month: that month is still owed."""
    elder = case.person()
    month = case.month()
    case.dies(elder, month.first)
    allowance(case, elder, month.plus(-1), 2)
    case.note(elder, "death")


@rule.near_miss(Cause("补发死亡前月份", LAWFUL))
def back_pay(case: Case) -> None:
    """Paid late, after the death, for months up to the month of death."""
    elder = case.person()
    month = case.month(3)
    allowance(case, elder, month.plus(-1), 2, paid=month.plus(2).day(12))
    case.dies(elder, month.day(17))
    case.note(elder, "death")


@rule.near_miss(OTHER_NAME)
def death_under_another_name(case: Case) -> None:
    """A death under this person's ID and another's name: not believed."""
    elder = case.person()
    month = case.month(3)
    case.add(
        "deaths",
        elder,
        name=other_name(elder),
        death_date=month.day(9),
        source="火化",
        registered_date=month.day(12),
    )
    allowance(case, elder, month.plus(1), 2)
    case.note(elder, "death")


# ------------------------------------------------------------------------------------------------
rule = Scenario(
    "allowance_below_age",
    Plan(12, 9, 2, recovered=6000, persons=2, published=True),
    problems=[Cause("档案年龄改大", WRONGDOING), Cause("按虚岁发放", WORK_ERROR)],
    excuses=[Cause("身份证号出生日期有误，实际已满", DATA_ERROR)],
)


def eighty_in_spring(birth: date) -> bool:
    """Turns 80 between March and June of 2023."""
    return birth.year == 1943 and 3 <= birth.month <= 6


@rule.hit()
def a_year_too_early(case: Case) -> None:
    """Paid through 2022, when nobody of these cohorts is 80 yet."""
    person = case.person("seniors")
    amount = allowance(case, person, Month(2022, 1), 12)
    case.note(person, "age", amount=amount, last_day=date(2022, 12, 12))


@rule.hit()
def up_to_the_birthday(case: Case) -> None:
    """Two payments before the month of the 80th birthday, one in it."""
    person = case.person("seniors", born=eighty_in_spring)
    month = Month(2023, person.birth.month)
    allowance(case, person, month.plus(-2), 3)
    case.note(person, "age", amount=2 * ALLOWANCE, last_day=month.plus(-1).day(12))


@rule.near_miss()
def eighty_within_the_month(case: Case) -> None:
    """80 years old within the first month paid for."""
    person = case.person("seniors", born=eighty_in_spring)
    allowance(case, person, Month(2023, person.birth.month), 2)
    case.note(person, "age")


# ------------------------------------------------------------------------------------------------
rule = Scenario(
    "allowance_paid_twice",
    Plan(36, 33, 1, recovered=1860, persons=2, published=True),
    problems=[Cause("两本名册各发一次", WORK_ERROR), Cause("系统重复导入", SYSTEM_GAP)],
    excuses=[Cause("首笔退票后重发", LAWFUL)],
)


@rule.hit()
def two_vouchers(case: Case) -> None:
    """Two vouchers for one month."""
    elder = case.person()
    month = case.month(1)
    allowance(case, elder, month.plus(-1), 3)
    again = month.plus(1).day(3)
    amount = allowance(case, elder, month, paid=again)
    case.note(elder, month, amount=amount, last_day=again)


@rule.near_miss(Cause("金额已更正", DATA_ERROR))
def amount_corrected(case: Case) -> None:
    """The same voucher delivered again with the amount corrected: one payment."""
    elder = case.person()
    month = case.month()
    allowance(case, elder, month)
    wrong = case.batch.rows["old_age_allowance_payments"][-1]
    case.correct("old_age_allowance_payments", wrong | {"amount": 600}, amount=ALLOWANCE)
    case.note(elder, month)


@rule.near_miss()
def two_months_on_one_day(case: Case) -> None:
    """Two payments on one day, each for a month of its own."""
    elder = case.person()
    month = case.month()
    allowance(case, elder, month, 2, paid=month.day(12))
    case.note(elder, month)


# ------------------------------------------------------------------------------------------------
rule = Scenario(
    "meal_claim_exceeds_records",
    Plan(48, 41, 3, recovered=9600, persons=9, published=True, relapses=True),
    problems=[PADDED, Cause("手工统计有误", WORK_ERROR)],
    excuses=[Cause("部分就餐记录未上传", DATA_ERROR)],
)


def twenty_meals(case: Case, centre: str, month: Month) -> Citizen:
    """Four guests eat on five days each; returns one of them."""
    guest = None
    for _ in range(4):
        guest = case.person(town=centre[: centre.index("样")])
        meals(case, guest, *(month.day(2 + n) for n in range(5)), centre=centre)
    assert guest
    return guest


@rule.hit()
def padded(case: Case) -> None:
    """Three times the 20 meals recorded; one more record of the month is rejected."""
    centre = case.again or new_centre(case, case.town())
    month = case.month()
    guest = twenty_meals(case, centre, month)
    meals(case, guest, month.day(8), centre=centre)
    case.batch.rows["meal_records"][-1]["id_number"] = mistyped(guest.id)
    meal_claim(case, centre, month, 70)
    town = centre[: centre.index("样")]
    case.note(centre, month, amount=49 * MEAL_CLAIM, last_day=month.last, town=town)


@rule.hit()
def no_meal_recorded(case: Case) -> None:
    """A claim for a month without any meal record."""
    town, month = case.town(), case.month()
    centre = new_centre(case, town)
    meal_claim(case, centre, month, 45)
    case.note(centre, month, amount=45 * MEAL_CLAIM, last_day=month.last, town=town)


@rule.near_miss()
def exactly_at_the_tolerance(case: Case) -> None:
    """21 meals claimed, 20 recorded: exactly five per cent over."""
    centre, month = new_centre(case, case.town()), case.month()
    twenty_meals(case, centre, month)
    meal_claim(case, centre, month, 21)
    case.note(centre, month)


@rule.near_miss(Cause("申报数已更正", DATA_ERROR))
def claim_corrected(case: Case) -> None:
    """A claim of 200 meals was a slip of the pen, corrected to the 20 recorded."""
    centre, month = new_centre(case, case.town()), case.month()
    twenty_meals(case, centre, month)
    corrected = {"claimed_meals": 20, "claimed_amount": 20 * MEAL_CLAIM}
    case.correct("centre_monthly_claims", meal_claim(case, centre, month, 200), **corrected)
    case.note(centre, month)


# ------------------------------------------------------------------------------------------------
rule = Scenario(
    "worker_in_two_places",
    Plan(73, 58, 8, recovered=2430, persons=8, published=True),
    problems=[
        WORKER_INVENTS,
        Cause("一人代打卡", WRONGDOING),
        Cause("补录时间随手填写", WORK_ERROR),
    ],
    excuses=[Cause("夫妻同住一户，一次上门服务两人", LAWFUL)],
)


def two_visits(
    case: Case, first: tuple[str, str | None], second: tuple[str, str], *, one_client: bool = False
) -> tuple[Citizen, date]:
    """Two visits of a worker on one day, at two clients' of the worker's town."""
    worker = case.person("adults")
    client = case.person(town=worker.town)
    other = client if one_client else case.person(town=worker.town)
    day = case.day(1)
    visit(case, client, day, worker, *first)
    visit(case, other, day, worker, *second)
    return worker, day


@rule.hit()
def two_homes_at_once(case: Case) -> None:
    """At a second client's half an hour before leaving the first."""
    worker, day = two_visits(case, HOURS[1], ("10:00", "11:00"))
    case.note(worker, day, amount=VISIT, last_day=day)


@rule.near_miss(Cause("前后相接的两次服务", LAWFUL))
def next_door(case: Case) -> None:
    """One visit starts the minute the other ends: they touch and do not overlap."""
    case.note(*two_visits(case, HOURS[0], (HOURS[0][1], "09:40")))


@rule.near_miss(Cause("一户两项服务", LAWFUL))
def two_services_at_one_client(case: Case) -> None:
    """Two overlapping orders at one client: two services, one place."""
    case.note(*two_visits(case, ("08:30", "09:30"), ("09:00", "10:00"), one_client=True))


@rule.near_miss(Cause("结束时间漏填", DATA_ERROR))
def no_end_written_down(case: Case) -> None:
    """One of the visits has no end, so nobody can say that they overlap."""
    case.note(*two_visits(case, ("08:30", None), ("08:45", "09:45")))


# ------------------------------------------------------------------------------------------------
rule = Scenario(
    "official_in_care_project",
    Plan(14, 9, 3, persons=4, published=True),
    problems=[
        Cause("公职人员以亲属公司承接项目", WRONGDOING),
        Cause("任职前未清退股份", WORK_ERROR),
    ],
    excuses=[NAMESAKE],
)


@rule.hit()
def in_office_all_along(case: Case) -> None:
    """In office all along, with two roles in one contractor."""
    person = case.person("adults")
    start = case.day(200)
    public_job(case, person, date(2016, 3, 1))
    project = contract(case, person, start, start + days(180), "股东", "法定代表人")
    case.note(person, *project, last_day=start + days(180))


@rule.hit()
def from_the_last_day_in_office(case: Case) -> None:
    """The contract begins on the last day in office, and has no end."""
    person = case.person("adults")
    start = case.day()
    public_job(case, person, date(2010, 2, 1), start)
    case.note(person, *contract(case, person, start), last_day=start)


@rule.near_miss(Cause("离职后任职", LAWFUL))
def after_leaving_office(case: Case) -> None:
    """The contract begins on the day after the last day in office."""
    person = case.person("adults")
    start = case.day()
    public_job(case, person, date(2010, 2, 1), start - days(1))
    case.note(person, *contract(case, person, start))
