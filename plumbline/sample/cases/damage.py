"""Rows that the warehouse must reject, each for a slip that people really make.

Two of them matter to an alert: a meal record and a weekly check-in that would have explained why
something seems to be missing.
"""

from __future__ import annotations

from plumbline.sample.cases.elder_money import CLAIMANT
from plumbline.sample.city import ADULTS, ELDERS, SENIORS, City
from plumbline.sample.people import RESIDENT, Person
from plumbline.sample.records import care, disability, health, outposts, relief, work
from plumbline.sample.values import CitizenId, Month, at, on, yuan


def plant(city: City) -> None:
    damaged_care(city)
    damaged_health(city)
    damaged_relief(city)
    damaged_disability(city)
    damaged_work(city)
    damaged_outposts(city)


def _somebody(city: City, born: range = ELDERS) -> Person:
    return city.person(born, surname=RESIDENT, registered=False)


def _misread(number: CitizenId) -> str:
    """The ID with its last digit before the check character mistyped, as plain text."""
    return f"{number[:16]}{(int(number[16]) + 1) % 10}{number[17]}"


def damaged_care(city: City) -> None:
    elder = _somebody(city)
    row = care.visit(city, elder, on("2022-05-17"))
    city.spoil("home_service_orders", row, start_time="25:10")
    row = care.visit(city, elder, on("2023-08-22"))
    city.spoil("home_service_orders", row, name=None)

    care.stay(city, elder, on("2023-07-11"), on("2023-07-01"))
    row = care.stay(city, elder, on("2023-07-12"))
    city.spoil("institution_stays", row, checkin_date=None)
    care.leave(city, elder, on("2023-02-11"), on("2023-02-01"))

    row = care.meal(city, elder, on("2023-09-26"), centre=CLAIMANT)
    city.spoil("meal_records", row, id_number=_misread(elder.id))
    row = care.meal(city, elder, on("2022-06-14"))
    city.spoil("meal_records", row, meal_type="夜宵")
    row = care.meal_claim(city, CLAIMANT, Month.of("2023-11"), 0)
    city.spoil("centre_monthly_claims", row, claimed_meals="约120")

    row = care.allowance(city, elder, Month.of("2023-05"))
    city.spoil("old_age_allowance_payments", row, pay_month="2032年5月")
    care.allowance(city, elder, Month.of("2022-03"), amount="-60.00")


def damaged_health(city: City) -> None:
    elder = _somebody(city)
    row = health.death(city, elder, on("2023-01-08"))
    city.spoil("deaths", row, death_date="2203-01-08")
    row = health.death(city, elder, on("2023-01-08"), source="户籍注销")
    city.spoil("deaths", row, death_date=None, registered_date="不详")

    # by the clock: out five hours before in, on the same day
    health.hospital_stay(city, elder, at("2023-04-05 14:30:00"), at("2023-04-05 09:10:00"))
    row = health.hospital_stay(city, elder, on("2022-10-12"))
    city.spoil("hospital_stays", row, discharged_at="住院中")
    row = health.insurance_claim(city, elder, on("2022-10-12"), on("2022-10-20"))
    city.spoil("insurance_inpatient_claims", row, discharged_date=None)
    row = health.accident(city, elder, on("2022-07-07"))
    city.spoil("traffic_accidents", row, injury="轻微")
    city.add(
        "household_register",
        id_number=_misread(elder.id),
        name=elder.name,
        birth_date=elder.birth,
        status="注销",
    )


def damaged_relief(city: City) -> None:
    person = _somebody(city, SENIORS)
    row = relief.destitute(city, person, on("2022-02-02"))
    city.spoil("destitute_persons", row, support_mode="居家供养")
    row = relief.membership(city, person, on("2022-02-02"))
    city.spoil("minimum_living_members", row, category="特困")
    relief.membership(city, person, on("2022-08-01"), on("2022-07-01"))
    row = relief.payment(city, person, Month.of("2023-02"))
    city.spoil("relief_payments", row, amount="八百二十元")
    row = relief.payment(city, person, Month.of("2023-03"))
    city.spoil("relief_payments", row, id_number=None)
    row = relief.grant(city, person, on("2022-03-05"))
    city.spoil("temporary_relief_grants", row, approved_date="1022-03-05")
    row = relief.house(city, "WF201", person, on("2022-04-11"), "D")
    city.spoil("dilapidated_houses", row, grade="E")
    row = relief.reservoir_support(city, person, Month.of("2023-04"))
    city.spoil("reservoir_migrant_payments", row, pay_month="2023年第二季度")


def damaged_disability(city: City) -> None:
    person = _somebody(city, ADULTS)
    row = disability.certificate(city, person, on("2022-03-22"))
    city.spoil("disabled_persons", row, grade="五级")
    row = disability.certificate(city, person, on("2022-03-22"), grade="三级")
    city.spoil("disabled_persons", row, category=None)
    row = disability.subsidy(city, person, disability.NURSING, Month.of("2022-04"))
    city.spoil("disability_subsidy_payments", row, program="护理补贴")
    disability.treatment(city, person, on("2022-05-09"), on("2022-05-20"), "-1800.00")
    row = disability.injury(city, person, on("2022-01-11"))
    city.spoil("work_injuries", row, id_number=_misread(person.id))


def damaged_work(city: City) -> None:
    person = _somebody(city, ADULTS)
    row = work.enterprise_job(city, person, on("2022-01-10"), wage="2500.00")
    city.spoil("welfare_enterprise_staff", row, monthly_wage="面议")
    row = work.public_job(city, person, on("2018-01-10"))
    city.spoil("public_employees", row, end_date="不详")
    row = work.contract(city, person, "XM021", on("2022-05-01"))
    city.spoil("project_contractors", row, role="经理")
    row = work.officer(city, person, "理事", on("2022-05-01"))
    city.spoil("association_officers", row, post=None)
    row = work.account_line(city, work.ASSOCIATIONS[0], 2023, "5", "其他", "10.00")
    city.spoil("association_accounts", row, fiscal_year="二〇二三", amount=yuan("-10.00"))


def damaged_outposts(city: City) -> None:
    person = _somebody(city, SENIORS)
    outposts.wages(city, person, on("2022-09-05"), on("2022-09-06"), hours=-16.0)
    row = outposts.collected(city, person, on("2022-06-20"), on("2022-06-25"))
    city.spoil("collected_funds", row, receipt_no=None, amount="壹仟贰佰元")
    outposts.site(city, "演示站点己", on("2023-09-01"), on("2022-09-01"))
    row = outposts.checkin(city, "演示站点乙", on("2023-07-19"))
    city.spoil("overseas_site_checkins", row, issues_found="两个")
