"""Disability: the two subsidies, certificates and their assessors, rehabilitation."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from simulation import causes
from simulation.records import (
    around_death,
    certificate,
    days,
    hospital,
    membership,
    paid_after_death,
    pay,
)
from simulation.scenario import Case, Plan, Scenario
from simulation.settings import AS_OF
from simulation.usual import CATEGORIES, LIVING, NURSING
from simulation.values import Month

# The newest months that payments came for: who is not paid for any of them may be owed.
COVERED = tuple(Month.of(AS_OF).plus(before) for before in (-2, -1, 0))

rule = Scenario(
    "disability_subsidy_after_death",
    Plan(33, 30, 1, recovered=6500, persons=0, published=True),
    "adults",
    problems=[causes.LATE_NOTICE, causes.RELATIVE_DRAWS],
    excuses=[causes.WRONG_ID_OF_DEATH],
)


@rule.hit("Paid for the month of death, which is owed, and for months after it.")
def subsidy_paid_on(case: Case) -> None:
    program = (LIVING, NURSING)[case.number % 2]
    if program == NURSING:
        certificate(case, "肢体", "一级")
    else:
        membership(case, date(2019, 3, 1))
    paid_after_death(case, program, case.times(1, 3))


@rule.near_miss("The last payment is for the month of death.", causes.MONTH_OF_DEATH)
def up_to_the_month_of_death(case: Case) -> None:
    certificate(case, "肢体", "二级")
    paid_after_death(case, NURSING, 0, day=2, source="火化")


rule = Scenario(
    "nursing_subsidy_without_severe_grade",
    Plan(29, 20, 6, recovered=4000, persons=1, published=True),
    "adults",
    problems=[causes.NOT_REVIEWED, causes.wrongdoing("人情办理护理补贴")],
    excuses=[causes.data_error("证件升级未同步"), causes.lawful("过渡期政策允许")],
)


@rule.hit("Grade three is severe only for the categories 智力 and 精神.")
def not_severe(case: Case) -> None:
    months = case.times(3, 8)
    first = case.month(months)
    certificate(case, "肢体", ("三级", "四级")[case.number % 2])
    amount = pay(case, NURSING, first, months)
    case.note("nursing_subsidy", amount=amount, last_day=first.plus(months - 1).day(25))


@rule.hit("Cancelled on the day before the second month: two payments have no certificate.")
def cancelled_before(case: Case) -> None:
    month = case.month(2)
    certificate(case, "视力", "一级", cancelled_date=month.last)
    pay(case, NURSING, month)
    amount = pay(case, NURSING, month.plus(1), 2)
    case.note("nursing_subsidy", amount=amount, last_day=month.plus(2).day(25))


@rule.near_miss("Grade three, category 精神: severe.")
def grade_three_of_the_mind(case: Case) -> None:
    month = case.month(1)
    certificate(case, "精神", "三级", cancelled_date=month.plus(1).last)
    pay(case, NURSING, month, 2)
    case.note("nursing_subsidy")


@rule.near_miss("Issued on the first month's last day, cancelled on the last month's first.")
def in_force_on_a_day_of_each_month(case: Case) -> None:
    month = case.month(4)
    certificate(case, "多重", "一级", month.last, cancelled_date=month.plus(4).first)
    pay(case, NURSING, month, 5)
    case.note("nursing_subsidy")


rule = Scenario(
    "living_subsidy_without_hardship",
    Plan(37, 24, 9, recovered=1677, published=True),
    "adults",
    problems=[causes.NOT_REVIEWED, causes.NOT_COMPARED],
    excuses=[causes.data_error("低保家庭成员漏录"), causes.lawful("退出低保渐退期内")],
)


@rule.hit("The family left minimum living, the subsidy went on.")
def no_longer_poor(case: Case) -> None:
    months = case.times(3, 8)
    first = case.month(months)
    certificate(case, "肢体", "三级")
    membership(case, date(2018, 1, 1), first.first - days(3))
    amount = pay(case, LIVING, first, months)
    case.note("living_subsidy", amount=amount, last_day=first.plus(months - 1).day(25))


@rule.near_miss("A borderline membership touches the first and the last month by one day each.")
def a_day_of_hardship_each_month(case: Case) -> None:
    month = case.month(2)
    certificate(case, "肢体", "四级")
    membership(case, month.last, month.plus(2).first, "低保边缘")
    pay(case, LIVING, month, 3)
    case.note("living_subsidy")


rule = Scenario(
    "nursing_subsidy_and_work_injury_fee",
    Plan(16, 12, 2, published=True),
    "adults",
    problems=[causes.NOT_COMPARED, causes.NOT_REVIEWED],
    excuses=[causes.data_error("工伤护理费实际已停发")],
)


def nursed(case: Case, fee: str, program: str = NURSING) -> None:
    """Months of a subsidy beside a nursing fee that runs on, ended, just began, or is none."""
    months = case.times(3, 8)
    first = case.month(months)
    last = first.plus(months - 1)
    # who is paid no more has no certificate any more, or else would be owed the subsidy
    certificate(case, "肢体", "一级", cancelled_date=last.last)
    if program == LIVING:
        membership(case, date(2019, 3, 1))
    amount = pay(case, program, first, months)
    starts = {"none": None, "just began": last.day(2)}
    injury = case.add(
        "work_injuries",
        recognised_date=date(2019, 6, 3),
        nursing_fee_start=starts.get(fee, date(2019, 7, 1)),
        nursing_fee_end=first.plus(-1).last if fee == "ended" else None,
        monthly_nursing_fee=None if fee == "none" else Decimal(2150),
    )
    case.note(injury["case_no"], amount=amount, last_day=last.day(25))


rule.hit("The fee has been paid for years, the nursing subsidy as well.")(nursed, "runs on")
rule.hit("The fee has been paid for years, the living subsidy as well.")(nursed, "runs on", LIVING)
rule.near_miss(
    "The fee ended on the last day before the first month of the subsidy.",
    causes.lawful("工伤护理费已停发"),
)(nursed, "ended")
rule.near_miss(
    "The fee began on the second day of the last month that was paid.",
    causes.lawful("护理费起付当月照发"),
)(nursed, "just began")
rule.near_miss(
    "The injury was recognised, but no fee was granted.", causes.lawful("未评定护理等级")
)(nursed, "none")


rule = Scenario(
    "assessor_severe_outlier",
    Plan(2, 1, 0, persons=1, published=True),
    problems=[causes.wrongdoing("收受财物抬高等级")],
    excuses=[causes.lawful("专科门诊重症集中")],
)


def assessed(case: Case, categories: tuple[str, ...], number: int, severe: int) -> None:
    """An assessor's certificates; elsewhere five in twelve of each category are severe."""
    clinic, assessor = "样例专科评定医院", f"重{case.serial('assessor')}"
    for at in range(number):
        # the severe ones are spread over all categories
        is_severe = at * severe // number < (at + 1) * severe // number
        holder = case.person("adults")
        certificate(
            case,
            categories[at % len(categories)],
            "二级" if is_severe else "四级",
            date(2022, 1, 20) + days(9 * at),
            holder,
            assessing_hospital=clinic,
            assessor=assessor,
        )
        if is_severe:
            pay(case, NURSING, COVERED[0], 3, who=holder)
    case.note("severe_share", about=f"{clinic}|{assessor}", last_day=date(2023, 7, 10))


