"""Elder care: allowances, a centre's claims, a worker's day, contractors."""

from __future__ import annotations

from datetime import timedelta

from plumbline.sample.city import ADULTS, City
from plumbline.sample.people import STAFF, Person
from plumbline.sample.records import care, health, work
from plumbline.sample.values import Month, clock, days, on, yuan

# The centre that the claim cases are about; nobody else eats there.
CLAIMANT = "演示六号照料中心"


def plant(city: City) -> None:
    allowance_after_death(city)
    allowance_below_age(city)
    allowance_paid_twice(city)
    meal_claim_exceeds_records(city)
    worker_in_two_places(city)
    official_in_care_project(city)


def _allowances(city: City, person: Person, first: str, last: str) -> None:
    for month in Month.span(first, last):
        care.allowance(city, person, month)


def allowance_after_death(city: City) -> None:
    case = city.plants("allowance_after_death")

    elder = city.person()
    health.death(city, elder, on("2023-05-20"))
    health.deregister(elder, on("2023-07-31"))
    _allowances(city, elder, "2023-03", "2023-07")
    case.alert(elder, "death", why="Paid for the two months after the month of death.")

    elder = city.person(registered=False)
    health.death(city, elder, on("2022-04-30"), source="火化")
    _allowances(city, elder, "2022-04", "2022-05")
    why = "Not in the register, so the death is believed: on a month's last day, the next was paid."
    case.alert(elder, "death", why=why)

    elder = city.person()
    health.death(city, elder, on("2023-09-01"))
    _allowances(city, elder, "2023-08", "2023-09")
    why = "Died on the first of a month: that month is still owed."
    case.near_miss(elder, "death", why=why)

    elder = city.person()
    health.death(city, elder, on("2022-08-17"))
    _allowances(city, elder, "2022-06", "2022-06")
    care.allowance(city, elder, Month.of("2022-07"), paid=on("2022-11-15"))
    care.allowance(city, elder, Month.of("2022-08"), paid=on("2022-11-15"))
    why = "Paid late, after the death, for months up to the month of death."
    case.near_miss(elder, "death", why=why)


def allowance_below_age(city: City) -> None:
    case = city.plants("allowance_below_age")

    senior = city.person(on("1943-07-01"))
    _allowances(city, senior, "2023-05", "2023-07")
    why = "80 years old on 1 July: the payments for May and June came too early."
    case.alert(senior, "age", why=why)

    senior = city.person(on("1944-02-29"))
    _allowances(city, senior, "2023-12", "2023-12")
    why = "Born on a leap day, 79 years old at the end of the month."
    case.alert(senior, "age", why=why)

    senior = city.person(on("1943-06-30"))
    _allowances(city, senior, "2023-06", "2023-07")
    why = "80 years old on the last day of the first month paid for."
    case.near_miss(senior, "age", why=why)


def allowance_paid_twice(city: City) -> None:
    case = city.plants("allowance_paid_twice")

    elder = city.person()
    _allowances(city, elder, "2023-02", "2023-04")
    care.allowance(city, elder, Month.of("2023-03"), paid=on("2023-04-18"))
    case.alert(elder, "2023-03", why="Two vouchers for one month.")

    elder = city.person()
    _allowances(city, elder, "2022-10", "2022-10")
    wrong = care.allowance(city, elder, Month.of("2022-11"), amount="600.00")
    city.correct("old_age_allowance_payments", wrong, amount=yuan("60.00"))
    why = "The same voucher delivered again with the amount corrected: one payment."
    case.near_miss(elder, "2022-11", why=why)

    elder = city.person()
    _allowances(city, elder, "2023-08", "2023-08")
    care.allowance(city, elder, Month.of("2023-09"), paid=on("2023-08-12"))
    why = "Two payments on one day, each for a month of its own."
    case.near_miss(elder, "2023-08", why=why)


