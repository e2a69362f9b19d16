"""Disability: the two subsidies, certificates and their assessors, rehabilitation."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from simulation import causes
from simulation.records import certificate, days, hospital, membership, paid_after_death, pay
from simulation.scenario import Case, Plan, Scenario
from simulation.usual import CATEGORIES, LIVING, NURSING, PROGRAMS

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
    certificate(case, "精神", "三级")
    pay(case, NURSING, case.month(1), 2)
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


def nursed(case: Case, fee: str) -> None:
    """Months of nursing subsidy beside a work injury whose fee runs on, ended, or is none."""
    months = case.times(3, 8)
    first = case.month(months)
    certificate(case, "肢体", "一级")
    pay(case, NURSING, first, months)
    injury = case.add(
        "work_injuries",
        recognised_date=date(2019, 6, 3),
        nursing_fee_start=None if fee == "none" else date(2019, 7, 1),
        nursing_fee_end=first.plus(-1).last if fee == "ended" else None,
        monthly_nursing_fee=None if fee == "none" else Decimal(2150),
    )
    last, amount = first.plus(months - 1).day(25), months * PROGRAMS[NURSING].amount
    case.note(injury["case_no"], amount=amount, last_day=last)


rule.hit("The fee has been paid for years, the subsidy as well.")(nursed, "runs on")
rule.near_miss(
    "The fee ended on the last day before the first month of the subsidy.",
    causes.lawful("工伤护理费已停发"),
)(nursed, "ended")
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
        certificate(
            case,
            categories[at % len(categories)],
            "二级" if is_severe else "四级",
            date(2022, 1, 20) + days(9 * at),
            case.person("adults"),
            assessing_hospital=clinic,
            assessor=assessor,
        )
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


def treated(case: Case, course: int, days_in_hospital: int) -> None:
    """A course of so many days, of which so many are certain days in hospital."""
    start = case.day()
    last = start + days(course - 1)
    hospital(case, last - days(days_in_hospital), last + days(1))
    treatment = case.add("rehabilitation_treatments", start_date=start, end_date=last)
    amount = 1800 * days_in_hospital // course
    case.note(treatment["treatment_no"], amount=amount, last_day=last)


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
