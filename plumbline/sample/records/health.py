"""Deaths, hospitals and accidents, and what the household register knows."""

from __future__ import annotations

from datetime import date, datetime

from plumbline.sample.city import City, Row
from plumbline.sample.people import Person
from plumbline.sample.records.fields import money, who
from plumbline.sample.values import Money, PersonName, yuan

HOSPITALS = ("示范人民医院", "演示中医院", "样例康复医院")
HOSPITAL, OTHER_HOSPITAL, REHAB_HOSPITAL = HOSPITALS


def death(
    city: City,
    person: Person,
    day: date,
    *,
    source: str = "死亡证明",
    name: PersonName | None = None,
) -> Row:
    return city.add(
        "deaths",
        id_number=person.id,
        name=name or person.name,
        death_date=day,
        source=source,
        registered_date=day,
    )


def hospital_stay(
    city: City,
    patient: Person,
    admitted: date | datetime,
    discharged: date | datetime | None = None,
    *,
    name: str = HOSPITAL,
) -> Row:
    return city.add(
        "hospital_stays",
        **who(patient),
        hospital_name=name,
        admitted_at=admitted,
        discharged_at=discharged,
        ward=("心内科", "骨科", "呼吸科")[city.number("ward") % 3],
    )


def insurance_claim(
    city: City, patient: Person, admitted: date, discharged: date, *, hospital: str = HOSPITAL
) -> Row:
    return city.add(
        "insurance_inpatient_claims",
        **who(patient),
        claim_no=f"YB{city.number('insurance'):05}",
        hospital_name=hospital,
        admitted_date=admitted,
        discharged_date=discharged,
        total_cost=yuan("8650.40"),
        self_paid=yuan("1297.56"),
    )


def accident(
    city: City,
    person: Person,
    day: date,
    *,
    injury: str = "轻伤",
    compensation: Money | None = None,
    paid: date | None = None,
    name: PersonName | None = None,
) -> Row:
    return city.add(
        "traffic_accidents",
        accident_no=f"JT{day:%Y}{city.number('accident'):04}",
        id_number=person.id,
        name=name or person.name,
        accident_date=day,
        injury=injury,
        compensation=money(compensation),
        compensation_date=paid,
    )


def register_everybody(city: City) -> None:
    """Writes the household register: at the end, when it is known what became of everybody."""
    for person in city.people:
        if person.registered:
            city.add(
                "household_register",
                **who(person),
                gender=person.gender,
                birth_date=person.birth,
                household_no=person.household_no,
                town=person.town,
                status=person.status,
                status_date=person.status_date,
            )


def deregister(person: Person, day: date) -> None:
    """The register's own word that a person died."""
    person.status, person.status_date = "死亡注销", day