rule.hit("54 of 60 certificates are severe where 25 are to be expected: z = 7.6.")(
    assessed, CATEGORIES, 60, 54
)
rule.near_miss("20 of 30 certificates are severe where 12.5 are to be expected: z = 2.8.")(
    assessed, ("听力",), 30, 20
)
rule.near_miss("All certificates are severe, but 29 are one too few to judge by.")(
    assessed, ("视力",), 29, 29
)


rule = Scenario(
    "rehabilitation_during_hospital_stay",
    Plan(21, 16, 3, published=True),
    "adults",
    problems=[causes.wrongdoing("康复机构虚报疗程"), causes.work_error("按计划疗程结算")],
    excuses=[causes.LATE_DISCHARGE],
)


def course(case: Case, start: date, length: int = 14) -> str:
    """A course of rehabilitation; returns its number."""
    spell = {"start_date": start, "end_date": start + days(length - 1)}
    return str(case.add("rehabilitation_treatments", **spell)["treatment_no"])


def treated(case: Case, length: int, days_in_hospital: int, at: str = "") -> None:
    """A course of so many days, of which so many are certain days in hospital."""
    start = case.day()
    last = start + days(length - 1)
    hospital(case, last - days(days_in_hospital), last + days(1), at)
    amount = 1800 * days_in_hospital // length
    case.note(course(case, start, length), amount=amount, last_day=last)


