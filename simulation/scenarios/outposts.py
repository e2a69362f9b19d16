"""Money that collectors hold, the payroll of the dead, and overseas sites that nobody calls."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from simulation import causes
from simulation.records import days, public_job
from simulation.scenario import Case, Plan, Scenario
from simulation.settings import AS_OF

rule = Scenario(
    "funds_held_late",
    Plan(16, 11, 2, persons=3, published=True),
    "adults",
    problems=[causes.wrongdoing("挪用代收款"), causes.work_error("忘记上缴")],
    excuses=[causes.lawful("银行清算延迟")],
)


def held(
    case: Case,
    *number_of_days: int,
    handed_over: int | None = None,
    at_risk: int = 1200,
    due: int | None = None,
) -> None:
    """Sums of 1,200 yuan, all collected on one day, each held for so many days."""
    day = case.day(60)
    # what is held over New Year is still one alert, of the year it was collected in
    day = min(day, date(day.year, 11, 15))
    amount = None if handed_over is None else Decimal(handed_over)
    agreed = None if due is None else day + days(due)
    for number in number_of_days:
        sums(case, day, day + days(number), remitted_amount=amount, due_date=agreed)
    case.note("样例乙号市场管理处", day.year, amount=at_risk, last_day=day + days(40))


def still_held(case: Case, number: int) -> None:
    """A sum that was collected so many days before the as-of date."""
    sums(case, AS_OF - days(number), None)
    case.note("样例乙号市场管理处", AS_OF.year, amount=1200)


def sums(case: Case, day: date, remitted: date | None, **more: Decimal | date | None) -> None:
    collector = {"collector_id_number": case.who.id, "collector_name": case.who.name}
    known = {"unit": "样例乙号市场管理处", "collected_date": day, "remitted_date": remitted}
    case.add("collected_funds", **collector, **known, **more)


rule.hit("Two sums, both held for forty days.")(held, 40, 40, at_risk=2400)
rule.hit("One of two sums was handed over on the 31st day.")(held, 15, 31)
rule.hit("In time, but 200 of 1,200 yuan are missing.")(held, 16, handed_over=1000, at_risk=200)
rule.hit("Too late, and 200 of 1,200 yuan are missing: what was late counts whole.")(
    held, 31, handed_over=1000
)
rule.hit("Handed over on the 8th day, where the 7th was agreed.")(held, 8, due=7)
rule.hit("Not handed over 31 days after it was collected.", late=True)(still_held, 31)
rule.near_miss("Handed over on the 30th day.")(held, 30, handed_over=1200)
rule.near_miss("Handed over on the 45th day, as agreed.", causes.lawful("约定上缴日期"))(
    held, 45, due=45
)
rule.near_miss(
    "Not handed over, but the as-of date is only the 30th day.", causes.lawful("未到上缴期限")
)(still_held, 30)


rule = Scenario(
    "public_post_after_death",
    Plan(8, 5, 1),
    "adults",
    problems=[causes.NOT_TOLD, causes.wrongdoing("隐瞒死亡继续领取工资")],
    excuses=[causes.WRONG_ID_OF_DEATH],
)


def on_payroll(case: Case, days_after: int | None) -> None:
    """On the payroll for so many days after the death, or still at the as-of date."""
    died, start = case.day(90), date(2014, 9, 1)
    end = None if days_after is None else died + days(days_after)
    employer = public_job(case, start, end)
    case.dies(died, known=died + days(15))
    case.note(employer, start, last_day=end or AS_OF)


rule.hit("Taken off the payroll on the 61st day after the death.")(on_payroll, 61)
rule.hit("Still on the payroll at the as-of date.", late=True)(on_payroll, None)
rule.near_miss(
    "Taken off the payroll on the 60th day after the death: within the days of grace.",
    causes.lawful("停薪手续办理期内"),
)(on_payroll, 60)


rule = Scenario(
    "overseas_checkin_missed",
    Plan(5, 3, 1, persons=1, published=True),
    problems=[causes.work_error("连线制度未落实")],
    excuses=[causes.lawful("当地断网")],
)


def site(case: Case, opened: date, seen_from: date, *missed: date, closed: date = AS_OF) -> str:
    """A site seen every Wednesday, from a Monday on, but in the weeks of the Mondays `missed`."""
    spell = {"opened_date": opened, "closed_date": closed if closed < AS_OF else None}
    name = str(case.add("overseas_sites", **spell)["site_name"])
    for week in range(((closed - seen_from).days + 1) // 7):
        monday = seen_from + days(7 * week)
        if monday not in missed:
            case.add("overseas_site_checkins", site_name=name, checkin_date=monday + days(2))
    return name


@rule.hit("Three weeks without a check-in; the row of one in between is rejected.")
def three_weeks_in_a_row(case: Case) -> None:
    first = date(2023, 1, 2) + days(7 * case.batch.random.randrange(2, 30))
    missed = [first + days(7 * n) for n in range(3)]
    name = site(case, date(2022, 12, 28), date(2023, 1, 2), *missed)
    rejected = {"checkin_date": first + days(9), "issues_found": -2}
    case.add("overseas_site_checkins", site_name=name, **rejected)
    case.note(first, about=name, last_day=first + days(20))


@rule.hit("Not seen in its only two whole weeks; the second ends on the as-of date.", late=True)
def never_seen(case: Case) -> None:
    name = site(case, date(2023, 12, 15), date(2024, 1, 1))
    case.note(date(2023, 12, 18), about=name)


@rule.near_miss("A single missed week; closed on a Wednesday, so its last week is not whole.")
def a_single_week(case: Case) -> None:
    opened, missed = date(2023, 5, 29), date(2023, 6, 26)
    name = site(case, opened, opened, missed, closed=date(2023, 8, 30))
    case.note(missed, about=name)
    case.note(date(2023, 8, 28), about=name)


@rule.near_miss("Opened on a Tuesday: only the second of its weeks is whole, so one was missed.")
def first_week_not_whole(case: Case) -> None:
    monday = date(2023, 12, 25)
    name = site(case, monday - days(6), monday, monday)
    case.note(monday, about=name)
    case.note(monday - days(7), about=name)