def meal_claim_exceeds_records(city: City) -> None:
    case = city.plants("meal_claim_exceeds_records")

    _twenty_meals(city, Month.of("2023-09"))
    care.meal_claim(city, CLAIMANT, Month.of("2023-09"), 22)
    why = "22 meals claimed, 20 recorded; one more record of that month was rejected."
    case.alert(CLAIMANT, "2023-09", why=why)

    care.meal_claim(city, CLAIMANT, Month.of("2022-02"), 15)
    case.alert(CLAIMANT, "2022-02", why="A claim for a month without any meal record.")

    _twenty_meals(city, Month.of("2023-10"))
    care.meal_claim(city, CLAIMANT, Month.of("2023-10"), 21)
    why = "21 meals claimed, 20 recorded: exactly five per cent over."
    case.near_miss(CLAIMANT, "2023-10", why=why)

    too_many = care.meal_claim(city, CLAIMANT, Month.of("2022-05"), 60)
    city.correct("centre_monthly_claims", too_many, claimed_meals=6, claimed_amount=yuan("36.00"))
    _meals_of(city, city.person(), Month.of("2022-05"), 6)
    why = "A claim of 60 meals was a slip of the pen, corrected to the 6 recorded."
    case.near_miss(CLAIMANT, "2022-05", why=why)


def _twenty_meals(city: City, month: Month) -> None:
    for _ in range(4):
        _meals_of(city, city.person(), month, 5)


def _meals_of(city: City, guest: Person, month: Month, number: int) -> None:
    for day in days(month.first, month.first + timedelta(days=number - 1)):
        care.meal(city, guest, day, centre=CLAIMANT)


def worker_in_two_places(city: City) -> None:
    case = city.plants("worker_in_two_places")
    worker = city.person(ADULTS, surname=STAFF)
    client, other = city.person(), city.person()

    def visit(who: Person, day: str, start: str, minutes: int | None = 60) -> None:
        care.visit(city, who, on(day), worker=worker, start=clock(start), minutes=minutes)

    visit(client, "2023-03-06", "08:30")
    visit(other, "2023-03-06", "09:15")
    why = "At a second client a quarter of an hour before leaving the first."
    case.alert(worker, "2023-03-06", why=why)

    visit(client, "2023-03-13", "08:30")
    visit(other, "2023-03-13", "09:30")
    why = "One visit starts the minute the other ends: they touch and do not overlap."
    case.near_miss(worker, "2023-03-13", why=why)

    visit(client, "2023-03-20", "08:30")
    visit(client, "2023-03-20", "09:00")
    why = "Two overlapping orders at one client: two services, one place."
    case.near_miss(worker, "2023-03-20", why=why)

    visit(client, "2023-03-27", "08:30", minutes=None)
    visit(other, "2023-03-27", "08:45")
    why = "One of the visits has no end, so nobody can say that they overlap."
    case.near_miss(worker, "2023-03-27", why=why)


def official_in_care_project(city: City) -> None:
    case = city.plants("official_in_care_project")
    contractor = "演示为老服务公司"

    official = city.person(ADULTS)
    work.public_job(city, official, on("2016-07-01"))
    for role, amount in (("股东", "320000.00"), ("法定代表人", "350000.00")):
        work.contract(
            city,
            official,
            "XM011",
            on("2022-03-01"),
            on("2024-02-29"),
            role=role,
            amount=amount,
        )
    why = "In office all along, with two roles in one contractor; the contract runs past today."
    case.alert(official, "XM011", contractor, why=why)

    official = city.person(ADULTS)
    work.public_job(city, official, on("2010-02-01"), on("2023-04-30"))
    work.contract(city, official, "XM012", on("2023-04-30"))
    why = "The contract begins on the last day in office."
    case.alert(official, "XM012", contractor, why=why)

    official = city.person(ADULTS)
    work.public_job(city, official, on("2010-02-01"), on("2023-04-30"))
    work.contract(city, official, "XM013", on("2023-05-01"))
    why = "The contract begins on the day after the last day in office."
    case.near_miss(official, "XM013", contractor, why=why)
