"""Village labour: wages for days paid already, too short, spent elsewhere, or not lived to see."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from simulation import causes
from simulation.people import TOWNS
from simulation.records import around_death, days, hospital, labour, public_job, wages_of_month
from simulation.scenario import Case, Plan, Scenario

CLERK_ADDS = causes.wrongdoing("村干部虚列用工")
HAND_WRITTEN = causes.work_error("手工台账重复登记")


rule = Scenario(
    "village_double_pay",
    Plan(14, 14, 0, recovered=6254, persons=2, published=True, subjects=11),
    "seniors",
    problems=[CLERK_ADDS, HAND_WRITTEN],
    excuses=[],
)


@rule.hit("Paid by the month, and by the day for days of that month.")
def by_the_month_and_by_the_day(case: Case) -> None:
    month = case.month()
    start = month.day(3 + case.number % 20)
    wages_of_month(case, month)
    labour(case, start, start + days(2), 24)
    case.note(month, amount=450, last_day=start + days(2))


@rule.near_miss("Paid by the day from the day after the paid month on.")
def from_the_day_after(case: Case) -> None:
    month = case.month()
    wages_of_month(case, month)
    labour(case, month.plus(1).first, month.plus(1).day(3))
    case.note(month.plus(1))


rule = Scenario(
    "village_work_too_short",
    Plan(23, 16, 3, recovered=1800, persons=1, published=True),
    "seniors",
    problems=[CLERK_ADDS, HAND_WRITTEN],
    excuses=[causes.data_error("时长单位填成天")],
)


def three_days(case: Case, hours: float | None) -> None:
    start = case.day(4)
    case.note(labour(case, start, start + days(2), hours), amount=450, last_day=start + days(2))


@rule.near_miss("Few hours, but paid by the month.", causes.lawful("按月计酬不计时"))
def paid_by_the_month(case: Case) -> None:
    case.note(wages_of_month(case, case.month(), 12))


rule.hit("Three hours for three paid days.")(three_days, 3)
rule.hit("Five and a half hours for three paid days.")(three_days, 5.5)
rule.near_miss("Exactly two hours for each of the three days.")(three_days, 6)
rule.near_miss("Nobody wrote down the hours.", causes.data_error("时长漏填"))(three_days, None)


rule = Scenario(
    "village_work_in_two_villages",
    Plan(9, 6, 1, persons=1, published=True),
    "seniors",
    problems=[CLERK_ADDS],
    excuses=[causes.lawful("跨村工程按规定两处登记")],
)


def two_payments(
    case: Case, first: tuple[int, int, float], second: tuple[int, int, float | None], village: str
) -> None:
    """Two payments for days of a month, the second in another village or the same."""
    month = case.month(1)
    labour(case, month.day(first[0]), month.day(first[1]), first[2])
    labour(case, month.day(second[0]), month.day(second[1]), second[2], village)
    case.note(month, last_day=month.day(first[1]))


@rule.hit("Two villages of one name in two towns, on the last day of a month.")
def one_name_in_two_towns(case: Case) -> None:
    day = case.month(1).last
    for town in TOWNS[:2]:
        labour(case, day, day, 8, village="大", town=town)
        case.last("village_labour_payments")["village"] = "样例大村"
    case.note(f"{day:%Y-%m}", last_day=day)


rule.hit("On two days a full day in one village and a day without hours in another.")(
    two_payments, (11, 13, 24), (12, 14, None), "二"
)
rule.near_miss("Less than a full day in one of the villages.", causes.lawful("上下午各半天"))(
    two_payments, (11, 11, 7.5), (11, 11, 8), "二"
)
rule.near_miss("Two payments that share a day, both of one village.")(
    two_payments, (16, 18, 12), (18, 20, 12), "一"
)


rule = Scenario(
    "village_work_during_hospital_stay",
    Plan(12, 9, 1, recovered=1200, published=True),
    "seniors",
    problems=[CLERK_ADDS, HAND_WRITTEN],
    excuses=[causes.LATE_DISCHARGE],
)


def paid_in_hospital(case: Case, first: int, last: int, certain: int) -> None:
    """Paid for days counted from the admission, so many of them certain days in hospital."""
    admitted = case.day(14)
    hospital(case, admitted, admitted + days(7))
    start, end = admitted + days(first), admitted + days(last)
    number = labour(case, start, end, 8 * (last - first + 1))
    case.note(number, amount=150 * certain, last_day=end)


rule.hit("All paid days were certainly spent in hospital.")(paid_in_hospital, 3, 5, 3)
rule.hit("Two of the four paid days were certainly spent in hospital.")(paid_in_hospital, -1, 2, 2)
rule.near_miss("Worked up to the day of admission.", causes.EDGE_DAY)(paid_in_hospital, -1, 0, 0)


rule = Scenario(
    "village_wage_after_death",
    Plan(6, 4, 1),
    "seniors",
    problems=[CLERK_ADDS, causes.RELATIVE_DRAWS],
    excuses=[causes.WRONG_ID_OF_DEATH],
)


def works(case: Case, *starts: date) -> Decimal:
    """Three days of work from each of these days on; returns what was paid for them."""
    for start in starts:
        labour(case, start, start + days(2))
    return 450 * Decimal(len(starts))


rule.hit("Work before the death, and paid work after it.")(around_death, works, -9, 3, 20)
rule.hit("The work began on the day after the death.")(around_death, works, 1)
rule.near_miss("The work began on the day of death.", causes.lawful("去世当日出工"))(
    around_death, works, -9, 0
)


rule = Scenario(
    "village_day_paid_twice",
    Plan(8, 6, 1),
    "seniors",
    problems=[HAND_WRITTEN, CLERK_ADDS],
    excuses=[causes.data_error("日期填错一天")],
)


def paid_again(case: Case, start: int, hours: tuple[float | None, float | None]) -> None:
    """Paid from the 6th to the 8th of a month, and for three days from another day of it on."""
    month = case.month(1)
    for first, written_down in zip((6, start), hours, strict=True):
        labour(case, month.day(first), month.day(first + 2), written_down)
    place = (case.who.town, f"{case.who.town}样例一村")
    case.note(*place, month, amount=450, last_day=month.day(start + 2))


rule.hit("The last day of a payment is the first of the next one.")(paid_again, 8, (24, 24))
rule.hit("Twice for the same days; nobody wrote down the hours.")(paid_again, 6, (None, None))
rule.near_miss("The next payment begins on the day after the first one's last.")(
    paid_again, 9, (24, 24)
)
rule.near_miss("The second payment is for less than full days.", causes.lawful("上下午各半天"))(
    paid_again, 6, (24, 23.5)
)


rule = Scenario(
    "public_employee_on_village_wages",
    Plan(8, 5, 1),
    "adults",
    problems=[causes.wrongdoing("公职人员虚列用工"), CLERK_ADDS],
    excuses=[causes.NAMESAKE],
)


def employed(case: Case, left: int | None, *works_from: int, by_month: bool = False) -> None:
    """Works in a village around day 0 of a month; perhaps left office so many days from it."""
    month = case.month(1)
    start = date(2014, 9, 1)
    end = None if left is None else month.first + days(left)
    employer = public_job(case, start, end)
    for first in works_from:
        labour(case, month.first + days(first), month.first + days(first + 2), 24)
    if by_month:
        wages_of_month(case, month)
    case.note(employer, start, amount=450, last_day=month.last)


rule.hit("In office, and paid by the day.")(employed, None, 3, 12)
rule.hit("The month of the wage begins on the last day in office.")(employed, 0, by_month=True)
rule.near_miss("The work began on the day after the last one in office.", causes.LEFT_OFFICE)(
    employed, 4, 5
)
