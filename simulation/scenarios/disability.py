"""Disability: the two subsidies, certificates and their assessors, rehabilitation."""

from __future__ import annotations

from datetime import date

from simulation.people import Citizen
from simulation.records import (
    CATEGORIES,
    LIVING,
    MONTHLY,
    NURSING,
    certificate,
    days,
    disability,
    hospital,
    injury,
    membership,
    treatment,
)
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
from simulation.scenarios.causes import (
    LATE_DISCHARGE,
    LATE_NOTICE,
    MONTH_OF_DEATH,
    NOT_COMPARED,
    NOT_REVIEWED,
    RELATIVE_DRAWS,
    WRONG_ID_OF_DEATH,
)
from simulation.values import Month

# ------------------------------------------------------------------------------------------------
rule = Scenario(
    "disability_subsidy_after_death",
    Plan(33, 30, 1, recovered=6500, published=True),
    problems=[LATE_NOTICE, RELATIVE_DRAWS],
    excuses=[WRONG_ID_OF_DEATH],
)


@rule.hit()
def subsidy_paid_on(case: Case) -> None:
    """Paid for the month of death, which is owed, and for months after it."""
    person = case.person("adults")
    months = case.times(1, 3)
    month = case.month(months)
    program = (LIVING, NURSING)[case.number % 2]
    if program == NURSING:
        certificate(case, person, "肢体", "一级", date(2017, 5, 8))
    else:
        membership(case, person, date(2019, 3, 1))
    disability(case, person, program, month)
    amount = disability(case, person, program, month.plus(1), months)
    last = month.plus(months).day(25)
    case.dies(person, month.day(11), known=last + days(5))
    case.note(person, program, amount=amount, last_day=last)


@rule.near_miss(MONTH_OF_DEATH)
def up_to_the_month_of_death(case: Case) -> None:
    """The last payment is for the month of death."""
    person = case.person("adults")
    month = case.month()
    certificate(case, person, "肢体", "二级", date(2020, 4, 1))
    case.dies(person, month.day(2), source="火化")
    disability(case, person, NURSING, month.plus(-1), 2)
    case.note(person, NURSING)


# ------------------------------------------------------------------------------------------------
rule = Scenario(
    "nursing_subsidy_without_severe_grade",
    Plan(29, 20, 6, recovered=4000, persons=1, published=True),
    problems=[NOT_REVIEWED, Cause("人情办理护理补贴", WRONGDOING)],
    excuses=[Cause("证件升级未同步", DATA_ERROR), Cause("过渡期政策允许", LAWFUL)],
)


@rule.hit()
def not_severe(case: Case) -> None:
    """Grade three is severe only for the categories 智力 and 精神."""
    person = case.person("adults")
    months = case.times(3, 8)
    first = case.month(months)
    certificate(case, person, "肢体", ("三级", "四级")[case.number % 2], date(2016, 9, 1))
    amount = disability(case, person, NURSING, first, months)
    last = first.plus(months - 1).day(25)
    case.note(person, "nursing_subsidy", amount=amount, last_day=last)


@rule.hit()
def cancelled_before(case: Case) -> None:
    """Cancelled on the day before the second month: two payments have no certificate."""
    person = case.person("adults")
    month = case.month(2)
    certificate(case, person, "视力", "一级", date(2019, 5, 20), month.last)
    amount = disability(case, person, NURSING, month, 3) - MONTHLY[NURSING]
    case.note(person, "nursing_subsidy", amount=amount, last_day=month.plus(2).day(25))


@rule.near_miss()
def grade_three_of_the_mind(case: Case) -> None:
    """Grade three, category 精神: severe."""
    person = case.person("adults")
    certificate(case, person, "精神", "三级", date(2021, 3, 8))
    disability(case, person, NURSING, case.month(1), 2)
    case.note(person, "nursing_subsidy")


@rule.near_miss()
def in_force_on_a_day_of_each_month(case: Case) -> None:
    """Issued on the first month's last day, cancelled on the last month's first."""
    person = case.person("adults")
    month = case.month(4)
    certificate(case, person, "多重", "一级", month.last, month.plus(4).first)
    disability(case, person, NURSING, month, 5)
    case.note(person, "nursing_subsidy")


# ------------------------------------------------------------------------------------------------
rule = Scenario(
    "living_subsidy_without_hardship",
    Plan(37, 24, 9, recovered=1677, published=True),
    problems=[NOT_REVIEWED, NOT_COMPARED],
    excuses=[Cause("低保家庭成员漏录", DATA_ERROR), Cause("退出低保渐退期内", LAWFUL)],
)


@rule.hit()
def no_longer_poor(case: Case) -> None:
    """The family left minimum living, the subsidy went on."""
    person = case.person("adults")
    months = case.times(3, 8)
    first = case.month(months)
    membership(case, person, date(2018, 1, 1), first.first - days(3))
    certificate(case, person, "肢体", "三级", date(2016, 9, 1))
    amount = disability(case, person, LIVING, first, months)
    last = first.plus(months - 1).day(25)
    case.note(person, "living_subsidy", amount=amount, last_day=last)


