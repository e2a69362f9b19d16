"""Disability: the two subsidies, certificates and their assessors, rehabilitation."""

from __future__ import annotations

from datetime import timedelta

from plumbline.sample.city import ADULTS, City
from plumbline.sample.people import STAFF, Person
from plumbline.sample.records import disability, health, relief
from plumbline.sample.records.disability import LIVING, NURSING
from plumbline.sample.records.health import REHAB_HOSPITAL
from plumbline.sample.values import Month, at, on


def plant(city: City) -> None:
    disability_subsidy_after_death(city)
    nursing_subsidy_without_severe_grade(city)
    living_subsidy_without_hardship(city)
    nursing_subsidy_and_work_injury_fee(city)
    assessor_severe_outlier(city)
    rehabilitation_during_hospital_stay(city)


def _subsidies(city: City, person: Person, program: str, first: str, last: str) -> None:
    for month in Month.span(first, last):
        disability.subsidy(city, person, program, month)


def disability_subsidy_after_death(city: City) -> None:
    case = city.plants("disability_subsidy_after_death")

    person = city.person(ADULTS)
    disability.certificate(city, person, on("2020-04-01"))
    health.death(city, person, on("2022-10-25"))
    _subsidies(city, person, NURSING, "2022-09", "2022-12")
    case.alert(person, NURSING, why="Paid for two months after the month of death.")

    person = city.person(ADULTS)
    disability.certificate(city, person, on("2020-04-01"))
    health.death(city, person, on("2023-10-02"), source="火化")
    _subsidies(city, person, NURSING, "2023-09", "2023-10")
    case.near_miss(person, NURSING, why="The last payment is for the month of death.")


def nursing_subsidy_without_severe_grade(city: City) -> None:
    case = city.plants("nursing_subsidy_without_severe_grade")

    person = city.person(ADULTS)
    disability.certificate(city, person, on("2021-03-08"), category="肢体", grade="三级")
    _subsidies(city, person, NURSING, "2023-01", "2023-03")
    why = "Grade three is severe only for the categories 智力 and 精神."
    case.alert(person, "nursing_subsidy", why=why)

    person = city.person(ADULTS)
    disability.certificate(
        city, person, on("2019-05-20"), category="视力", grade="一级", cancelled=on("2023-05-31")
    )
    _subsidies(city, person, NURSING, "2023-05", "2023-07")
    why = "Cancelled on the day before June: the payments for June and July have no certificate."
    case.alert(person, "nursing_subsidy", why=why)

    person = city.person(ADULTS)
    disability.certificate(city, person, on("2021-03-08"), category="精神", grade="三级")
    _subsidies(city, person, NURSING, "2023-01", "2023-02")
    case.near_miss(person, "nursing_subsidy", why="Grade three, category 精神: severe.")

    person = city.person(ADULTS)
    disability.certificate(
        city, person, on("2022-08-31"), category="多重", grade="一级", cancelled=on("2022-12-01")
    )
    _subsidies(city, person, NURSING, "2022-08", "2022-12")
    why = "Issued on the first month's last day, cancelled on the last month's first."
    case.near_miss(person, "nursing_subsidy", why=why)


def living_subsidy_without_hardship(city: City) -> None:
    case = city.plants("living_subsidy_without_hardship")

    person = city.person(ADULTS)
    disability.certificate(city, person, on("2020-09-09"), grade="三级")
    relief.membership(city, person, on("2021-01-01"), on("2023-03-31"))
    _subsidies(city, person, LIVING, "2023-03", "2023-05")
    why = "The membership ended in March; the payments for April and May lack one."
    case.alert(person, "living_subsidy", why=why)

    person = city.person(ADULTS)
    disability.certificate(city, person, on("2020-09-09"), grade="四级")
    relief.membership(city, person, on("2022-06-30"), on("2022-08-01"), category="低保边缘")
    _subsidies(city, person, LIVING, "2022-06", "2022-08")
    why = "A borderline membership touches the first and the last month by one day each."
    case.near_miss(person, "living_subsidy", why=why)


def nursing_subsidy_and_work_injury_fee(city: City) -> None:
    case = city.plants("nursing_subsidy_and_work_injury_fee")

    def case_no(person: Person, *days: str) -> str:
        disability.certificate(city, person, on("2020-02-03"), grade="一级")
        row = disability.injury(city, person, *(on(day) for day in days))
        return str(row.values["case_no"])

    person = city.person(ADULTS)
    number = case_no(person, "2022-07-05", "2022-09-30")
    _subsidies(city, person, NURSING, "2022-08", "2022-11")
    why = "The fee begins on September's last day and is open since: three months paid twice."
    case.alert(person, number, why=why)

    person = city.person(ADULTS)
    number = case_no(person, "2021-02-02", "2021-03-01", "2023-03-31")
    _subsidies(city, person, NURSING, "2023-04", "2023-05")
    why = "The fee ended on the last day before the first month of the subsidy."
    case.near_miss(person, number, why=why)

    person = city.person(ADULTS)
    number = case_no(person, "2021-02-02")
    _subsidies(city, person, NURSING, "2023-04", "2023-04")
    case.near_miss(person, number, why="The injury was recognised, but no fee was granted.")


def assessor_severe_outlier(city: City) -> None:
    """Elsewhere five in twelve certificates of these categories are severe (background)."""
    case = city.plants("assessor_severe_outlier")

    def assessor(category: str, number: int, severe: int) -> str:
        doctor = city.person(ADULTS, surname=STAFF)
        for index in range(number):
            disability.certificate(
                city,
                city.person(ADULTS, registered=False),
                on("2022-01-17") + timedelta(days=21 * index),
                category=category,
                grade=("一级", "二级")[index % 2] if index < severe else "三级",
                assessor=doctor.name,
            )
        return f"{REHAB_HOSPITAL}|{doctor.name}"

    why = "24 of 30 certificates are severe where 12.5 are to be expected: z = 4.3."
    case.alert(assessor("肢体", 30, 24), "severe_share", why=why)
    why = "20 of 30 certificates are severe where 12.5 are to be expected: z = 2.8."
    case.near_miss(assessor("听力", 30, 20), "severe_share", why=why)
    why = "All certificates are severe, but 29 are one too few to judge by."
    case.near_miss(assessor("视力", 29, 29), "severe_share", why=why)


def rehabilitation_during_hospital_stay(city: City) -> None:
    case = city.plants("rehabilitation_during_hospital_stay")

    def ten_days(person: Person, start: str) -> str:
        first = on(start)
        row = disability.treatment(
            city, person, first, first + timedelta(days=9), subsidy="2600.00"
        )
        return str(row.values["treatment_no"])

    person = city.person(ADULTS)
    health.hospital_stay(city, person, at("2023-05-03 10:20:00"), at("2023-05-09 09:40:00"))
    why = "Five of the ten days of the course are certain days in hospital: just half."
    case.alert(person, ten_days(person, "2023-05-01"), why=why)

    person = city.person(ADULTS)
    health.hospital_stay(city, person, at("2023-05-03 10:20:00"), at("2023-05-08 09:40:00"))
    why = "Four of the ten days of the course are certain days in hospital."
    case.near_miss(person, ten_days(person, "2023-05-01"), why=why)
