"""Short ways to write down the records that several scenarios share.

A column that is not named here stays empty: the contract knows all columns, and a scenario that
needs another one sets it with `case.add(extract, person, column=...)`.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal

from simulation.people import Citizen, numerals
from simulation.scenario import Case, Record
from simulation.values import Month

LUNCH, VISIT, BED = Decimal(12), Decimal(45), Decimal(30)
MEAL_CLAIM = Decimal(6)
MINIMUM, DESTITUTE, HOME_CARE = "低保金", "特困供养金", "分散供养照料护理费"
LIVING, NURSING = "困难残疾人生活补贴", "重度残疾人护理补贴"
MONTHLY = {
    MINIMUM: Decimal(820),
    DESTITUTE: Decimal(1430),
    HOME_CARE: Decimal(440),
    LIVING: Decimal(275),
    NURSING: Decimal(500),
}
ALLOWANCE, SUPPORT = Decimal(60), Decimal(150)
CATEGORIES = ("视力", "听力", "言语", "肢体", "智力", "精神", "多重")
GRADES = ("一级", "二级", "三级", "四级")
HOSPITALS = (
    "样例人民医院",
    "样例中医院",
    "样例康复医院",
    "样例中心医院",
    "样例第二医院",
    "样例骨科医院",
)
# The hours at which a care worker's clients are visited.
HOURS = (
    ("08:00", "09:00"),
    ("09:30", "10:30"),
    ("11:00", "12:00"),
    ("13:30", "14:30"),
    ("15:00", "16:00"),
)


def days(number: int) -> timedelta:
    return timedelta(days=number)


def other_name(person: Citizen) -> str:
    """As on a row that was filed under somebody else's ID."""
    return f"{person.name}改"


# Care of the elderly ------------------------------------------------------------------------------


def meals(
    case: Case, guest: Citizen, *on_days: date, pickup: str | None = "堂食", centre: str = ""
) -> Decimal:
    """Lunches at a centre of the guest's town; returns what was paid for them."""
    centre = centre or f"{guest.town}样例{numerals(1 + int(guest.id[-4:-1]) % 3)}号照料中心"
    for day in on_days:
        case.add(
            "meal_records",
            guest,
            centre_name=centre,
            meal_date=day,
            meal_type="午餐",
            pickup=pickup,
            subsidy_amount=LUNCH,
        )
    return len(on_days) * LUNCH


def new_centre(case: Case, town: str) -> str:
    """A centre where nobody eats but the guests of the case."""
    return f"{town}样例丙{case.serial('centre')}号照料中心"


def meal_claim(case: Case, centre: str, month: Month, meals: int) -> Record:
    return case.add(
        "centre_monthly_claims",
        centre_name=centre,
        town=centre[: centre.index("样")],
        claim_month=month.first,
        claimed_meals=meals,
        claimed_amount=meals * MEAL_CLAIM,
        operating_subsidy=Decimal(3000),
    )


def visits(case: Case, client: Citizen, *on_days: date) -> list[Record]:
    """Visits at one hour by one worker, who has at most five clients, each at another hour."""
    turn = case.serial("planted round")
    if turn % len(HOURS) == 1 or case.batch.worker is None:
        case.batch.worker = case.person("adults")
    hours = HOURS[(turn - 1) % len(HOURS)]
    return [visit(case, client, day, case.batch.worker, *hours) for day in on_days]


def visit(
    case: Case, client: Citizen, day: date, worker: Citizen, start: str, end: str | None
) -> Record:
    return case.add(
        "home_service_orders",
        client,
        order_no=f"SF{day:%Y%m}-{case.serial('visit'):07}",
        service_date=day,
        start_time=start,
        end_time=end,
        worker_name=worker.name,
        worker_id_number=worker.id,
        service_item="助洁",
        amount=VISIT,
    )


def home(town: str, number: int = 1) -> str:
    return f"{town}样例{numerals(number)}号养老院"


def stay(
    case: Case, resident: Citizen, checkin: date, checkout: date | None = None, number: int = 1
) -> Record:
    """A stay in a home of the town."""
    return case.add(
        "institution_stays",
        resident,
        institution_name=home(resident.town, number),
        checkin_date=checkin,
        checkout_date=checkout,
        daily_subsidy=BED,
    )


def leave(case: Case, resident: Citizen, left: date, back: date | None = None) -> None:
    case.add(
        "institution_leaves",
        institution_name=home(resident.town),
        id_number=resident.id,
        leave_date=left,
        return_date=back,
    )


