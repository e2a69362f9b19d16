"""Village labour: wages for days that were paid already, too short, or spent elsewhere."""

from __future__ import annotations

from simulation.people import TOWNS
from simulation.records import days, hospital, labour, wages_of_month
from simulation.scenario import (
    DATA_ERROR,
    LAWFUL,
    WORK_ERROR,
    WRONGDOING,
    Case,
    Cause,
    Plan,
    Scenario,
)
from simulation.scenarios.causes import EDGE_DAY, LATE_DISCHARGE

CLERK_ADDS = Cause("村干部虚列用工", WRONGDOING)
HAND_WRITTEN = Cause("手工台账重复登记", WORK_ERROR)

# ------------------------------------------------------------------------------------------------
rule = Scenario(
    "village_double_pay",
    Plan(14, 14, 0, recovered=6254, persons=2, published=True, subjects=11),
    problems=[CLERK_ADDS, HAND_WRITTEN],
    excuses=[],
)


@rule.hit()
def by_the_month_and_by_the_day(case: Case) -> None:
    """Paid by the month, and by the day for days of that month."""
    worker = case.again or case.person("seniors", "赤岸镇")
    month = case.month()
    wages_of_month(case, worker, month)
    start = month.day(3 + case.number % 20)
    labour(case, worker, start, start + days(2), 24)
    case.note(worker, month, amount=450, last_day=start + days(2))


@rule.near_miss()
def from_the_day_after(case: Case) -> None:
    """Paid by the day from the day after the paid month on."""
    worker, month = case.person("seniors"), case.month()
    wages_of_month(case, worker, month)
    labour(case, worker, month.plus(1).first, month.plus(1).day(3))
    case.note(worker, month.plus(1))


# ------------------------------------------------------------------------------------------------
rule = Scenario(
    "village_work_too_short",
    Plan(23, 16, 3, recovered=1800, persons=1, published=True),
    problems=[CLERK_ADDS, HAND_WRITTEN],
    excuses=[Cause("时长单位填成天", DATA_ERROR)],
)


def three_days(case: Case, hours: float | None) -> None:
    worker, start = case.person("seniors"), case.day(4)
    end = start + days(2)
    case.note(worker, labour(case, worker, start, end, hours), amount=450, last_day=end)


@rule.hit()
def an_hour_a_day(case: Case) -> None:
    """Three hours for three paid days."""
    three_days(case, 3)


@rule.hit()
def half_an_hour_short(case: Case) -> None:
    """Five and a half hours for three paid days."""
    three_days(case, 5.5)


@rule.near_miss()
def exactly_two_hours_a_day(case: Case) -> None:
    """Exactly two hours for each of the three days."""
    three_days(case, 6)


@rule.near_miss(Cause("时长漏填", DATA_ERROR))
def hours_not_written_down(case: Case) -> None:
    """Nobody wrote down the hours."""
    three_days(case, None)


@rule.near_miss(Cause("按月计酬不计时", LAWFUL))
def paid_by_the_month(case: Case) -> None:
    """Few hours, but paid by the month."""
    worker = case.person("seniors")
    case.note(worker, wages_of_month(case, worker, case.month(), 12))


# ------------------------------------------------------------------------------------------------
rule = Scenario(
    "village_work_in_two_villages",
    Plan(9, 6, 1, persons=1, published=True),
    problems=[CLERK_ADDS],
    excuses=[Cause("跨村工程按规定两处登记", LAWFUL)],
)


@rule.hit()
def full_days_in_both(case: Case) -> None:
    """On two days a full day in one village and a day without hours in another."""
    worker, month = case.person("seniors"), case.month(1)
    labour(case, worker, month.day(11), month.day(13), 24)
    labour(case, worker, month.day(12), month.day(14), village="二")
    case.note(worker, month, last_day=month.day(13))


@rule.hit()
def one_name_in_two_towns(case: Case) -> None:
    """Two villages of one name in two towns, on the last day of a month."""
    worker, month = case.person("seniors", TOWNS[0]), case.month(1)
    for town in TOWNS[:2]:
        labour(case, worker, month.last, month.last, 8, town=town)
    case.note(worker, month, last_day=month.last)


@rule.near_miss(Cause("上下午各半天", LAWFUL))
def half_days(case: Case) -> None:
    """Less than a full day in one of the villages."""
    worker, month = case.person("seniors"), case.month()
    labour(case, worker, month.day(11), month.day(11), 4)
    labour(case, worker, month.day(11), month.day(11), 8, village="二")
    case.note(worker, month)


@rule.near_miss(Cause("同村两笔工资相接", LAWFUL))
def one_village(case: Case) -> None:
    """Two payments that share a day, both of one village; the hours are of half days."""
    worker, month = case.person("seniors"), case.month()
    labour(case, worker, month.day(16), month.day(18), 12)
    labour(case, worker, month.day(18), month.day(20), 12)
    case.note(worker, month)


# ------------------------------------------------------------------------------------------------
rule = Scenario(
    "village_work_during_hospital_stay",
    Plan(12, 9, 1, recovered=1200, published=True),
    problems=[CLERK_ADDS, HAND_WRITTEN],
    excuses=[LATE_DISCHARGE],
)


@rule.hit()
def paid_in_hospital(case: Case) -> None:
    """All paid days were certainly spent in hospital."""
    worker = case.person("seniors")
    admitted = case.day(14)
    hospital(case, worker, admitted, admitted + days(12))
    start, end = admitted + days(3), admitted + days(5)
    case.note(worker, labour(case, worker, start, end, 24), amount=450, last_day=end)


@rule.hit()
def two_days_of_four(case: Case) -> None:
    """Two of the four paid days were certainly spent in hospital."""
    worker = case.person("seniors")
    admitted = case.day(14)
    hospital(case, worker, admitted, admitted + days(7))
    start, end = admitted - days(1), admitted + days(2)
    case.note(worker, labour(case, worker, start, end, 32), amount=300, last_day=end)


@rule.near_miss(EDGE_DAY)
def up_to_the_admission(case: Case) -> None:
    """Worked up to the day of admission."""
    worker = case.person("seniors")
    admitted = case.day(14)
    hospital(case, worker, admitted, admitted + days(7))
    case.note(worker, labour(case, worker, admitted - days(1), admitted, 16))
