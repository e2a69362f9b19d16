"""Relief: memberships, payments, grants, houses, reservoir migrants."""

from __future__ import annotations

from datetime import date

from plumbline.sample.city import City, Row
from plumbline.sample.people import Person
from plumbline.sample.records.fields import money, who
from plumbline.sample.values import Money, Month, PersonName, yuan

MINIMUM, DESTITUTE, HOME_CARE = "低保金", "特困供养金", "分散供养照料护理费"
_AMOUNTS = {MINIMUM: yuan("820.00"), DESTITUTE: yuan("1430.00"), HOME_CARE: yuan("440.00")}


def destitute(city: City, person: Person, approved: date, stopped: date | None = None) -> Row:
    return city.add(
        "destitute_persons",
        **who(person),
        town=person.town,
        support_mode="分散供养",
        approved_date=approved,
        stopped_date=stopped,
    )


def membership(
    city: City,
    person: Person,
    start: date,
    end: date | None = None,
    *,
    category: str = "低保",
    relation: str = "本人",
) -> Row:
    return city.add(
        "minimum_living_members",
        **who(person),
        family_no=f"DB{person.household_no[2:]}",
        relation=relation,
        town=person.town,
        category=category,
        start_date=start,
        end_date=end,
    )


def payment(
    city: City, person: Person, month: Month, program: str = MINIMUM, *, paid: date | None = None
) -> Row:
    """Relief money, paid on the 20th of its own month unless told otherwise."""
    return city.add(
        "relief_payments",
        **who(person),
        program=program,
        town=person.town,
        pay_month=month,
        paid_date=paid or month.day(20),
        amount=_AMOUNTS[program],
        voucher_no=f"JZ{city.number('relief'):06}",
    )


def grant(
    city: City,
    person: Person,
    approved: date,
    amount: Money = "2000.00",
    *,
    reason: str = "疾病",
    town: str | None = None,
    handler: PersonName | None = None,
) -> Row:
    return city.add(
        "temporary_relief_grants",
        **who(person),
        grant_no=f"LS{approved:%Y}{city.number('grant'):04}",
        town=town or person.town,
        reason=reason,
        approved_date=approved,
        amount=money(amount),
        handler=handler,
    )


def house(
    city: City,
    number: str,
    head: Person,
    assessed: date,
    grade: str,
    *,
    subsidy: Money | None = None,
    paid: date | None = None,
) -> Row:
    return city.add(
        "dilapidated_houses",
        **who(head),
        house_no=number,
        town=head.town,
        grade=grade,
        assessed_date=assessed,
        subsidy_amount=money(subsidy),
        subsidy_date=paid,
    )


def reservoir_support(city: City, person: Person, quarter: Month) -> Row:
    """A quarter's support, filed under its first month and paid in its last."""
    return city.add(
        "reservoir_migrant_payments",
        **who(person),
        town=person.town,
        pay_month=quarter,
        paid_date=quarter.plus(2).day(15),
        amount=yuan("150.00"),
    )
