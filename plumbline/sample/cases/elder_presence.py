"""Elder care: people who cannot have been where the money says they were."""

from __future__ import annotations

from plumbline.sample.city import City
from plumbline.sample.people import RESIDENT, Person
from plumbline.sample.records import care, health
from plumbline.sample.records.care import HOME, OTHER_HOME, THIRD_HOME
from plumbline.sample.records.health import OTHER_HOSPITAL
from plumbline.sample.values import PersonName, at, on


def plant(city: City) -> None:
    meal_while_in_institution(city)
    meal_after_death(city)
    service_after_death(city)
    service_during_hospital_stay(city)
    service_while_in_institution(city)
    institution_subsidy_during_hospital_stay(city)
    two_institutions_at_once(city)
    meal_during_hospital_stay(city)


def _meals(city: City, guest: Person, *days: str, pickup: str | None = "堂食") -> None:
    for day in days:
        care.meal(city, guest, on(day), pickup=pickup)


def _visits(city: City, client: Person, *days: str) -> None:
    for day in days:
        care.visit(city, client, on(day))


def meal_while_in_institution(city: City) -> None:
    case = city.plants("meal_while_in_institution")

    guest = city.person()
    care.stay(city, guest, on("2023-03-01"), on("2023-09-01"))
    _meals(city, guest, "2023-03-02", "2023-05-18")
    _meals(city, guest, "2023-06-07", pickup="送餐")
    _meals(city, guest, "2023-08-31", pickup="代领")
    why = "Four meals between check-in and check-out; how they were handed over does not matter."
    case.alert(guest, HOME, "2023-03-01", why=why)

    guest = city.person()
    care.stay(city, guest, on("2023-10-09"), home=OTHER_HOME)
    _meals(city, guest, "2023-12-31")
    why = "Still living there, so the as-of day itself is certain."
    case.alert(guest, OTHER_HOME, "2023-10-09", why=why)

    guest = city.person()
    care.stay(city, guest, on("2022-08-15"), on("2024-01-31"), home=THIRD_HOME)
    _meals(city, guest, "2023-12-30")
    why = "The check-out lies after the as-of date: counts as living there."
    case.alert(guest, THIRD_HOME, "2022-08-15", why=why)

    guest = city.person()
    care.stay(city, guest, on("2023-02-06"), on("2023-04-10"), home=OTHER_HOME)
    _meals(city, guest, "2023-02-06", "2023-04-10")
    why = "Meals on the check-in and the check-out day: edge days, the guest may have been out."
    case.near_miss(guest, OTHER_HOME, "2023-02-06", why=why)

    guest = city.person()
    care.stay(city, guest, on("2022-11-01"), home=THIRD_HOME)
    care.leave(city, guest, on("2023-01-18"), on("2023-01-30"), home=THIRD_HOME)
    _meals(city, guest, "2023-01-18", "2023-01-24", "2023-01-30")
    why = "Meals during a leave, its first and last day included."
    case.near_miss(guest, THIRD_HOME, "2022-11-01", why=why)

    guest = city.person()
    care.stay(city, guest, on("2023-04-03"))
    care.leave(city, guest, on("2023-11-20"))
    _meals(city, guest, "2023-11-20", "2023-12-12")
    why = "Meals during a leave without a return: open to the as-of date."
    case.near_miss(guest, HOME, "2023-04-03", why=why)

    guest = city.person()
    entered = care.stay(city, guest, on("2023-05-04"))
    city.correct("institution_stays", entered, checkout_date=on("2023-06-10"))
    _meals(city, guest, "2023-06-10", "2023-07-04")
    why = "The first delivery knew no check-out; a later one corrects it to before the meals."
    case.near_miss(guest, HOME, "2023-05-04", why=why)


def meal_after_death(city: City) -> None:
    case = city.plants("meal_after_death")

    guest = city.person()
    health.death(city, guest, on("2023-04-10"))
    health.deregister(guest, on("2023-04-20"))
    _meals(city, guest, "2023-04-09", "2023-04-11")
    _meals(city, guest, "2023-04-15", pickup="送餐")
    case.alert(guest, "death", why="Two meals from the day after the death on.")

    guest = city.person()
    health.death(city, guest, on("2022-09-14"), source="火化")
    health.death(city, guest, on("2022-09-11"))
    _meals(city, guest, "2022-09-13", pickup="代领")
    why = "After the death certificate's day, before the cremation's: the certificate wins."
    case.alert(guest, "death", why=why)

    guest = city.person()
    health.death(city, guest, on("2023-08-02"))
    _meals(city, guest, "2023-08-01", "2023-08-02")
    case.near_miss(guest, "death", why="The last meal is on the death day itself.")

    guest = city.person()
    health.death(city, guest, on("2023-02-03"), source="火化", name=_namesake(guest))
    _meals(city, guest, "2023-02-10", "2023-03-10")
    why = "The cremation row bears another name than the register's for this ID: not believed."
    case.near_miss(guest, "death", why=why)

    guest = city.person()
    health.death(city, guest, on("2022-05-01"), source="户籍注销")
    health.death(city, guest, on("2022-05-21"))
    _meals(city, guest, "2022-05-06", "2022-05-20")
    why = "Meals between the cancellation's day, which is wrong, and the certificate's."
    case.near_miss(guest, "death", why=why)


