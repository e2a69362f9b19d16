"""Ordinary life: the records of people and offices that give no reason for an alert.

Every section has its own seed, so that a change in one leaves the others as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from random import Random

from plumbline.sample.city import ADULTS, ELDERS, SENIORS, City
from plumbline.sample.people import RESIDENT, STAFF, Person
from plumbline.sample.records import care, disability, health, outposts, relief, work
from plumbline.sample.values import AS_OF, Month, days, on, yuan

FIRST, LAST = "2022-01", "2023-12"

# The grades of a dozen ordinary certificates: five of them severe.
_GRADES = "一二三四三二四三一二三四"

_VILLAGES = (("演示一村", "赤岸镇"), ("演示二村", "赤岸镇"), ("样例村", "大陈镇"))


def live(city: City) -> None:
    """All of it, except what is counted up from everything else (`settle`)."""
    elders_at_home(city)
    institution_residents(city)
    poor_families(city)
    destitute_people(city)
    disabled_people(city)
    certified_people(city)
    reservoir_migrants(city)
    patients_in_rehabilitation(city)
    road_users(city)
    repaired_houses(city)
    temporary_grants(city)
    enterprise_workers(city)
    officials_and_contractors(city)
    associations(city)
    villagers(city)
    collectors(city)
    ordinary_site(city)
    movers(city)


def settle(city: City) -> None:
    """The records that depend on all others: the centres' claims and the household register."""
    claims_as_recorded(city)
    health.register_everybody(city)


def _residents(
    city: City, number: int, born: range, *, registered: bool = True
) -> Iterator[tuple[int, Person]]:
    for index in range(number):
        yield index, city.person(born, surname=RESIDENT, registered=registered)


# Care of the elderly ------------------------------------------------------------------------------


def elders_at_home(city: City) -> None:
    """Meals at a care centre, the old-age allowance, for every other one home visits."""
    rng = Random("elders at home")
    deaths = {5: on("2022-11-08"), 17: on("2023-06-21")}
    for index, elder in _residents(city, 24, ELDERS):
        in_hospital = _hospital_spell(city, rng, elder) if index % 3 == 0 else set()
        last_day = deaths.get(index, AS_OF)
        if last_day < AS_OF:
            health.death(city, elder, last_day)
            health.deregister(elder, last_day + timedelta(days=6))
        for month in Month.span(FIRST, LAST):
            if month.first > last_day:
                break
            at_home = [
                day
                for day in days(month.first, month.day(28))
                if day <= last_day and day not in in_hospital
            ]
            if index < 20:
                _allowance(city, elder, month)
            if index >= 6:
                _meals(city, rng, elder, list(care.CENTRES)[index % 5], at_home)
            if index % 2:
                for day in _some(rng, at_home, 1, 3):
                    care.visit(city, elder, day)


def _hospital_spell(city: City, rng: Random, elder: Person) -> set[date]:
    """A stay in hospital that the insurance settled too; returns its days, both ends included."""
    admitted = on("2022-02-01") + timedelta(days=rng.randrange(600))
    discharged = admitted + timedelta(days=rng.randrange(4, 13))
    hospital = rng.choice(health.HOSPITALS)
    health.hospital_stay(city, elder, admitted, discharged, name=hospital)
    health.insurance_claim(city, elder, admitted, discharged, hospital=hospital)
    return set(days(admitted, discharged))


def _allowance(city: City, elder: Person, month: Month) -> None:
    in_nineties = month.year - elder.birth.year > 90
    care.allowance(city, elder, month, amount="120.00" if in_nineties else "60.00")


def _meals(city: City, rng: Random, guest: Person, centre: str, at_home: list[date]) -> None:
    for day in _some(rng, at_home, 1, 3):
        care.meal(
            city,
            guest,
            day,
            centre=centre,
            meal_type=rng.choice(("午餐", "午餐", "晚餐")),
            pickup=rng.choice(("堂食", "堂食", "送餐", "代领", None)),
            subsidy=rng.choice(("5.00", "6.00", "7.50")),
        )


def _some(rng: Random, possible: list[date], fewest: int, most: int) -> Iterable[date]:
    return sorted(rng.sample(possible, min(rng.randint(fewest, most), len(possible))))


def institution_residents(city: City) -> None:
    """Residents of the three homes; who is in hospital meanwhile is on leave for just that time."""
    rng = Random("institution residents")
    for index, resident in _residents(city, 26, ELDERS):
        home = care.HOMES[index % 3]
        checkin = on("2021-06-01") + timedelta(days=rng.randrange(500))
        checkout = checkin + timedelta(days=rng.randrange(120, 400)) if index % 4 == 0 else None
        care.stay(
            city,
            resident,
            checkin,
            checkout,
            home=home,
            subsidy=None if index % 7 == 3 else "30.00",
        )
        if index % 4 == 1:
            left = on("2023-01-16") + timedelta(days=rng.randrange(8))
            care.leave(city, resident, left, left + timedelta(days=rng.randrange(3, 9)), home=home)
        if index % 8 == 2:
            admitted = on("2023-02-01") + timedelta(days=rng.randrange(200))
            discharged = admitted + timedelta(days=rng.randrange(6, 15))
            care.leave(city, resident, admitted, discharged, home=home)
            health.hospital_stay(city, resident, admitted, discharged)


