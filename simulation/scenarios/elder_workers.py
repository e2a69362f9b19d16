"""Elder care: how often a client is visited, and what a worker can have done in a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from simulation import causes
from simulation.people import Citizen
from simulation.records import days, hospital, leave, stay, visit
from simulation.scenario import Case, Plan, Scenario
from simulation.usual import HOURS, VISIT

rule = Scenario(
    "worker_in_two_places",
    Plan(73, 58, 8, recovered=2430, persons=8, published=True),
    "adults",
    problems=[
        causes.WORKER_INVENTS,
        causes.wrongdoing("一人代打卡"),
        causes.work_error("补录时间随手填写"),
    ],
    excuses=[causes.lawful("邻里两户合并一次服务")],
)


def two_visits(
    case: Case,
    first: tuple[str, str | None],
    second: tuple[str, str],
    clients: int = 2,
    is_couple: bool = False,
) -> None:
    """Two visits of a worker on one day, at two clients', perhaps a couple, or at one client's."""
    at: list[Citizen] = [case.person("elders", case.who.town) for _ in range(clients)]
    if is_couple:
        at[1].household_no = at[0].household_no
    day = case.day(1)
    visit(case, at[0], day, case.who, *first)
    visit(case, at[-1], day, case.who, *second)
    case.note(day, amount=VISIT, last_day=day)


rule.hit("At a second client's half an hour before leaving the first.")(
    two_visits, HOURS[1], ("10:00", "11:00")
)
rule.hit("Ten minutes in two homes, the fewest that count.")(
    two_visits, ("09:00", "10:00"), ("09:50", "10:40")
)
rule.near_miss("Nine minutes: a check-out that was a little late.", causes.lawful("签退略迟"))(
    two_visits, ("09:00", "10:00"), ("09:51", "10:40")
)
rule.near_miss("A couple served in one home at one time.", causes.lawful("夫妻同住一户"))(
    two_visits, ("09:00", "10:00"), ("09:00", "10:00"), is_couple=True
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
    "visits_too_frequent",
    problems=[causes.WORKER_INVENTS, causes.SETTLEMENT_DAY],
    excuses=[causes.lawful("失能老人术后护理")],
)


def visited(case: Case, visits_a_day: int, on: Sequence[int]) -> None:
    """So many visits by one worker on days counted from the 5th of a month."""
    month, worker = case.month(1), case.person("adults", case.who.town)
    visited_on = [month.day(5) + days(number) for number in on]
    for day in visited_on:
        for hours in HOURS[:visits_a_day]:
            visit(case, case.who, day, worker, *hours)
    amount = len(on) * (visits_a_day - 2) * VISIT
    case.note(month, amount=amount, last_day=visited_on[-1])


rule.hit("Three visits on each of three days of a month.")(visited, 3, (0, 6, 13))
rule.hit("Five visits a day for a week.")(visited, 5, range(7))
rule.near_miss("Two visits a day, morning and afternoon.", causes.lawful("按计划每日两次"))(
    visited, 2, (0, 1, 2, 3)
)
rule.near_miss("Three visits on two days of a month.")(visited, 3, (0, 6))
rule.near_miss("Three visits on three days, the last in the next month.")(visited, 3, (0, 6, 27))


rule = Scenario(
    "worker_day_too_long",
    cohort="adults",
    problems=[causes.WORKER_INVENTS, causes.wrongdoing("一人代打卡")],
    excuses=[causes.data_error("结束时间录入有误")],
)


def working_day(case: Case, *hours: tuple[str, str | None], at_one_client: bool = False) -> None:
    """A worker's visits of a day, each at another client's or all at one client's."""
    day = case.day(1)
    client = case.person("elders", case.who.town)
    for number, (start, end) in enumerate(hours):
        if number and not at_one_client:
            client = case.person("elders", case.who.town)
        visit(case, client, day, case.who, start, end)
    case.note(day, last_day=day)