@rule.near_miss()
def a_day_of_hardship_each_month(case: Case) -> None:
    """A borderline membership touches the first and the last month by one day each."""
    person = case.person("adults")
    month = case.month(2)
    certificate(case, person, "肢体", "四级", date(2020, 9, 9))
    membership(case, person, month.last, month.plus(2).first, "低保边缘")
    disability(case, person, LIVING, month, 3)
    case.note(person, "living_subsidy")


# ------------------------------------------------------------------------------------------------
rule = Scenario(
    "nursing_subsidy_and_work_injury_fee",
    Plan(16, 12, 2, published=True),
    problems=[NOT_COMPARED, NOT_REVIEWED],
    excuses=[Cause("工伤护理费实际已停发", DATA_ERROR)],
)


def nursed(case: Case, months: int) -> tuple[Citizen, Month]:
    """Somebody with a severe certificate and the nursing subsidy of some months."""
    person = case.person("adults")
    first = case.month(months)
    certificate(case, person, "肢体", "一级", date(2016, 9, 1))
    disability(case, person, NURSING, first, months)
    return person, first


@rule.hit()
def nursed_twice(case: Case) -> None:
    """The fee has been paid for years, the subsidy as well."""
    months = case.times(3, 8)
    person, first = nursed(case, months)
    last = first.plus(months - 1).day(25)
    amount = months * MONTHLY[NURSING]
    case.note(person, injury(case, person, date(2019, 7, 1)), amount=amount, last_day=last)


@rule.near_miss(Cause("工伤护理费已停发", LAWFUL))
def fee_ended_before(case: Case) -> None:
    """The fee ended on the last day before the first month of the subsidy."""
    person, first = nursed(case, 2)
    case.note(person, injury(case, person, date(2019, 7, 1), first.plus(-1).last))


@rule.near_miss(Cause("未评定护理等级", LAWFUL))
def no_fee_granted(case: Case) -> None:
    """The injury was recognised, but no fee was granted."""
    person, _ = nursed(case, 1)
    case.note(person, injury(case, person, None))


# ------------------------------------------------------------------------------------------------
rule = Scenario(
    "assessor_severe_outlier",
    Plan(2, 1, persons=1, published=True),
    problems=[Cause("收受财物抬高等级", WRONGDOING)],
    excuses=[Cause("专科门诊重症集中", LAWFUL)],
)


def assessed(case: Case, categories: tuple[str, ...], number: int, severe: int) -> None:
    """An assessor's certificates; elsewhere five in twelve of each category are severe."""
    clinic, assessor = "样例专科评定医院", f"重{case.serial('assessor')}"
    for at in range(number):
        certificate(
            case,
            case.person("adults"),
            categories[at % len(categories)],
            # the others are spread over all categories
            "二级" if at * severe // number < (at + 1) * severe // number else "四级",
            date(2022, 1, 20) + days(9 * at),
            hospital_name=clinic,
            assessor=assessor,
        )
    case.note(f"{clinic}|{assessor}", "severe_share", last_day=date(2023, 7, 10))


@rule.hit()
def generous_assessor(case: Case) -> None:
    """54 of 60 certificates are severe where 25 are to be expected: z = 7.6."""
    assessed(case, CATEGORIES, 60, 54)


@rule.near_miss()
def within_three_deviations(case: Case) -> None:
    """20 of 30 certificates are severe where 12.5 are to be expected: z = 2.8."""
    assessed(case, ("听力",), 30, 20)


@rule.near_miss()
def too_few_certificates(case: Case) -> None:
    """All certificates are severe, but 29 are one too few to judge by."""
    assessed(case, ("视力",), 29, 29)


# ------------------------------------------------------------------------------------------------
rule = Scenario(
    "rehabilitation_during_hospital_stay",
    Plan(21, 16, 3, published=True),
    problems=[Cause("康复机构虚报疗程", WRONGDOING), Cause("按计划疗程结算", WORK_ERROR)],
    excuses=[LATE_DISCHARGE],
)


@rule.hit()
def treated_in_hospital(case: Case) -> None:
    """The whole course lies between admission and discharge."""
    person = case.person("adults")
    length = case.batch.random.randrange(12, 21)
    admitted = case.day(length)
    hospital(case, person, admitted, admitted + days(length))
    end = admitted + days(length - 1)
    number = treatment(case, person, admitted + days(2), end)
    case.note(person, number, amount=1800, last_day=end)


def ten_days(case: Case, in_hospital: int) -> None:
    """A course of ten days, so many of them certain days in hospital."""
    person = case.person("adults")
    start = case.day()
    hospital(case, person, start + days(2), start + days(3 + in_hospital))
    number = treatment(case, person, start, start + days(9))
    case.note(person, number, amount=900, last_day=start + days(9))


@rule.hit()
def just_half_of_the_course(case: Case) -> None:
    """Five of the ten days of the course are certain days in hospital: just half."""
    ten_days(case, 5)


@rule.near_miss(Cause("短期住院后继续疗程", LAWFUL))
def less_than_half(case: Case) -> None:
    """Four of the ten days of the course are certain days in hospital."""
    ten_days(case, 4)