def claims_as_recorded(city: City) -> None:
    """Three centres claim exactly the meals they recorded; the others don't claim at all."""
    meals = {
        (
            row.values["centre_name"],
            Month(row.day.year, row.day.month),
            row.values["id_number"],
            row.day,
            row.values["meal_type"],
        )
        for row in city.rows["meal_records"]
    }
    for centre in list(care.CENTRES)[:3]:
        for month in Month.span(FIRST, LAST):
            count = sum(meal[:2] == (centre, month) for meal in meals)
            care.meal_claim(city, centre, month, count)


# Relief and disability ----------------------------------------------------------------------------


def poor_families(city: City) -> None:
    """Families on minimum living: the money goes to the head, husband or wife is a member too."""
    for index, head in _residents(city, 12, SENIORS):
        category = "低保边缘" if index % 6 == 5 else "低保"
        start = on("2021-03-01") + timedelta(days=31 * index)
        relief.membership(city, head, start, category=category, relation="户主")
        spouse = city.person(SENIORS, surname=RESIDENT, town=head.town)
        spouse.household_no = head.household_no
        relief.membership(city, spouse, start, category=category, relation="配偶")
        if category == "低保" and index < 9:
            for month in Month.span("2022-04", LAST):
                relief.payment(city, head, month)


def destitute_people(city: City) -> None:
    for index, person in _residents(city, 8, SENIORS):
        relief.destitute(city, person, on("2020-05-01") + timedelta(days=40 * index))
        for month in Month.span("2023-01", LAST):
            if index < 5:
                relief.payment(city, person, month, relief.DESTITUTE)
            if index < 3:
                relief.payment(city, person, month, relief.HOME_CARE)


def disabled_people(city: City) -> None:
    """Nursing subsidies to holders of severe certificates, living subsidies to poor families."""
    for index, person in _residents(city, 12, ADULTS):
        if index % 2:
            disability.certificate(city, person, on("2021-04-12"), category="听力", grade="三级")
            relief.membership(
                city, person, on("2021-05-01"), category="低保边缘" if index % 4 == 1 else "低保"
            )
            program, first = disability.LIVING, "2022-07"
        else:
            category, grade = (("肢体", "一级"), ("智力", "三级"), ("视力", "二级"))[index % 3]
            disability.certificate(
                city, person, on("2019-08-20"), category=category, grade=grade, hospital=None
            )
            program, first = disability.NURSING, "2022-04"
        for month in Month.span(first, LAST):
            disability.subsidy(city, person, program, month)


def certified_people(city: City) -> None:
    """The certificates of two ordinary assessors: five in twelve are severe, in each category."""
    assessors = [city.person(ADULTS, surname=STAFF) for _ in range(2)]
    for index, person in _residents(city, 36, ADULTS, registered=False):
        within_category, category = divmod(index, 3)
        disability.certificate(
            city,
            person,
            on("2022-01-10") + timedelta(days=19 * index),
            category=("肢体", "视力", "听力")[category],
            grade=_GRADES[within_category] + "级",
            assessor=assessors[within_category % 2].name,
        )


def reservoir_migrants(city: City) -> None:
    for _, person in _residents(city, 9, SENIORS):
        for quarter in list(Month.span(FIRST, LAST))[::3]:
            relief.reservoir_support(city, person, quarter)


def patients_in_rehabilitation(city: City) -> None:
    rng = Random("rehabilitation")
    for _, person in _residents(city, 10, ADULTS):
        start = on("2022-02-01") + timedelta(days=rng.randrange(600))
        disability.treatment(city, person, start, start + timedelta(days=rng.randrange(9, 29)))


def road_users(city: City) -> None:
    rng = Random("accidents")
    for index, person in _residents(city, 8, ADULTS):
        day = on("2022-01-20") + timedelta(days=rng.randrange(600))
        compensated = index % 2 == 0
        health.accident(
            city,
            person,
            day,
            injury=("轻伤", "无伤", "重伤")[index % 3],
            compensation="3600.00" if compensated else None,
            paid=day + timedelta(days=60) if compensated else None,
        )


def repaired_houses(city: City) -> None:
    """Found dilapidated, repaired with a subsidy and sound since; some still wait for theirs."""
    for index, head in _residents(city, 9, SENIORS):
        number = f"WF{index + 1:03}"
        found = on("2021-09-10") + timedelta(days=23 * index)
        relief.house(city, number, head, found, "CD"[index % 2])
        if index < 6:
            relief.house(
                city,
                number,
                head,
                found + timedelta(days=400),
                "AB"[index % 2],
                subsidy="18000.00",
                paid=found + timedelta(days=150),
            )