def allowance(
    case: Case, elder: Citizen, first: Month, months: int = 1, paid: date | None = None
) -> Decimal:
    """Old-age allowances, each paid on the 12th of its own month unless told otherwise."""
    for number in range(months):
        month = first.plus(number)
        case.add(
            "old_age_allowance_payments",
            elder,
            pay_month=month.first,
            paid_date=paid or month.day(12),
            amount=ALLOWANCE,
            voucher_no=f"GF{case.serial('allowance'):08}",
        )
    return months * ALLOWANCE


# Deaths and hospitals -----------------------------------------------------------------------------


def hospital(
    case: Case, patient: Citizen, admitted: date, discharged: date | None = None, name: str = ""
) -> Record:
    """A stay in hospital; every other one is settled by the insurance as well."""
    record = case.add(
        "hospital_stays",
        patient,
        hospital_name=name or case.batch.random.choice(HOSPITALS),
        admitted_at=datetime.combine(admitted, time(9, 30)),
        discharged_at=discharged and datetime.combine(discharged, time(15, 10)),
        ward="老年科",
    )
    if discharged and not name and case.batch.random.random() < 0.5:
        claim(case, patient, admitted, discharged, record["hospital_name"])
    return record


def claim(case: Case, patient: Citizen, admitted: date, discharged: date, name: str) -> None:
    case.add(
        "insurance_inpatient_claims",
        patient,
        claim_no=f"YF{case.serial('claim'):08}",
        hospital_name=name,
        admitted_date=admitted,
        discharged_date=discharged,
        total_cost=Decimal(8650),
        self_paid=Decimal(1297),
    )


def accident(
    case: Case, person: Citizen, day: date, injury: str = "死亡", *, paid: int = 0, name: str = ""
) -> None:
    """A road accident; where compensation was paid, it was so forty days later."""
    case.add(
        "traffic_accidents",
        person,
        accident_no=f"JF{case.serial('accident'):07}",
        name=name or person.name,
        accident_date=day,
        injury=injury,
        compensation=Decimal(paid) if paid else None,
        compensation_date=day + days(40) if paid else None,
    )


# Relief and disability ----------------------------------------------------------------------------


def relief(
    case: Case,
    person: Citizen,
    program: str,
    first: Month,
    months: int = 1,
    paid: date | None = None,
) -> Decimal:
    """Relief money, each paid on the 20th of its own month unless told otherwise."""
    for number in range(months):
        month = first.plus(number)
        case.add(
            "relief_payments",
            person,
            program=program,
            pay_month=month.first,
            paid_date=paid or month.day(20),
            amount=MONTHLY[program],
            voucher_no=f"JF{case.serial('relief'):08}",
        )
    return months * MONTHLY[program]


def membership(
    case: Case, person: Citizen, start: date, end: date | None = None, category: str = "低保"
) -> None:
    """A family of one on minimum living, or at its border (低保边缘)."""
    case.add(
        "minimum_living_members",
        person,
        family_no=f"DP{case.serial('family'):07}",
        relation="户主",
        category=category,
        start_date=start,
        end_date=end,
    )


def destitute(case: Case, person: Citizen, approved: date, mode: str = "集中供养") -> None:
    case.add("destitute_persons", person, support_mode=mode, approved_date=approved)


def grant(
    case: Case,
    person: Citizen,
    approved: date,
    amount: Decimal | int,
    reason: str = "疾病",
    handler: str | None = None,
) -> str:
    """Temporary relief; returns the grant's number."""
    number = f"LF{case.serial('grant'):07}"
    case.add(
        "temporary_relief_grants",
        person,
        grant_no=number,
        reason=reason,
        approved_date=approved,
        amount=Decimal(amount),
        handler=handler,
    )
    return number


def house(
    case: Case, head: Citizen, number: str, assessed: date, grade: str, paid: date | None = None
) -> None:
    """An assessment; with the day on which a repair subsidy was paid."""
    case.add(
        "dilapidated_houses",
        head,
        house_no=number,
        grade=grade,
        assessed_date=assessed,
        subsidy_amount=Decimal(18000) if paid else None,
        subsidy_date=paid,
    )


def support(case: Case, migrant: Citizen, quarter: Month, quarters: int = 1) -> None:
    """Reservoir support, filed under the quarter's first month and paid in its last."""
    for number in range(quarters):
        month = quarter.plus(3 * number)
        case.add(
            "reservoir_migrant_payments",
            migrant,
            pay_month=month.first,
            paid_date=month.plus(2).day(12),
            amount=SUPPORT,
        )