rule.hit("Twelve hours and a half at three clients' homes.")(
    working_day, ("06:00", "10:00"), ("10:20", "14:20"), ("14:30", "19:00")
)
rule.hit("A minute more than twelve hours.")(working_day, ("06:00", "12:00"), ("12:00", "18:01"))
rule.near_miss("Exactly twelve hours.")(
    working_day, ("06:00", "10:00"), ("10:00", "14:00"), ("14:30", "18:30")
)
rule.near_miss(
    "Two orders at one client's: the hours that they share count once.",
    causes.lawful("一户两项服务"),
)(working_day, ("07:00", "15:00"), ("08:00", "17:00"), at_one_client=True)
rule.near_miss(
    "The last visit has no end, so nobody can say how long the day was.",
    causes.data_error("结束时间漏填"),
)(working_day, ("06:00", "12:00"), ("12:00", "17:00"), ("18:00", None))


rule = Scenario(
    "visit_by_absent_worker",
    cohort="adults",
    problems=[causes.wrongdoing("冒用他人工号虚构工单"), causes.wrongdoing("一人代打卡")],
    excuses=[causes.NAMESAKE],
)


def visits_by(case: Case, *on: date) -> Decimal:
    """Visits by the case's worker at a client's; returns what was paid for them."""
    client = case.person("elders", case.who.town)
    for day in on:
        visit(case, client, day, case.who, *HOURS[0])
    return len(on) * VISIT


@rule.hit("Lies in hospital, and is said to visit.")
def in_hospital_meanwhile(case: Case) -> None:
    month = case.month(1)
    hospital(case, month.day(3), month.day(17))
    amount = visits_by(case, month.day(4), month.day(9), month.day(16))
    case.note(month, amount=amount, last_day=month.day(16))


@rule.hit("Dead, and is said to visit.")
def dead_meanwhile(case: Case) -> None:
    month = case.month(2)
    case.dies(month.day(6), known=month.day(26))
    visits_by(case, month.day(5))
    amount = visits_by(case, month.day(7), month.day(14))
    case.note(month, amount=amount, last_day=month.day(14))


@rule.hit("Lives in a care home, and is said to visit.")
def in_a_home_meanwhile(case: Case) -> None:
    month = case.month(1)
    stay(case, month.day(1) - days(40))
    case.note(month, amount=visits_by(case, month.day(8)), last_day=month.day(8))


@rule.hit("Held in custody from the first to the last of the days.")
def in_custody_meanwhile(case: Case) -> None:
    month = case.month(1)
    case.add("custody_spells", kind="羁押", start_date=month.day(4), end_date=month.day(18))
    amount = visits_by(case, month.day(4), month.day(18))
    case.note(month, amount=amount, last_day=month.day(18))


@rule.near_miss("Visits on the admission and the discharge day.", causes.EDGE_DAY)
def on_the_edge_days(case: Case) -> None:
    month = case.month(1)
    hospital(case, month.day(3), month.day(17))
    visits_by(case, month.day(3), month.day(17))
    case.note(month)


@rule.near_miss("The last visit was on the day of death.", causes.lawful("去世当日仍在上班"))
def worked_to_the_end(case: Case) -> None:
    month = case.month(1)
    case.dies(month.day(6))
    visits_by(case, month.day(6))
    case.note(month)


@rule.near_miss("On leave from the home on the days of the visits.", causes.ON_LEAVE)
def on_leave_from_the_home(case: Case) -> None:
    month = case.month(1)
    stay(case, month.day(1) - days(40))
    leave(case, month.day(8), month.day(12))
    visits_by(case, month.day(8), month.day(12))
    case.note(month)


@rule.near_miss("Supervised in the community: lives and works at home.", causes.lawful("社区矫正"))
def supervised_in_the_community(case: Case) -> None:
    month = case.month(1)
    spell = {"start_date": month.day(1), "end_date": month.day(27)}
    case.add("custody_spells", kind="社区矫正", **spell)
    visits_by(case, month.day(9))
    case.note(month)


@rule.near_miss("Released on the day before.", causes.lawful("获释后上班"))
def released_the_day_before(case: Case) -> None:
    month = case.month(1)
    case.add("custody_spells", kind="羁押", start_date=month.day(2), end_date=month.day(10))
    visits_by(case, month.day(1), month.day(11))
    case.note(month)
