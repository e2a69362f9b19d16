"""Disability: subsidies, certificates, treatments, work injuries."""

from __future__ import annotations

from datetime import date

from plumbline.sample.city import City, Row
from plumbline.sample.people import Person
from plumbline.sample.records.fields import money, who
from plumbline.sample.records.health import REHAB_HOSPITAL
from plumbline.sample.values import Grade, Money, Month, PersonName, yuan

LIVING, NURSING = "困难残疾人生活补贴", "重度残疾人护理补贴"
_AMOUNTS = {LIVING: yuan("275.00"), NURSING: yuan("500.00")}

# The first characters of the categories and grades, in the order of their digits.
_CATEGORIES, _GRADES = "视听言肢智精多", "一二三四"


def subsidy(city: City, person: Person, program: str, month: Month) -> Row:
    """A subsidy, paid on the 25th of its own month."""
    return city.add(
        "disability_subsidy_payments",
        **who(person),
        program=program,
        town=person.town,
        pay_month=month,
        paid_date=month.day(25),
        amount=_AMOUNTS[program],
        voucher_no=f"CB{city.number('disability'):06}",
    )


def certificate(
    city: City,
    person: Person,
    issued: date,
    *,
    category: str = "肢体",
    grade: str = "二级",
    cancelled: date | None = None,
    hospital: str | None = REHAB_HOSPITAL,
    assessor: PersonName | None = None,
) -> Row:
    category_digit = _CATEGORIES.index(category[0]) + 1
    grade_digit = _GRADES.index(grade[0]) + 1
    return city.add(
        "disabled_persons",
        **who(person),
        certificate_no=f"{person.id}{category_digit}{grade_digit}",
        town=person.town,
        category=category,
        grade=Grade(grade),
        issued_date=issued,
        cancelled_date=cancelled,
        assessing_hospital=hospital,
        assessor=assessor,
    )


def treatment(
    city: City, person: Person, start: date, end: date, subsidy: Money = "1800.00"
) -> Row:
    return city.add(
        "rehabilitation_treatments",
        **who(person),
        treatment_no=f"KF{start:%Y}{city.number('treatment'):04}",
        organisation="演示康复中心",
        start_date=start,
        end_date=end,
        subsidy_amount=money(subsidy),
    )


def injury(
    city: City,
    person: Person,
    recognised: date,
    fee_start: date | None = None,
    fee_end: date | None = None,
) -> Row:
    return city.add(
        "work_injuries",
        **who(person),
        case_no=f"GS{recognised:%Y}{city.number('injury'):03}",
        recognised_date=recognised,
        nursing_fee_start=fee_start,
        nursing_fee_end=fee_end,
        monthly_nursing_fee=yuan("2150.00") if fee_start else None,
    )