rule.hit("All but the first day of the course lie between admission and discharge.")(
    treated, 15, 14
)
rule.hit("Five of the ten days of the course are certain days in hospital: just half.")(
    treated, 10, 5
)
rule.near_miss(
    "Four of the ten days of the course are certain days in hospital.",
    causes.lawful("短期住院后继续疗程"),
)(treated, 10, 4)
rule.near_miss(
    "The course was given to an inpatient by the own hospital.",
    causes.lawful("住院期间由本院提供康复治疗"),
)(treated, 15, 14, "样例康复中心")


rule = Scenario(
    "rehabilitation_after_death",
    Plan(6, 4, 1),
    "adults",
    problems=[causes.wrongdoing("康复机构虚报疗程"), causes.work_error("按计划疗程结算")],
    excuses=[causes.WRONG_ID_OF_DEATH],
)


def courses(case: Case, *starts: date) -> Decimal:
    """Courses from these days on; returns what was settled for them."""
    for start in starts:
        course(case, start)
    return 1800 * Decimal(len(starts))


rule.hit("One course before the death, two after it.")(around_death, courses, -20, 6, 27)
rule.hit("The course starts on the day after the death.")(around_death, courses, 1)
rule.near_miss(
    "The course starts on the day of death, and was to last two weeks.",
    causes.lawful("去世当日开始疗程"),
)(around_death, courses, 0)


rule = Scenario(
    "disability_subsidy_paid_twice",
    Plan(8, 6, 1),
    "adults",
    problems=[causes.work_error("补发名单与当月名单重复"), causes.wrongdoing("经办人重复造册")],
    excuses=[causes.data_error("退回的一笔未冲销")],
)


def entitled(case: Case, last: Month) -> None:
    """Disabled and poor, with a right to either subsidy, until the end of a month."""
    certificate(case, "肢体", "一级", cancelled_date=last.last)
    membership(case, date(2019, 3, 1))


def paid_for(case: Case, program: str, again: str, months_later: int, paid: int) -> None:
    """Paid for a month, and once more so many months later, on a day of the latter month."""
    month = case.month(1)
    entitled(case, month.plus(1))
    pay(case, program, month)
    last_day = month.plus(1).day(paid)
    amount = pay(case, again, month.plus(months_later), paid=last_day)
    case.note(program, month, amount=amount, last_day=last_day)


rule.hit("The nursing subsidy was paid again in the month after.")(
    paid_for, NURSING, NURSING, 0, 12
)
rule.hit("The living subsidy was paid again in the month after.")(paid_for, LIVING, LIVING, 0, 25)
rule.near_miss("Both subsidies for one month.", causes.lawful("两项补贴可同时享受"))(
    paid_for, NURSING, LIVING, 0, 12
)
rule.near_miss("The same subsidy for the month after.", causes.lawful("逐月发放"))(
    paid_for, NURSING, NURSING, 1, 12
)


rule = Scenario(
    "destitute_and_disability_subsidy",
    Plan(8, 5, 1),
    "adults",
    problems=[causes.NOT_COMPARED, causes.NOT_TOLD],
    excuses=[causes.data_error("特困认定已撤销未删除")],
)


