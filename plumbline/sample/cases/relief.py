"""Relief: minimum living, destitute support, temporary grants, houses, reservoir migrants."""

from __future__ import annotations

from datetime import timedelta

from plumbline.sample.city import ADULTS, SENIORS, City
from plumbline.sample.people import STAFF, Person
from plumbline.sample.records import care, disability, health, relief, work
from plumbline.sample.records.care import HOME, OTHER_HOME, THIRD_HOME
from plumbline.sample.records.relief import DESTITUTE, HOME_CARE, MINIMUM
from plumbline.sample.values import Month, on


def plant(city: City) -> None:
    welfare_staff_on_minimum_living(city)
    relief_after_death(city)
    destitute_and_minimum_living(city)
    home_care_fee_in_institution(city)
    public_employee_on_minimum_living(city)
    temporary_relief_near_limit(city)
    accident_relief_after_compensation(city)
    house_still_dilapidated(city)
    reservoir_support_after_death(city)


def _relief(city: City, person: Person, first: str, last: str, program: str = MINIMUM) -> None:
    for month in Month.span(first, last):
        relief.payment(city, person, month, program)


def welfare_staff_on_minimum_living(city: City) -> None:
    case = city.plants("welfare_staff_on_minimum_living")
    enterprise = "演示福利制品厂"

    worker = city.person(ADULTS)
    work.enterprise_job(city, worker, on("2022-10-17"), wage="2350.00")
    relief.membership(city, worker, on("2021-06-01"), on("2023-01-31"))
    _relief(city, worker, "2022-09", "2023-01")
    why = "Four months with a wage of more than twice the standard and minimum living."
    case.alert(worker, enterprise, "2022-10-17", why=why)

    worker = city.person(ADULTS)
    work.enterprise_job(city, worker, on("2022-05-01"), wage="1060.00")
    relief.membership(city, worker, on("2022-01-01"))
    _relief(city, worker, "2022-05", "2022-08")
    why = "Above the standard of May and June 2022, below the one in force from July on."
    case.alert(worker, enterprise, "2022-05-01", why=why)

    worker = city.person(ADULTS)
    work.enterprise_job(city, worker, on("2022-07-01"), wage="1100.00")
    relief.membership(city, worker, on("2022-01-01"))
    why = "The wage is exactly the standard."
    case.near_miss(worker, enterprise, "2022-07-01", why=why)

    worker = city.person(ADULTS)
    work.enterprise_job(city, worker, on("2023-02-06"), on("2023-03-31"), wage="1980.00")
    relief.membership(city, worker, on("2022-01-01"))
    disability.treatment(city, worker, on("2023-02-20"), on("2023-03-03"))
    why = "A rehabilitation course touches both months of the job."
    case.near_miss(worker, enterprise, "2023-02-06", why=why)

    worker = city.person(ADULTS)
    work.enterprise_job(city, worker, on("2023-03-01"), wage="2400.00")
    relief.membership(city, worker, on("2022-01-01"), on("2023-02-28"))
    relief.membership(city, worker, on("2023-03-01"), category="低保边缘")
    why = "Left minimum living the day before the job; only a borderline member since."
    case.near_miss(worker, enterprise, "2023-03-01", why=why)


def relief_after_death(city: City) -> None:
    case = city.plants("relief_after_death")

    person = city.person(SENIORS)
    relief.membership(city, person, on("2021-01-01"))
    health.death(city, person, on("2023-06-15"))
    _relief(city, person, "2023-05", "2023-09")
    why = "Minimum living paid for three months after the month of death."
    case.alert(person, MINIMUM, why=why)

    person = city.person(SENIORS)
    relief.destitute(city, person, on("2019-04-01"))
    health.death(city, person, on("2022-12-09"), source="火化")
    health.deregister(person, on("2023-03-02"))
    _relief(city, person, "2022-12", "2023-02", DESTITUTE)
    _relief(city, person, "2023-01", "2023-02", HOME_CARE)
    case.alert(person, DESTITUTE, why="Two programmes went on for two months: an alert each.")
    case.alert(person, HOME_CARE, why="Two programmes went on for two months: an alert each.")

    person = city.person(SENIORS)
    relief.membership(city, person, on("2021-01-01"), on("2023-02-28"))
    health.death(city, person, on("2023-02-02"))
    _relief(city, person, "2023-01", "2023-01")
    relief.payment(city, person, Month.of("2023-02"), paid=on("2023-03-06"))
    why = "The month of death is owed, although it was paid in the month after."
    case.near_miss(person, MINIMUM, why=why)