def _namesake(person: Person) -> PersonName:
    """Another name, as on a row that was filed under somebody else's ID."""
    return PersonName(person.name.replace(person.name[0], RESIDENT) + "零")


def service_after_death(city: City) -> None:
    case = city.plants("service_after_death")

    client = city.person()
    health.deregister(client, on("2023-07-08"))
    _visits(city, client, "2023-07-03", "2023-07-10", "2023-07-17", "2023-07-24")
    why = "Only the household register knows of the death; three visits after its day."
    case.alert(client, "death", why=why)

    client = city.person()
    health.accident(city, client, on("2022-10-19"), injury="死亡")
    _visits(city, client, "2022-10-20")
    case.alert(client, "death", why="Died in a traffic accident, visited on the next day.")

    client = city.person()
    health.death(city, client, client.birth)
    health.deregister(client, on("2023-05-16"))
    _visits(city, client, "2023-05-15", "2023-05-23")
    why = "The death row says the birth day and is not believed; the register's day is asked next."
    case.alert(client, "death", why=why)

    client = city.person()
    health.death(city, client, on("2023-03-14"), source="火化")
    _visits(city, client, "2023-03-07", "2023-03-14")
    case.near_miss(client, "death", why="The last visit is on the death day itself.")

    client = city.person()
    health.death(city, client, on("2022-12-05"), name=_namesake(client))
    _visits(city, client, "2022-12-12", "2022-12-19")
    why = "The certificate bears another name than the register's for this ID: not believed."
    case.near_miss(client, "death", why=why)

    client = city.person()
    health.accident(city, client, on("2023-06-02"), injury="死亡", name=_namesake(client))
    _visits(city, client, "2023-06-09")
    why = "The accident row bears another name than the register's for this ID: not believed."
    case.near_miss(client, "death", why=why)


def service_during_hospital_stay(city: City) -> None:
    case = city.plants("service_during_hospital_stay")

    client = city.person()
    health.hospital_stay(city, client, at("2023-02-01 09:30:00"), at("2023-02-10 10:15:00"))
    health.insurance_claim(
        city, client, on("2023-02-10"), on("2023-02-16"), hospital=OTHER_HOSPITAL
    )
    _visits(city, client, "2023-02-10")
    why = "Moved from one hospital to the other that day: one episode, so the day is certain."
    case.alert(client, "2023-02-01", why=why)

    client = city.person()
    health.hospital_stay(city, client, on("2023-06-01"), on("2023-06-12"))
    health.hospital_stay(city, client, on("2023-06-05"), name=OTHER_HOSPITAL)
    _visits(city, client, "2023-06-08", "2023-06-20")
    why = "The open record is a transfer and ends with the closed one: one visit of two counts."
    case.alert(client, "2023-06-01", why=why)

    client = city.person()
    health.hospital_stay(city, client, at("2023-03-01 14:00:00"))
    _visits(city, client, "2023-05-30")
    why = "Never discharged: the 90th day after admission is the last certain one."
    case.alert(client, "2023-03-01", why=why)

    client = city.person()
    health.hospital_stay(city, client, at("2022-03-01 08:20:00"))
    _visits(city, client, "2022-05-31")
    why = "Never discharged: the 91st day after admission is an edge day."
    case.near_miss(client, "2022-03-01", why=why)

    client = city.person()
    health.hospital_stay(city, client, at("2022-07-04 16:40:00"), at("2022-07-11 11:00:00"))
    _visits(city, client, "2022-07-04", "2022-07-11")
    case.near_miss(client, "2022-07-04", why="Visits on the admission and the discharge day.")

    client = city.person()
    health.hospital_stay(city, client, on("2023-09-04"), on("2023-09-08"))
    health.hospital_stay(city, client, on("2023-09-09"), on("2023-09-15"))
    _visits(city, client, "2023-09-08", "2023-09-09")
    why = "Home for a night: the records share no day, so the days between are edges."
    case.near_miss(client, "2023-09-04", why=why)
    case.near_miss(client, "2023-09-09", why=why)


