"""Short ways to write down what several scenarios share.

Everything is about the case's own person unless told otherwise, and a column that is not named
here is as `usual` has it, or empty: `case.add(extract, column=...)` writes any record.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from simulation.people import Citizen, numerals
from simulation.scenario import Case
from simulation.usual import ALLOWANCE, HOSPITALS, HOURS, LUNCH, PROGRAMS, VISIT
from simulation.values import Month

Event = Callable[..., Decimal]


def days(number: int) -> timedelta:
    return timedelta(days=number)


def town_of(organisation: str) -> str:
    """The town that a made-up centre's or village's name begins with."""
    return organisation[: organisation.index("样")]


# Care, deaths, hospitals --------------------------------------------------------------------------


def meals(case: Case, *on: date, who: Citizen | None = None, **more: Any) -> Decimal:
    """Lunches at a centre of the guest's town; returns what was paid for them."""
    guest = who or case.who
    centre = f"{guest.town}样例{numerals(1 + int(guest.id[-4:-1]) % 3)}号照料中心"
    for day in on:
        case.add("meal_records", guest, **{"centre_name": centre, "meal_date": day} | more)
    return len(on) * LUNCH


def visits(case: Case, *on: date) -> Decimal:
    """Visits at one hour by one worker, who has at most five clients, each at another hour."""
    turn = case.serial("planted round")
    if turn % len(HOURS) == 1 or case.batch.worker is None:
        case.batch.worker = case.person("adults")
    for day in on:
        visit(case, case.who, day, case.batch.worker, *HOURS[(turn - 1) % len(HOURS)])
    return len(on) * VISIT


def visit(
    case: Case, client: Citizen, day: date, worker: Citizen, start: str, end: str | None
) -> None:
    known = {"worker_name": worker.name, "worker_id_number": worker.id}
    hours = {"service_date": day, "start_time": start, "end_time": end}
    case.add("home_service_orders", client, **known, **hours)


def home(town: str, number: int = 1) -> str:
    return f"{town}样例{numerals(number)}号养老院"


def stay(
    case: Case, checkin: date, checkout: date | None = None, number: int = 1, **more: Any
) -> str:
    """A stay in a home of the town; returns its name."""
    name = home(case.who.town, number)
    spell = {"checkin_date": checkin, "checkout_date": checkout}
    case.add("institution_stays", institution_name=name, **spell | more)
    return name


def leave(case: Case, left: date, back: date | None = None) -> None:
    name = home(case.who.town)
    case.add("institution_leaves", institution_name=name, leave_date=left, return_date=back)


def hospital(case: Case, admitted: date, discharged: date | None = None, name: str = "") -> None:
    """A stay in hospital; every other one is settled by the insurance as well."""
    at = name or case.batch.random.choice(HOSPITALS)
    case.add(
        "hospital_stays",
        hospital_name=at,
        admitted_at=datetime.combine(admitted, time(9, 30)),
        discharged_at=discharged and datetime.combine(discharged, time(15, 10)),
    )
    if discharged and not name and case.batch.random.random() < 0.5:
        claim(case, admitted, discharged, at)


def claim(case: Case, admitted: date, discharged: date, name: str = HOSPITALS[0]) -> None:
    spell = {"admitted_date": admitted, "discharged_date": discharged}
    case.add("insurance_inpatient_claims", hospital_name=name, **spell)


def accident(case: Case, day: date, paid: int = 0, **more: Any) -> None:
    """A road accident; where compensation was paid, it was so forty days later."""
    paid_on = {"compensation": Decimal(paid), "compensation_date": day + days(40)} if paid else {}
    case.add("traffic_accidents", accident_date=day, **paid_on, **more)


# Money, jobs, villages ----------------------------------------------------------------------------


def pay(
    case: Case,
    program: str,
    first: Month,
    number: int = 1,
    paid: date | None = None,
    who: Citizen | None = None,
) -> Decimal:
    """Payments of a benefit, in their usual months unless told a day; returns their sum."""
    about = PROGRAMS[program]
    has_programs = "program" in case.batch.contract[about.extract].types
    named = {"program": program} if has_programs else {}
    for turn in range(number):
        month = first.plus(turn * about.every)
        usual_day = month.plus(about.every - 1).day(about.day)
        days_of = {"pay_month": month.first, "paid_date": paid or usual_day}
        case.add(about.extract, who, **days_of, **named, amount=about.amount)
    return number * about.amount