def supported(case: Case, months_after: int, ended: int | None = None) -> None:
    """Paid for the month in which the support begins and for so many after it."""
    month = case.month(months_after)
    last = month.plus(months_after)
    certificate(case, "视力", "一级", cancelled_date=last.last)
    stopped = None if ended is None else month.plus(ended).last
    begins = month.day(2) if ended is None else month.plus(-6).first
    case.add("destitute_persons", approved_date=begins, stopped_date=stopped)
    pay(case, NURSING, month)
    amount = pay(case, NURSING, month.plus(1), months_after) if months_after else 0
    case.note("destitute", amount=amount, last_day=last.day(25))


rule.hit("Support began on the second day of a month, the subsidy went on for months.")(
    supported, 3
)
rule.hit("The first of two months paid is the last that the support touches.")(supported, 1, 0)
rule.near_miss(
    "The only payment is for the month in which the support began.",
    causes.lawful("认定当月照发"),
)(supported, 0)
rule.near_miss(
    "The support ended on the last day before the first month of the subsidy.",
    causes.lawful("已退出特困供养"),
)(supported, 1, -1)


rule = Scenario(
    "nursing_subsidy_owed",
    Plan(8, 0, 0),
    "adults",
    problems=[causes.system_gap("残联与民政信息不通"), causes.work_error("未主动告知申请")],
)


def severe(case: Case, issued: date = date(2016, 9, 1)) -> None:
    certificate(case, "视力", "二级", issued)
    case.note("owed")


@rule.hit("The certificate was issued on the last day of the first covered month.", late=True)
def never_paid(case: Case) -> None:
    severe(case, COVERED[0].last)


@rule.hit("Paid up to the last month before the covered ones.", late=True)
def paid_no_more(case: Case) -> None:
    pay(case, NURSING, COVERED[0].plus(-3), 3)
    severe(case)


@rule.hit("Under supervision in the community, which is no custody.", late=True)
def supervised(case: Case) -> None:
    case.add("custody_spells", kind="社区矫正", start_date=date(2023, 3, 6))
    severe(case)


@rule.near_miss("The certificate was issued on the first day of the second covered month.")
def new_certificate(case: Case) -> None:
    severe(case, COVERED[1].first)


@rule.near_miss("Paid for one of the covered months.", causes.lawful("当月已发放"))
def paid_once(case: Case) -> None:
    pay(case, NURSING, COVERED[1])
    severe(case)


@rule.near_miss("In prison for the whole of one covered month.", causes.lawful("服刑期间停发"))
def a_month_in_prison(case: Case) -> None:
    case.add("custody_spells", start_date=COVERED[1].first, end_date=COVERED[1].last)
    severe(case)


@rule.near_miss("A nursing fee of work injury is paid.", causes.lawful("已领工伤护理费"))
def injured_at_work(case: Case) -> None:
    case.add(
        "work_injuries",
        recognised_date=date(2019, 6, 3),
        nursing_fee_start=COVERED[2].last,
        monthly_nursing_fee=Decimal(2150),
    )
    severe(case)


rule = Scenario(
    "living_subsidy_owed",
    Plan(8, 0, 0),
    "adults",
    problems=[causes.system_gap("残联与民政信息不通"), causes.work_error("未主动告知申请")],
)


def poor(
    case: Case,
    start: date = date(2019, 3, 1),
    end: date | None = None,
    category: str = "低保",
) -> None:
    certificate(case, "听力", "四级")
    membership(case, start, end, category)
    case.note("owed")


rule.hit("On minimum living for years, and never paid.", late=True)(poor)
rule.hit("The membership touches the first and the last covered month by a day.", late=True)(
    poor, COVERED[0].last, COVERED[2].first
)
rule.near_miss("The family is at the border of minimum living.", causes.lawful("低保边缘家庭"))(
    poor, category="低保边缘"
)
rule.near_miss("The membership ended on the last day before the last covered month.")(
    poor, end=COVERED[1].last
)


@rule.near_miss("Destitute since the last covered month.", causes.lawful("已纳入特困供养"))
def destitute_now(case: Case) -> None:
    case.add("destitute_persons", approved_date=COVERED[2].last)
    poor(case, end=COVERED[2].first)