def service_while_in_institution(city: City) -> None:
    case = city.plants("service_while_in_institution")

    client = city.person()
    care.stay(city, client, on("2022-04-11"), home=THIRD_HOME)
    _visits(city, client, "2022-04-12", "2022-04-19", "2022-04-26")
    why = "Visits at a home address that the client had left, from the day after check-in on."
    case.alert(client, THIRD_HOME, "2022-04-11", why=why)

    client = city.person()
    care.stay(city, client, on("2022-08-01"), on("2022-10-31"), home=OTHER_HOME)
    _visits(city, client, "2022-08-01", "2022-10-31", "2022-11-07")
    why = "Visits on the check-in and check-out day and after it."
    case.near_miss(client, OTHER_HOME, "2022-08-01", why=why)

    client = city.person()
    care.stay(city, client, on("2022-06-06"))
    care.leave(city, client, on("2022-09-09"), on("2022-09-13"))
    _visits(city, client, "2022-09-09", "2022-09-13")
    why = "Visits on the first and the last day of a leave."
    case.near_miss(client, HOME, "2022-06-06", why=why)


def institution_subsidy_during_hospital_stay(city: City) -> None:
    case = city.plants("institution_subsidy_during_hospital_stay")

    resident = city.person()
    care.stay(city, resident, on("2022-05-09"))
    health.hospital_stay(city, resident, on("2023-03-01"), on("2023-03-05"))
    why = "Exactly three days are certain in the home and in hospital, without a leave."
    case.alert(resident, HOME, "2022-05-09", "2023-03-01", why=why)

    resident = city.person()
    care.stay(city, resident, on("2022-05-16"), home=OTHER_HOME)
    health.hospital_stay(city, resident, on("2023-03-01"), on("2023-03-04"))
    why = "Two days only."
    case.near_miss(resident, OTHER_HOME, "2022-05-16", "2023-03-01", why=why)

    resident = city.person()
    care.stay(city, resident, on("2022-05-23"), home=THIRD_HOME)
    care.leave(city, resident, on("2023-04-03"), on("2023-04-17"), home=THIRD_HOME)
    health.hospital_stay(city, resident, on("2023-04-03"), on("2023-04-20"))
    why = "Three weeks in hospital, but a leave covers all its certain days save two."
    case.near_miss(resident, THIRD_HOME, "2022-05-23", "2023-04-03", why=why)


def two_institutions_at_once(city: City) -> None:
    case = city.plants("two_institutions_at_once")

    resident = city.person()
    care.stay(city, resident, on("2023-01-09"), on("2023-05-22"))
    care.stay(city, resident, on("2023-05-12"), home=OTHER_HOME, subsidy="28.50")
    why = "Nine days certain in both homes; the later stay is the one to explain."
    case.alert(resident, OTHER_HOME, "2023-05-12", why=why)

    resident = city.person()
    care.stay(city, resident, on("2023-01-10"), on("2023-06-05"))
    care.stay(city, resident, on("2023-06-02"), home=THIRD_HOME)
    why = "A move with four days in both books, of which two are certain in both."
    case.near_miss(resident, THIRD_HOME, "2023-06-02", why=why)

    resident = city.person()
    care.stay(city, resident, on("2023-02-13"), home=OTHER_HOME)
    care.stay(city, resident, on("2023-07-10"), home=OTHER_HOME)
    why = "Two stays in the same home: a slip in its books, not two places."
    case.near_miss(resident, OTHER_HOME, "2023-07-10", why=why)


def meal_during_hospital_stay(city: City) -> None:
    case = city.plants("meal_during_hospital_stay")

    guest = city.person()
    health.hospital_stay(city, guest, at("2023-10-08 10:05:00"), at("2023-10-16 09:00:00"))
    _meals(city, guest, "2023-10-09")
    _meals(city, guest, "2023-10-15", pickup=None)
    why = "Ate at the centre, once with no word on how the meal was handed over."
    case.alert(guest, "2023-10-08", why=why)

    guest = city.person()
    health.insurance_claim(city, guest, on("2023-10-09"), on("2023-10-20"))
    _meals(city, guest, "2023-10-10", pickup="代领")
    _meals(city, guest, "2023-10-11", pickup="送餐")
    why = "Meals fetched or brought may have gone to the hospital or the family."
    case.near_miss(guest, "2023-10-09", why=why)

    guest = city.person()
    health.hospital_stay(city, guest, at("2022-10-10 08:05:00"), at("2022-10-17 10:30:00"))
    _meals(city, guest, "2022-10-10", "2022-10-17")
    case.near_miss(guest, "2022-10-10", why="Meals on the admission and the discharge day.")