def membership(case: Case, start: date, end: date | None = None, category: str = "低保") -> None:
    """A family of one on minimum living, or at its border (低保边缘)."""
    case.add("minimum_living_members", category=category, start_date=start, end_date=end)


def certificate(
    case: Case,
    category: str,
    grade: str,
    issued: date = date(2016, 9, 1),
    who: Citizen | None = None,
    **more: Any,
) -> None:
    person = who or case.who
    number = f"{person.id}{case.serial('certificate') % 100:02}"
    known = {"category": category, "grade": grade, "issued_date": issued}
    case.add("disabled_persons", person, certificate_no=number, **known, **more)


def public_job(case: Case, start: date = date(2014, 9, 1), end: date | None = None) -> str:
    """Public employment; returns the employer."""
    return str(case.add("public_employees", start_date=start, end_date=end)["employer"])


def labour(
    case: Case, start: date, end: date, hours: float | None = None, village: str = "一", **more: Any
) -> str:
    """Wages for work by the day in a village of the town; returns the payment's number."""
    wages = {"hours": hours, "amount": 150 * Decimal((end - start).days + 1)}
    known = {"village": f"{case.who.town}样例{village}村", "work_start": start, "work_end": end}
    return str(case.add("village_labour_payments", **known | wages | more)["payment_no"])


def wages_of_month(case: Case, month: Month, hours: float | None = None) -> str:
    """A village's monthly wage; returns the payment's number."""
    by_month: dict[str, Any] = {"pay_basis": "按月", "amount": Decimal(1900)}
    return labour(case, month.first, month.last, hours, **by_month)


# What several scenes tell in the same way: something happens on days counted from a first one -----


def in_institution(
    case: Case,
    event: Event,
    *on: int,
    until: int | None = None,
    away: tuple[int, int | None] | None = None,
) -> None:
    """Lives in a home from day 0 on, `until` a day, perhaps `away` meanwhile; noted as the stay."""
    checkin = case.day(max(*on, until or 0) + 5)
    name = stay(case, checkin, None if until is None else checkin + days(until))
    if away:
        left, back = away
        leave(case, checkin + days(left), None if back is None else checkin + days(back))
    amount = event(case, *(checkin + days(number) for number in on))
    case.note(name, checkin, amount=amount, last_day=checkin + days(on[-1]))


def in_hospital(case: Case, event: Event, *on: int, until: int | None = None) -> None:
    """Admitted on day 0, discharged on day `until` or never; noted as the episode."""
    admitted = case.day(max(*on, until or 0, 8))
    hospital(case, admitted, None if until is None else admitted + days(until))
    amount = event(case, *(admitted + days(number) for number in on))
    case.note(admitted, amount=amount, last_day=admitted + days(on[-1]))


def around_death(case: Case, event: Event, *on: int, known: bool = True, **death: Any) -> None:
    """Dies on day 0; the offices hear of it behind the last event. Noted as the death."""
    died = case.day(on[-1] + 25)
    last = died + days(on[-1])
    event(case, *(died + days(number) for number in on if number <= 0))
    amount = event(case, *(died + days(number) for number in on if number > 0))
    case.dies(died, known=max(last, died) + days(4) if known else None, **death)
    case.note("death", amount=amount, last_day=last)


def paid_after_death(case: Case, program: str, months: int, day: int = 15, **death: Any) -> None:
    """Paid before, in and so many months after the month of death; noted as the programme."""
    month = case.month(months + 1)
    pay(case, program, month.plus(-1), 2)
    amount = pay(case, program, month.plus(1), months)
    last = month.plus(months).day(PROGRAMS[program].day)
    died = month.day(day) if day else month.last
    case.dies(died, known=max(last, died) + days(9), **death)
    episode = "death" if program == ALLOWANCE else program
    case.note(episode, amount=amount, last_day=last)