def destitute_and_minimum_living(city: City) -> None:
    case = city.plants("destitute_and_minimum_living")

    person = city.person(SENIORS)
    relief.membership(city, person, on("2021-01-01"), on("2023-07-31"))
    relief.destitute(city, person, on("2023-06-01"))
    _relief(city, person, "2023-05", "2023-07")
    _relief(city, person, "2023-06", "2023-08", DESTITUTE)
    case.alert(person, "both", why="Both kinds of money for June and July.")

    person = city.person(SENIORS)
    relief.membership(city, person, on("2021-01-01"), on("2023-05-31"))
    relief.destitute(city, person, on("2023-06-01"))
    relief.payment(city, person, Month.of("2023-05"), paid=on("2023-06-20"))
    _relief(city, person, "2023-06", "2023-07", DESTITUTE)
    why = "Both kinds paid on one day, but for different months."
    case.near_miss(person, "both", why=why)


def home_care_fee_in_institution(city: City) -> None:
    case = city.plants("home_care_fee_in_institution")

    person = city.person(SENIORS)
    relief.destitute(city, person, on("2020-03-01"))
    care.stay(city, person, on("2023-02-28"), on("2023-05-01"))
    _relief(city, person, "2023-02", "2023-05", HOME_CARE)
    why = "March and April lie wholly between check-in and check-out."
    case.alert(person, HOME, "2023-02-28", why=why)

    person = city.person(SENIORS)
    relief.destitute(city, person, on("2020-03-01"))
    care.stay(city, person, on("2023-03-01"), on("2023-04-30"), home=OTHER_HOME)
    _relief(city, person, "2023-03", "2023-04", HOME_CARE)
    why = "Each of the two months holds an edge day: check-in on its first, check-out on its last."
    case.near_miss(person, OTHER_HOME, "2023-03-01", why=why)

    person = city.person(SENIORS)
    relief.destitute(city, person, on("2020-03-01"))
    care.stay(city, person, on("2023-01-09"), home=THIRD_HOME)
    care.leave(city, person, on("2023-06-22"), on("2023-06-22"), home=THIRD_HOME)
    relief.payment(city, person, Month.of("2023-06"), HOME_CARE)
    why = "A leave of one day within the month."
    case.near_miss(person, THIRD_HOME, "2023-01-09", why=why)


def public_employee_on_minimum_living(city: City) -> None:
    case = city.plants("public_employee_on_minimum_living")
    employer = "演示镇人民政府"

    person = city.person(ADULTS)
    relief.membership(city, person, on("2020-01-01"), on("2022-08-15"))
    work.public_job(city, person, on("2022-06-20"))
    _relief(city, person, "2022-05", "2022-08")
    why = "Three months in office and on minimum living at once."
    case.alert(person, employer, "2022-06-20", why=why)

    person = city.person(ADULTS)
    relief.membership(city, person, on("2020-01-01"), on("2022-09-15"))
    work.public_job(city, person, on("2022-09-16"))
    _relief(city, person, "2022-09", "2022-09")
    why = "Took office the day after the membership ended, in the same month."
    case.near_miss(person, employer, "2022-09-16", why=why)

    person = city.person(ADULTS)
    relief.membership(city, person, on("2021-01-01"), category="低保边缘")
    work.public_job(city, person, on("2022-03-01"))
    why = "A borderline member is not on minimum living."
    case.near_miss(person, employer, "2022-03-01", why=why)


