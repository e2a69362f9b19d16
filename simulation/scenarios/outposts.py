"""Money that collectors hold, and overseas sites that nobody calls."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from simulation.records import days
from simulation.scenario import (
    AS_OF,
    LAWFUL,
    WORK_ERROR,
    WRONGDOING,
    Case,
    Cause,
    Plan,
    Scenario,
)

UNIT = "样例乙号市场管理处"

# ------------------------------------------------------------------------------------------------
rule = Scenario(
    "funds_held_late",
    Plan(16, 11, 2, persons=3, published=True),
    problems=[Cause("挪用代收款", WRONGDOING), Cause("忘记上缴", WORK_ERROR)],
    excuses=[Cause("银行清算延迟", LAWFUL)],
)


def collected(
    case: Case, day: date, *held: int | None, handed_over: int | None = None, amount: int = 1200
) -> None:
    """Sums of a new collector, all collected on `day`, each held for so many days or still."""
    collector = case.person("adults")
    last = AS_OF
    for number in held:
        last = AS_OF if number is None else day + days(number)
        case.add(
            "collected_funds",
            collector_id_number=collector.id,
            collector_name=collector.name,
            receipt_no=f"PF{case.serial('receipt'):07}",
            unit=UNIT,
            collected_date=day,
            amount=Decimal(1200),
            remitted_date=None if number is None else last,
            remitted_amount=handed_over and Decimal(handed_over),
        )
    case.note(collector, UNIT, day.year, amount=amount, last_day=last)


def day_within_year(case: Case, length: int) -> date:
    """A day whose sum is due, and handed over, in the same year."""
    day = case.day(length)
    return min(day, date(day.year, 11, 15))


@rule.hit()
def held_for_weeks(case: Case) -> None:
    """Two sums, both held for forty days."""
    collected(case, day_within_year(case, 60), 40, 40, amount=2400)


@rule.hit()
def on_the_31st_day(case: Case) -> None:
    """One of two sums was handed over on the 31st day."""
    collected(case, day_within_year(case, 60), 15, 31)


@rule.hit()
def part_of_it_missing(case: Case) -> None:
    """In time, but 200 of 1,200 yuan are missing."""
    collected(case, day_within_year(case, 60), 16, handed_over=1000, amount=200)


@rule.hit(late=True)
def not_handed_over(case: Case) -> None:
    """Not handed over 31 days after it was collected."""
    collected(case, AS_OF - days(31), None)


@rule.near_miss()
def on_the_30th_day(case: Case) -> None:
    """Handed over on the 30th day."""
    collected(case, day_within_year(case, 60), 30, handed_over=1200)


@rule.near_miss(Cause("未到上缴期限", LAWFUL))
def not_due_yet(case: Case) -> None:
    """Not handed over, but the as-of date is only the 30th day."""
    collected(case, AS_OF - days(30), None)


# ------------------------------------------------------------------------------------------------
rule = Scenario(
    "overseas_checkin_missed",
    Plan(5, 3, 1, persons=1, published=True),
    problems=[Cause("连线制度未落实", WORK_ERROR)],
    excuses=[Cause("当地断网", LAWFUL)],
)


def site(
    case: Case, opened: date, *missed: date, closed: date | None = None, seen_from: date
) -> str:
    """A site seen every Wednesday, from a Monday on, but in the weeks of the Mondays `missed`."""
    name = f"样例丙站点{case.serial('site')}"
    case.add(
        "overseas_sites",
        site_name=name,
        country="示例国一",
        opened_date=opened,
        closed_date=closed,
        officer_name="联丙",
    )
    monday = seen_from
    while monday + timedelta(days=6) <= (closed or AS_OF):
        if monday not in missed:
            checkin(case, name, monday + timedelta(days=2), 0)
        monday += timedelta(days=7)
    return name


def checkin(case: Case, name: str, day: date, issues: int) -> None:
    case.add(
        "overseas_site_checkins",
        site_name=name,
        checkin_date=day,
        topic="廉洁提醒",
        issues_found=issues,
    )


@rule.hit()
def three_weeks_in_a_row(case: Case) -> None:
    """Three weeks without a check-in; the row of one in between is rejected."""
    first = date(2023, 1, 2) + days(7 * case.batch.random.randrange(2, 30))
    missed = [first + days(7 * n) for n in range(3)]
    name = site(case, date(2022, 12, 28), *missed, seen_from=date(2023, 1, 2))
    checkin(case, name, first + days(9), -2)
    case.note(name, first, last_day=first + days(20))


@rule.hit(late=True)
def never_seen(case: Case) -> None:
    """Not seen in its only two whole weeks; the second ends on the as-of date."""
    name = site(case, date(2023, 12, 15), seen_from=date(2024, 1, 1))
    case.note(name, date(2023, 12, 18))


@rule.near_miss()
def a_single_week(case: Case) -> None:
    """A single missed week; closed on a Wednesday, so its last week is not whole."""
    opened, closed = date(2023, 5, 29), date(2023, 8, 30)
    name = site(case, opened, date(2023, 6, 26), closed=closed, seen_from=opened)
    case.note(name, date(2023, 6, 26))
    case.note(name, date(2023, 8, 28))


@rule.near_miss()
def first_week_not_whole(case: Case) -> None:
    """Opened on a Tuesday: only the second of its weeks is whole, so only one was missed."""
    name = site(case, date(2023, 12, 19), date(2023, 12, 25), seen_from=date(2023, 12, 25))
    case.note(name, date(2023, 12, 25))
    case.note(name, date(2023, 12, 18))
