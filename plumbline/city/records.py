"""Short ways to write down the planted records that several causes share."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal

from plumbline.city.people import Citizen
from plumbline.city.plot import HOURS, Plot, Record
from plumbline.sample.values import Month

NUMERALS = "零一二三四五六七八九"
LUNCH = Decimal("12.00")
VISIT = Decimal("45.00")
BED = Decimal("30.00")
MINIMUM = "低保金"
DESTITUTE = "特困供养金"
HOME_CARE = "分散供养照料护理费"
LIVING, NURSING = "困难残疾人生活补贴", "重度残疾人护理补贴"
RELIEF = {MINIMUM: Decimal(820), DESTITUTE: Decimal(1430), HOME_CARE: Decimal(440)}
DISABILITY = {LIVING: Decimal(275), NURSING: Decimal(500)}
HOSPITALS = (
    "样例人民医院",
    "样例中医院",
    "样例康复医院",
    "样例中心医院",
    "样例第二医院",
    "样例骨科医院",
)


def days(number: int) -> timedelta:
    return timedelta(days=number)


def month_of(day: date) -> Month:
    return Month(day.year, day.month)


def centre(town: str, number: int = 1) -> str:
    return f"{town}样例{NUMERALS[number]}号照料中心"


def home(town: str, number: int = 1) -> str:
    return f"{town}样例{NUMERALS[number]}号养老院"


def meal(plot: Plot, guest: Citizen, day: date, pickup: str | None = "堂食") -> Record:
    return plot.add(
        "meal_records",
        guest,
        centre_name=centre(guest.town, 1 + int(guest.id[-4:-1]) % 3),
        meal_date=day,
        meal_type="午餐",
        pickup=pickup,
        subsidy_amount=LUNCH,
    )


def visits(plot: Plot, client: Citizen, on_days: list[date]) -> list[Record]:
    """Visits at one hour by one worker, who has at most five clients, each at another hour."""
    turn = plot.number("planted round")
    if turn % len(HOURS) == 1 or plot.worker is None:
        plot.worker = plot.person("adults")
    return [
        visit(plot, client, day, plot.worker, HOURS[(turn - 1) % len(HOURS)]) for day in on_days
    ]


def visit(
    plot: Plot, client: Citizen, day: date, worker: Citizen, hours: tuple[str, str]
) -> Record:
    return plot.add(
        "home_service_orders",
        client,
        order_no=f"SF{day:%Y%m}-{plot.number('visit'):07}",
        service_date=day,
        start_time=hours[0],
        end_time=hours[1],
        worker_name=worker.name,
        worker_id_number=worker.id,
        service_item="助洁",
        amount=VISIT,
    )


def stay(
    plot: Plot, resident: Citizen, checkin: date, checkout: date | None = None, number: int = 1
) -> str:
    """A stay in the town's home; returns its name."""
    name = home(resident.town, number)
    plot.add(
        "institution_stays",
        resident,
        institution_name=name,
        checkin_date=checkin,
        checkout_date=checkout,
        daily_subsidy=BED,
    )
    return name


def hospital(
    plot: Plot, patient: Citizen, admitted: date, discharged: date | None, *, name: str = ""
) -> Record:
    record = plot.add(
        "hospital_stays",
        patient,
        hospital_name=name or plot.random.choice(HOSPITALS),
        admitted_at=datetime.combine(admitted, time(9, 30)),
        discharged_at=discharged and datetime.combine(discharged, time(15, 10)),
        ward="老年科",
    )
    if discharged and plot.random.random() < 0.5:
        claim(plot, patient, admitted, discharged, record["hospital_name"])
    return record


def claim(plot: Plot, patient: Citizen, admitted: date, discharged: date, name: str) -> Record:
    return plot.add(
        "insurance_inpatient_claims",
        patient,
        claim_no=f"YF{plot.number('claim'):08}",
        hospital_name=name,
        admitted_date=admitted,
        discharged_date=discharged,
        total_cost=Decimal(8650),
        self_paid=Decimal(1297),
    )


def allowance(plot: Plot, elder: Citizen, month: Month, paid: date | None = None) -> Decimal:
    plot.add(
        "old_age_allowance_payments",
        elder,
        pay_month=month.first,
        paid_date=paid or month.day(12),
        amount=Decimal(60),
        voucher_no=f"GF{plot.number('allowance'):08}",
    )
    return Decimal(60)


def relief(plot: Plot, person: Citizen, program: str, month: Month) -> Decimal:
    plot.add(
        "relief_payments",
        person,
        program=program,
        pay_month=month.first,
        paid_date=month.day(20),
        amount=RELIEF[program],
        voucher_no=f"JF{plot.number('relief'):08}",
    )
    return RELIEF[program]


def disability(plot: Plot, person: Citizen, program: str, month: Month) -> Decimal:
    plot.add(
        "disability_subsidy_payments",
        person,
        program=program,
        pay_month=month.first,
        paid_date=month.day(25),
        amount=DISABILITY[program],
        voucher_no=f"CF{plot.number('disability'):08}",
    )
    return DISABILITY[program]


def membership(
    plot: Plot, person: Citizen, start: date, end: date | None = None, category: str = "低保"
) -> None:
    plot.add(
        "minimum_living_members",
        person,
        family_no=f"DP{plot.number('family'):07}",
        relation="户主",
        category=category,
        start_date=start,
        end_date=end,
    )


def certificate(
    plot: Plot,
    person: Citizen,
    category: int,
    grade: int,
    issued: date,
    *,
    hospital_name: str | None = None,
    assessor: str | None = None,
) -> None:
    plot.add(
        "disabled_persons",
        person,
        certificate_no=f"{person.id}{category}{grade}",
        category=("视力", "听力", "言语", "肢体", "智力", "精神", "多重")[category - 1],
        grade=("一级", "二级", "三级", "四级")[grade - 1],
        issued_date=issued,
        assessing_hospital=hospital_name,
        assessor=assessor,
    )


def public_job(
    plot: Plot, person: Citizen, start: date, end: date | None = None, employer: str = "样例镇政府"
) -> str:
    plot.add(
        "public_employees", person, employer=employer, post="科员", start_date=start, end_date=end
    )
    return employer


def credit_code(number: int) -> str:
    """A planted association's code; ordinary ones count from zero."""
    return f"51990101MK{number:07}A"


def post(
    plot: Plot, person: Citizen, title: str, start: date, end: date | None = None, **more: object
) -> str:
    """A post in an association of its own; returns the association's code."""
    number = plot.number("association")
    plot.add(
        "association_officers",
        person,
        credit_code=credit_code(number),
        association_name=f"样例丙{number}协会",
        post=title,
        start_date=start,
        end_date=end,
        **more,
    )
    return credit_code(number)


def labour(
    plot: Plot,
    worker: Citizen,
    start: date,
    end: date,
    *,
    basis: str = "按天",
    hours: float | None = None,
    amount: int = 150,
    village: int = 1,
) -> str:
    """Village wages; returns the payment's number."""
    number = f"WF{plot.number('labour'):08}"
    plot.add(
        "village_labour_payments",
        worker,
        payment_no=number,
        village=f"{worker.town}样例{NUMERALS[village]}村",
        pay_basis=basis,
        work_start=start,
        work_end=end,
        hours=hours,
        amount=Decimal(amount),
    )
    return number
