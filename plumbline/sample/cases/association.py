"""Associations: officers who must not be, and accounts that do not add up."""

from __future__ import annotations

from datetime import timedelta

from plumbline.sample.city import ADULTS, SENIORS, City
from plumbline.sample.people import Person
from plumbline.sample.records import health, work
from plumbline.sample.records.work import ASSOCIATIONS, credit_code
from plumbline.sample.values import on


def plant(city: City) -> None:
    public_employee_in_association(city)
    legal_representative_of_several(city)
    officer_after_death(city)
    account_total_mismatch(city)


def public_employee_in_association(city: City) -> None:
    case = city.plants("public_employee_in_association")
    code = credit_code(ASSOCIATIONS[0])

    def official(end: str | None = None) -> Person:
        person = city.person(ADULTS)
        work.public_job(city, person, on("2012-09-01"), on(end) if end else None)
        return person

    person = official()
    work.officer(city, person, "副会长", on("2022-05-10"))
    why = "No approval on file; it does not matter that the post is unpaid."
    case.alert(person, code, "副会长", "2022-05-10", why=why)

    person = official()
    work.officer(
        city,
        person,
        "理事",
        on("2021-09-01"),
        on("2023-08-31"),
        pay="12000.00",
        approval="演组批〔2021〕7号",
    )
    why = "Approved, but paid."
    case.alert(person, code, "理事", "2021-09-01", why=why)

    person = official()
    work.officer(city, person, "监事", on("2022-01-01"), pay="0.00", approval="演组批〔2021〕12号")
    case.near_miss(person, code, "监事", "2022-01-01", why="Approved and unpaid.")

    person = official(end="2022-12-31")
    work.officer(city, person, "秘书长", on("2023-01-01"), pay="36000.00")
    why = "The post begins on the day after the last day in office."
    case.near_miss(person, code, "秘书长", "2023-01-01", why=why)


def legal_representative_of_several(city: City) -> None:
    case = city.plants("legal_representative_of_several")

    def represents(person: Person, association: str, start: str, end: str | None = None) -> None:
        work.officer(
            city,
            person,
            "法定代表人",
            on(start),
            on(end) if end else None,
            association=association,
        )

    person = city.person(SENIORS)
    represents(person, ASSOCIATIONS[1], "2020-01-01", "2022-06-30")
    represents(person, ASSOCIATIONS[4], "2022-06-30")
    why = "Takes over the second association on the last day at the first."
    case.alert(person, "legal_representative", why=why)

    person = city.person(SENIORS)
    represents(person, ASSOCIATIONS[2], "2020-01-01", "2022-06-30")
    represents(person, ASSOCIATIONS[5], "2022-07-01")
    why = "Takes over the second association on the day after leaving the first."
    case.near_miss(person, "legal_representative", why=why)


def officer_after_death(city: City) -> None:
    case = city.plants("officer_after_death")
    code = credit_code(ASSOCIATIONS[3])
    death = on("2023-03-15")

    def officer(post: str, end_after: int | None) -> Person:
        person = city.person(SENIORS)
        health.death(city, person, death)
        end = death + timedelta(days=end_after) if end_after else None
        work.officer(city, person, post, on("2020-06-01"), end, association=ASSOCIATIONS[3])
        return person

    why = "Still in post at the as-of date, 291 days after the death."
    case.alert(officer("副会长", None), code, "副会长", "2020-06-01", why=why)
    why = "The post ended on the 91st day after the death."
    case.alert(officer("理事", 91), code, "理事", "2020-06-01", why=why)
    why = "The post ended on the 90th day after the death: within the days of grace."
    case.near_miss(officer("名誉会长", 90), code, "名誉会长", "2020-06-01", why=why)


def account_total_mismatch(city: City) -> None:
    case = city.plants("account_total_mismatch")

    def report(association: str, year: int, totals: list[str], *amounts: str) -> str:
        items = ("人员费用", "会议费", "办公费")
        for line, amount in enumerate(amounts, start=1):
            work.account_line(city, association, year, str(line), items[line - 1], amount)
        for line, total in enumerate(totals, start=len(amounts) + 1):
            work.account_line(city, association, year, str(line), "合计", total)
        return credit_code(association)

    subject = report(ASSOCIATIONS[4], 2022, ["58260.40"], "41000.00", "6260.40", "1000.00")
    case.alert(subject, "2022", why="The reported total is 10,000 yuan above its lines.")

    subject = report(ASSOCIATIONS[4], 2023, ["40000.00", "6000.00"], "40000.00", "6000.00")
    why = "Two totals, one per page; together they are the sum of the lines."
    case.near_miss(subject, "2023", why=why)

    subject = report(ASSOCIATIONS[5], 2022, ["12000.00"])
    why = "A total without any lines cannot be compared."
    case.near_miss(subject, "2022", why=why)

    subject = report(ASSOCIATIONS[5], 2023, [], "9000.00", "1200.00")
    why = "Lines without a total cannot be compared."
    case.near_miss(subject, "2023", why=why)