def disability(case: Case, person: Citizen, program: str, first: Month, months: int = 1) -> Decimal:
    """Disability subsidies, each paid on the 25th of its own month."""
    for number in range(months):
        month = first.plus(number)
        case.add(
            "disability_subsidy_payments",
            person,
            program=program,
            pay_month=month.first,
            paid_date=month.day(25),
            amount=MONTHLY[program],
            voucher_no=f"CF{case.serial('disability'):08}",
        )
    return months * MONTHLY[program]


def certificate(
    case: Case,
    person: Citizen,
    category: str,
    grade: str,
    issued: date,
    cancelled: date | None = None,
    *,
    hospital_name: str | None = None,
    assessor: str | None = None,
) -> None:
    kind = f"{1 + CATEGORIES.index(category)}{1 + GRADES.index(grade)}"
    case.add(
        "disabled_persons",
        person,
        certificate_no=person.id + kind,
        category=category,
        grade=grade,
        issued_date=issued,
        cancelled_date=cancelled,
        assessing_hospital=hospital_name,
        assessor=assessor,
    )


def treatment(case: Case, person: Citizen, start: date, end: date) -> str:
    """A course of rehabilitation; returns its number."""
    number = f"KP{case.serial('treatment'):06}"
    case.add(
        "rehabilitation_treatments",
        person,
        treatment_no=number,
        organisation="样例康复中心",
        start_date=start,
        end_date=end,
        subsidy_amount=Decimal(1800),
    )
    return number


def injury(case: Case, person: Citizen, fee_start: date | None, fee_end: date | None = None) -> str:
    """A recognised work injury, perhaps with a nursing fee; returns its number."""
    number = f"GF{case.serial('injury'):06}"
    case.add(
        "work_injuries",
        person,
        case_no=number,
        recognised_date=date(2019, 6, 3),
        nursing_fee_start=fee_start,
        nursing_fee_end=fee_end,
        monthly_nursing_fee=fee_start and Decimal(2150),
    )
    return number


# Jobs, posts and villages -------------------------------------------------------------------------


def public_job(
    case: Case, person: Citizen, start: date, end: date | None = None, employer: str = "样例镇政府"
) -> str:
    """Public employment; returns the employer."""
    case.add(
        "public_employees", person, employer=employer, post="科员", start_date=start, end_date=end
    )
    return employer


def enterprise_job(
    case: Case, person: Citizen, hired: date, wage: int, left: date | None = None
) -> str:
    """A job at a welfare enterprise; returns its name."""
    name = f"样例{numerals(1 + case.number % 3)}号福利厂"
    case.add(
        "welfare_enterprise_staff",
        person,
        enterprise_name=name,
        hired_date=hired,
        left_date=left,
        monthly_wage=Decimal(wage),
    )
    return name


def contract(
    case: Case, person: Citizen, start: date, end: date | None = None, *roles: str
) -> tuple[str, str]:
    """An interest in a contractor; returns the project's number and the contractor."""
    number = case.serial("contract")
    project, contractor = f"XP{number:06}", f"样例乙{number}号为老服务公司"
    for role in roles or ("股东",):
        case.add(
            "project_contractors",
            person,
            project_no=project,
            project_kind="养老服务",
            contractor=contractor,
            role=role,
            start_date=start,
            end_date=end,
            contract_amount=Decimal(180000),
        )
    return project, contractor


def credit_code(number: int) -> str:
    """A planted association's code; ordinary ones have another letter before the number."""
    return f"51990101MK{number:07}A"


def post(
    case: Case, person: Citizen, title: str, start: date, end: date | None = None, **more: object
) -> str:
    """A post in an association of its own; returns the association's code."""
    number = case.serial("association")
    case.add(
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
    case: Case,
    worker: Citizen,
    start: date,
    end: date,
    hours: float | None = None,
    *,
    village: str = "一",
    basis: str = "按天",
    town: str = "",
) -> str:
    """Village wages; returns the payment's number."""
    number = f"WF{case.serial('labour'):08}"
    town = town or worker.town
    case.add(
        "village_labour_payments",
        worker,
        payment_no=number,
        village=f"{town}样例{village}村",
        town=town,
        pay_basis=basis,
        work_start=start,
        work_end=end,
        hours=hours,
        amount=Decimal(1900 if basis == "按月" else 150 * ((end - start).days + 1)),
    )
    return number


def wages_of_month(case: Case, worker: Citizen, month: Month, hours: float | None = None) -> str:
    """A village's monthly wage; returns the payment's number."""
    return labour(case, worker, month.first, month.last, hours, basis="按月")
