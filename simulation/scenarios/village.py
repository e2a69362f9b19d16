"""Village labour: wages for days that were paid already, too short, or spent elsewhere."""

from __future__ import annotations

from simulation import causes
from simulation.people import TOWNS
from simulation.records import days, hospital, labour, wages_of_month
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