def temporary_relief_near_limit(city: City) -> None:
    case = city.plants("temporary_relief_near_limit")

    def handler(town: str, near: list[str], below: list[str], others: int) -> str:
        """A handler's grants of one year, each to somebody else; the rest are far below."""
        officer = city.person(ADULTS, surname=STAFF)
        amounts = near + below + ["1500.00"] * others
        for index, amount in enumerate(amounts):
            relief.grant(
                city,
                city.person(SENIORS, registered=False),
                on("2023-01-04") + timedelta(days=16 * index),
                amount,
                town=town,
                handler=officer.name,
            )
        return f"{town}|{officer.name}"

    subject = handler(
        "苏溪镇", ["4500.00", "4999.99"] + ["4980.00"] * 5, ["4000.00", "4499.99"], 11
    )
    why = "Of 20 grants 7 lie just below the limit of 5,000 yuan and 2 in the band below that."
    case.alert(subject, "2023", why=why)

    subject = handler("义亭镇", ["4900.00"] * 6, ["4200.00"] * 2, 12)
    why = "Six grants near the limit are exactly three times the two in the band below."
    case.near_miss(subject, "2023", why=why)

    subject = handler("大陈镇", ["4900.00"] * 6, [], 13)
    why = "19 grants in the year are one too few to judge by."
    case.near_miss(subject, "2023", why=why)

    subject = handler("上溪镇", ["4900.00"] * 4, [], 16)
    why = "Only four grants near the limit."
    case.near_miss(subject, "2023", why=why)


def accident_relief_after_compensation(city: City) -> None:
    case = city.plants("accident_relief_after_compensation")

    def grant_no(person: Person, approved: str) -> str:
        row = relief.grant(city, person, on(approved), "3000.00", reason="交通事故")
        return str(row.values["grant_no"])

    def compensated(person: Person, day: str, amount: str) -> None:
        health.accident(
            city,
            person,
            on(day) - timedelta(days=40),
            injury="重伤",
            compensation=amount,
            paid=on(day),
        )

    person = city.person(ADULTS)
    compensated(person, "2022-05-11", "20000.00")
    compensated(person, "2023-05-10", "30000.00")
    why = "Two compensations, the first 364 days before approval, come to just 50,000 yuan."
    case.alert(person, grant_no(person, "2023-05-10"), why=why)

    person = city.person(ADULTS)
    compensated(person, "2022-05-10", "80000.00")
    why = "The compensation was paid 365 days before approval: one day out of the window."
    case.near_miss(person, grant_no(person, "2023-05-10"), why=why)

    person = city.person(ADULTS)
    compensated(person, "2023-02-14", "49999.99")
    why = "The compensation is a fen short of 50,000 yuan."
    case.near_miss(person, grant_no(person, "2023-04-03"), why=why)

    person = city.person(ADULTS)
    compensated(person, "2023-08-22", "90000.00")
    why = "Approved the day before the compensation was paid."
    case.near_miss(person, grant_no(person, "2023-08-21"), why=why)


def house_still_dilapidated(city: City) -> None:
    case = city.plants("house_still_dilapidated")

    def repaired(number: str, *later: tuple[str, str]) -> Person:
        """A house found at grade D, repaired with a subsidy, and what was found later."""
        head = city.person(SENIORS)
        relief.house(city, number, head, on("2021-11-15"), "D")
        for assessed, grade in later:
            relief.house(
                city,
                number,
                head,
                on(assessed),
                grade,
                subsidy="20000.00",
                paid=on("2022-06-01"),
            )
        return head

    head = repaired("WF101", ("2022-11-28", "D"), ("2023-10-09", "C"))
    why = "Grade D on the 180th day after the subsidy, and still grade C a year later."
    case.alert(head, "WF101", why=why)

    head = repaired("WF102", ("2022-11-27", "D"))
    why = "Assessed on the 179th day after the subsidy: the repair may still be under way."
    case.near_miss(head, "WF102", why=why)

    head = repaired("WF103", ("2022-12-20", "C"), ("2023-09-18", "B"))
    why = "Grade C at first, but the newest assessment finds grade B."
    case.near_miss(head, "WF103", why=why)


def reservoir_support_after_death(city: City) -> None:
    case = city.plants("reservoir_support_after_death")

    person = city.person(SENIORS)
    health.death(city, person, on("2023-03-31"))
    for quarter in ("2023-01", "2023-04", "2023-07"):
        relief.reservoir_support(city, person, Month.of(quarter))
    why = "Died on a quarter's last day; supported for two more quarters."
    case.alert(person, "death", why=why)

    person = city.person(SENIORS)
    health.death(city, person, on("2023-04-01"))
    for quarter in ("2023-01", "2023-04"):
        relief.reservoir_support(city, person, Month.of(quarter))
    why = "Died on a quarter's first day: that quarter is still owed."
    case.near_miss(person, "death", why=why)
