"""Disability: subsidies, certificates, treatments."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from plumbline.city.plot import (
    DATA_ERROR,
    LAWFUL,
    SYSTEM_GAP,
    WORK_ERROR,
    WRONGDOING,
    Cause,
    Plot,
)
from plumbline.city.records import (
    LIVING,
    NURSING,
    certificate,
    days,
    disability,
    hospital,
    membership,
    month_of,
)

LATE_NOTICE = Cause("死亡信息登记迟缓，照常发放", SYSTEM_GAP)
NOT_COMPARED = Cause("与其他待遇未作比对", SYSTEM_GAP)
NOT_REVIEWED = Cause("未按期复核", WORK_ERROR)


def plant(plot: Plot) -> None:
    subsidies_after_death(plot)
    nursing_without_severe_grade(plot)
    living_without_hardship(plot)
    nursing_beside_work_injury(plot)
    generous_assessors(plot)
    treatments_in_hospital(plot)


def subsidies_after_death(plot: Plot) -> None:
    for case in plot.cases(
        "disability_subsidy_after_death",
        [LATE_NOTICE, Cause("家属隐瞒死亡继续领取", WRONGDOING)],
        [Cause("死亡登记身份证号录错", DATA_ERROR)],
    ):
        person = plot.person("adults")
        died = case.day(130)
        month = month_of(died)
        number = plot.random.randrange(1, 4)
        program = (LIVING, NURSING)[case.number % 2]
        if program == NURSING:
            certificate(plot, person, 4, 1, date(2017, 5, 8))
        else:
            membership(plot, person, date(2019, 3, 1))
        disability(plot, person, program, month)
        amount = sum(disability(plot, person, program, month.plus(1 + n)) for n in range(number))
        last = month.plus(number).day(25)
        plot.dies(person, died, known=last + days(5))
        case.alert(person, program, amount=amount, last_day=last)


def nursing_without_severe_grade(plot: Plot) -> None:
    for case in plot.cases(
        "nursing_subsidy_without_severe_grade",
        [NOT_REVIEWED, Cause("人情办理护理补贴", WRONGDOING)],
        [Cause("证件升级未同步", DATA_ERROR), Cause("过渡期政策允许", LAWFUL)],
    ):
        person = plot.person("adults")
        number = plot.random.randrange(3, 9)
        first = month_of(case.day(31 * number + 20))
        certificate(plot, person, 4, 3 + case.number % 2, date(2016, 9, 1))
        amount = sum(disability(plot, person, NURSING, first.plus(n)) for n in range(number))
        case.alert(
            person, "nursing_subsidy", amount=amount, last_day=first.plus(number - 1).day(25)
        )


def living_without_hardship(plot: Plot) -> None:
    """The family left minimum living, the subsidy went on."""
    for case in plot.cases(
        "living_subsidy_without_hardship",
        [NOT_REVIEWED, NOT_COMPARED],
        [Cause("低保家庭成员漏录", DATA_ERROR), Cause("退出低保渐退期内", LAWFUL)],
    ):
        person = plot.person("adults")
        number = plot.random.randrange(3, 9)
        first = month_of(case.day(31 * number + 20))
        membership(plot, person, date(2018, 1, 1), first.first - days(3))
        certificate(plot, person, 4, 3, date(2016, 9, 1))
        amount = sum(disability(plot, person, LIVING, first.plus(n)) for n in range(number))
        case.alert(person, "living_subsidy", amount=amount, last_day=first.plus(number - 1).day(25))


def nursing_beside_work_injury(plot: Plot) -> None:
    for case in plot.cases(
        "nursing_subsidy_and_work_injury_fee",
        [NOT_COMPARED, NOT_REVIEWED],
        [Cause("工伤护理费实际已停发", DATA_ERROR)],
    ):
        person = plot.person("adults")
        number = plot.random.randrange(3, 9)
        first = month_of(case.day(31 * number + 20))
        certificate(plot, person, 4, 1, date(2016, 9, 1))
        amount = sum(disability(plot, person, NURSING, first.plus(n)) for n in range(number))
        injury = f"GF{plot.number('injury'):06}"
        plot.add(
            "work_injuries",
            person,
            case_no=injury,
            recognised_date=date(2019, 6, 3),
            nursing_fee_start=date(2019, 7, 1),
            monthly_nursing_fee=Decimal(2150),
        )
        case.alert(person, injury, amount=amount, last_day=first.plus(number - 1).day(25))


def generous_assessors(plot: Plot) -> None:
    for case in plot.cases(
        "assessor_severe_outlier",
        [Cause("收受财物抬高等级", WRONGDOING)],
        [Cause("专科门诊重症集中", LAWFUL)],
    ):
        hospital_name, assessor = "样例专科评定医院", f"重{plot.number('assessor')}"
        last = date(2023, 6, 1)
        for n in range(60):
            person = plot.person("adults")
            last = date(2022, 1, 20) + days(9 * n)
            certificate(
                plot,
                person,
                1 + n % 7,
                2 if n % 10 < 9 else 4,
                last,
                hospital_name=hospital_name,
                assessor=assessor,
            )
        case.alert(f"{hospital_name}|{assessor}", "severe_share", last_day=date(2023, 7, 10))


def treatments_in_hospital(plot: Plot) -> None:
    for case in plot.cases(
        "rehabilitation_during_hospital_stay",
        [Cause("康复机构虚报疗程", WRONGDOING), Cause("按计划疗程结算", WORK_ERROR)],
        [Cause("出院信息晚录一周", DATA_ERROR)],
    ):
        person = plot.person("adults")
        length = plot.random.randrange(12, 21)
        admitted = case.day(length)
        hospital(plot, person, admitted, admitted + days(length))
        treatment = f"KP{plot.number('treatment'):06}"
        end = admitted + days(length - 1)
        plot.add(
            "rehabilitation_treatments",
            person,
            treatment_no=treatment,
            organisation="样例康复中心",
            start_date=admitted + days(2),
            end_date=end,
            subsidy_amount=Decimal(1800),
        )
        case.alert(person, treatment, amount=1800, last_day=end)
