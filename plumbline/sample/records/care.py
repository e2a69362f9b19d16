"""Care of the elderly: meals, visits, homes, allowances."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from plumbline.sample.city import City, Row
from plumbline.sample.people import Person
from plumbline.sample.records.fields import money, who
from plumbline.sample.values import Money, Month, yuan

CENTRES = {
    "演示一号照料中心": "佛堂镇",
    "演示二号照料中心": "赤岸镇",
    "演示三号照料中心": "稠城街道",
    "演示四号照料中心": "苏溪镇",
    "演示五号照料中心": "上溪镇",
    "演示六号照料中心": "义亭镇",
}
CENTRE = "演示一号照料中心"
HOMES = ("示范养老院", "演示颐养中心", "样例敬老院")
HOME, OTHER_HOME, THIRD_HOME = HOMES


def meal(
    city: City,
    guest: Person,
    day: date,
    *,
    centre: str = CENTRE,
    meal_type: str = "午餐",
    pickup: str | None = "堂食",
    subsidy: Money = "6.00",
) -> Row:
    return city.add(
        "meal_records",
        **who(guest),
        centre_name=centre,
        town=CENTRES[centre],
        meal_date=day,
        meal_type=meal_type,
        pickup=pickup,
        subsidy_amount=money(subsidy),
    )


def meal_claim(city: City, centre: str, month: Month, meals: int) -> Row:
    return city.add(
        "centre_monthly_claims",
        centre_name=centre,
        town=CENTRES[centre],
        claim_month=month,
        claimed_meals=meals,
        claimed_amount=meals * yuan("6.00"),
        operating_subsidy=yuan("3000.00"),
    )


def visit(
    city: City,
    client: Person,
    day: date,
    *,
    worker: Person | None = None,
    start: time | None = None,
    minutes: int | None = 60,
    amount: Money = "45.00",
) -> Row:
    """A home visit of an hour, unless told otherwise, on the client's usual round.

    Without minutes the end was not written down.
    """
    usual_worker, usual_start = city.round_of(client)
    worker, start = worker or usual_worker, start or usual_start
    number = city.number("visit")
    return city.add(
        "home_service_orders",
        **who(client),
        order_no=f"SM{day:%Y%m}{number:05}",
        town=client.town,
        service_date=day,
        start_time=start,
        end_time=minutes and (datetime.combine(day, start) + timedelta(minutes=minutes)).time(),
        worker_name=worker.name,
        worker_id_number=worker.id,
        service_item=("助洁", "助浴", "助医", "陪聊")[number % 4],
        amount=money(amount),
    )


def stay(
    city: City,
    resident: Person,
    checkin: date,
    checkout: date | None = None,
    *,
    home: str = HOME,
    subsidy: Money | None = "30.00",
) -> Row:
    return city.add(
        "institution_stays",
        **who(resident),
        institution_name=home,
        town=resident.town,
        checkin_date=checkin,
        checkout_date=checkout,
        daily_subsidy=money(subsidy),
    )


def leave(
    city: City, resident: Person, left: date, back: date | None = None, *, home: str = HOME
) -> Row:
    return city.add(
        "institution_leaves",
        institution_name=home,
        id_number=resident.id,
        leave_date=left,
        return_date=back,
    )


def allowance(
    city: City,
    person: Person,
    month: Month,
    *,
    paid: date | None = None,
    amount: Money = "60.00",
) -> Row:
    """An old-age allowance, paid on the 12th of its own month unless told otherwise."""
    return city.add(
        "old_age_allowance_payments",
        **who(person),
        town=person.town,
        pay_month=month,
        paid_date=paid or month.day(12),
        amount=money(amount),
        voucher_no=f"GL{city.number('allowance'):06}",
    )
