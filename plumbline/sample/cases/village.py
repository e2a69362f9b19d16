"""Village labour: wages for days that were paid already, too short, or spent elsewhere."""

from __future__ import annotations

from plumbline.sample.city import SENIORS, City
from plumbline.sample.people import Person
from plumbline.sample.records import health, outposts
from plumbline.sample.values import Month, at, on


def plant(city: City) -> None:
    village_double_pay(city)
    village_work_too_short(city)
    village_work_in_two_villages(city)
    village_work_during_hospital_stay(city)


def _by_day(
    city: City,
    person: Person,
    start: str,
    end: str,
    *,
    village: str = "演示一村",
    town: str = "赤岸镇",
    hours: float | None = None,
) -> str:
    """A payment by the day; returns its number."""
    row = outposts.wages(
        city,
        person,
        on(start),
        on(end),
        village=village,
        town=town,
        hours=hours,
        amount="450.00",
    )
    return str(row.values["payment_no"])


def _by_month(city: City, person: Person, month: str, hours: float | None = None) -> str:
    """A payment by the month; returns its number."""
    first, last = Month.of(month).first, Month.of(month).last
    row = outposts.wages(city, person, first, last, basis="按月", hours=hours, amount="1900.00")
    return str(row.values["payment_no"])


def village_double_pay(city: City) -> None:
    case = city.plants("village_double_pay")

    person = city.person(SENIORS)
    _by_month(city, person, "2023-03")
    _by_day(city, person, "2023-03-14", "2023-03-16")
    _by_day(city, person, "2023-03-31", "2023-04-02")
    why = "Paid by the month for March, and by the day twice for days of March."
    case.alert(person, "2023-03", why=why)

    person = city.person(SENIORS)
    _by_month(city, person, "2023-05")
    _by_day(city, person, "2023-06-01", "2023-06-03")
    why = "Paid by the day from the day after the paid month on."
    case.near_miss(person, "2023-06", why=why)


def village_work_too_short(city: City) -> None:
    case = city.plants("village_work_too_short")

    person = city.person(SENIORS)
    number = _by_day(city, person, "2022-11-07", "2022-11-09", hours=5.5)
    case.alert(person, number, why="Five and a half hours for three paid days.")

    person = city.person(SENIORS)
    number = _by_day(city, person, "2022-11-07", "2022-11-09", hours=6)
    case.near_miss(person, number, why="Exactly two hours for each of the three days.")
    number = _by_day(city, person, "2022-11-21", "2022-11-23")
    case.near_miss(person, number, why="Nobody wrote down the hours.")
    number = _by_month(city, person, "2022-12", hours=12)
    case.near_miss(person, number, why="Few hours, but paid by the month.")


def village_work_in_two_villages(city: City) -> None:
    case = city.plants("village_work_in_two_villages")

    person = city.person(SENIORS)
    _by_day(city, person, "2023-07-10", "2023-07-12", hours=24)
    _by_day(city, person, "2023-07-12", "2023-07-14", village="演示二村")
    why = "On 12 July a full day in one village and a day without hours in another."
    case.alert(person, "2023-07", why=why)

    person = city.person(SENIORS)
    _by_day(city, person, "2023-08-30", "2023-09-01", village="样例村", town="大陈镇")
    _by_day(city, person, "2023-08-31", "2023-09-01", village="样例村", town="苏溪镇")
    why = "Two villages of one name in two towns, on the last day of August."
    case.alert(person, "2023-08", why=why)
    why = "The same two villages on the first day of September: a month of its own."
    case.alert(person, "2023-09", why=why)

    person = city.person(SENIORS)
    _by_day(city, person, "2023-07-17", "2023-07-17", hours=7.5)
    _by_day(city, person, "2023-07-17", "2023-07-17", hours=8, village="演示二村")
    why = "Less than a full day in one of the villages."
    case.near_miss(person, "2023-07", why=why)

    person = city.person(SENIORS)
    _by_day(city, person, "2023-10-16", "2023-10-18", hours=24)
    _by_day(city, person, "2023-10-18", "2023-10-20", hours=24)
    why = "Two payments that share a day, both of one village."
    case.near_miss(person, "2023-10", why=why)


def village_work_during_hospital_stay(city: City) -> None:
    case = city.plants("village_work_during_hospital_stay")

    person = city.person(SENIORS)
    health.hospital_stay(city, person, at("2023-09-12 15:10:00"), at("2023-09-19 08:45:00"))
    number = _by_day(city, person, "2023-09-11", "2023-09-14", hours=32)
    why = "Two of the four paid days were certainly spent in hospital."
    case.alert(person, number, why=why)

    person = city.person(SENIORS)
    health.hospital_stay(city, person, at("2023-09-12 15:10:00"), at("2023-09-19 08:45:00"))
    number = _by_day(city, person, "2023-09-11", "2023-09-12", hours=16)
    why = "Worked up to the day of admission."
    case.near_miss(person, number, why=why)