def temporary_grants(city: City) -> None:
    rng = Random("temporary relief")
    handlers = [city.person(ADULTS, surname=STAFF) for _ in range(3)]
    for index, person in _residents(city, 24, SENIORS):
        handler = handlers[index % 3]
        relief.grant(
            city,
            person,
            on("2022-01-10") + timedelta(days=28 * index),
            rng.randrange(6, 36) * 100,
            reason=("疾病", "火灾", "其他", "交通事故")[index % 4],
            town=handler.town,
            handler=handler.name if index % 5 else None,
        )


# Work and posts -----------------------------------------------------------------------------------


def enterprise_workers(city: City) -> None:
    """Staff of a welfare enterprise: well paid without minimum living, or poorly paid with it."""
    for index, person in _residents(city, 12, ADULTS):
        hired = on("2021-05-06") + timedelta(days=47 * index)
        if index % 6 == 5:
            work.enterprise_job(city, person, hired, wage="980.00")
            relief.membership(city, person, hired)
        else:
            left = on("2023-06-30") if index % 4 == 2 else None
            work.enterprise_job(city, person, hired, left, wage="2680.00")


def officials_and_contractors(city: City) -> None:
    for index, person in _residents(city, 14, ADULTS):
        employer = ("演示镇人民政府", "演示民政办公室", "演示水务站")[index % 3]
        start = on("2015-03-01") + timedelta(days=97 * index)
        end = on("2023-02-28") if index % 5 == 4 else None
        work.public_job(city, person, start, end, employer=employer)
    for index, person in _residents(city, 8, ADULTS):
        work.contract(
            city,
            person,
            f"XM{index // 2 + 1:03}",
            on("2022-01-01"),
            on("2023-12-31") if index % 3 else None,
            role=("法定代表人", "股东", "高管")[index % 3],
        )


def associations(city: City) -> None:
    """Four associations with their officers and two years' accounts that add up."""
    for index, association in enumerate(work.ASSOCIATIONS[:4]):
        for post in ("会长", "法定代表人", "秘书长", "监事"):
            officer = city.person(SENIORS, surname=STAFF)
            pay = "24000.00" if post == "秘书长" else None
            work.officer(city, officer, post, on("2021-01-01"), association=association, pay=pay)
        for year in (2022, 2023):
            expenses = {
                "人员费用": yuan(31000 + 1700 * index),
                "会议费": yuan("4260.50") + year,
                "办公费": yuan("2899.30"),
            }
            for line, (item, amount) in enumerate(expenses.items(), start=1):
                work.account_line(city, association, year, str(line), item, amount)
            total = sum(expenses.values(), yuan(0))
            work.account_line(city, association, year, None, "合计", total)


# Villages, collectors, sites ----------------------------------------------------------------------


def villagers(city: City) -> None:
    """Three are paid by the month, nine by the day: whole days, in their own village only."""
    rng = Random("villagers")
    for index, worker in _residents(city, 12, SENIORS):
        village, town = _VILLAGES[index % 3]
        if index < 3:
            for month in Month.span("2023-01", LAST):
                outposts.wages(
                    city,
                    worker,
                    month.first,
                    month.last,
                    village=village,
                    town=town,
                    basis="按月",
                    amount="1900.00",
                )
            continue
        for month in list(Month.span(FIRST, LAST))[index % 4 :: 4]:
            start, length = month.day(rng.randrange(2, 20)), rng.randrange(1, 5)
            outposts.wages(
                city,
                worker,
                start,
                start + timedelta(days=length - 1),
                village=village,
                town=town,
                hours=8.0 * length if index % 5 else None,
                amount=length * 150,
            )


def collectors(city: City) -> None:
    rng = Random("collectors")
    for index in range(4):
        collector = city.person(ADULTS, surname=STAFF)
        for number in range(7):
            day = on("2022-01-15") + timedelta(days=95 * number + 11 * index)
            amount = rng.randrange(300, 5000)
            outposts.collected(
                city,
                collector,
                day,
                day + timedelta(days=rng.randrange(1, 25)),
                unit="演示市场管理处" if index % 2 else "演示物流中心",
                amount=amount,
                handed_amount=amount if number % 2 else None,
            )


def ordinary_site(city: City) -> None:
    """A site that was seen every week of 2023, not always on the same day of it."""
    rng = Random("ordinary site")
    watcher = city.person(ADULTS, surname=STAFF)
    outposts.site(city, "演示站点甲", on("2022-12-28"), officer=watcher.name)
    for monday in list(days(on("2023-01-02"), AS_OF))[::7]:
        day = monday + timedelta(days=rng.randrange(5))
        outposts.checkin(city, "演示站点甲", day, rng.choice((0, 0, 0, 1, None)))


def movers(city: City) -> None:
    """People of whom only the register knows; a few have moved away."""
    for index, person in _residents(city, 16, ADULTS):
        if index % 4 == 0:
            person.status = "迁出"
            person.status_date = on("2022-06-01") + timedelta(days=30 * index)
