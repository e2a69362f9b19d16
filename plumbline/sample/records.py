"""One function per extract: a record with sensible defaults, so that a case names only what counts.

Every function takes the city first and returns the row it added.
"""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal

from plumbline.sample.city import City, Row
from plumbline.sample.people import Person
from plumbline.sample.values import AS_OF, Grade, Month, PersonName, yuan

CENTRES = {
    "演示一号照料中心": "佛堂镇",
    "演示二号照料中心": "赤岸镇",
    "演示三号照料中心": "稠城街道",
    "演示四号照料中心": "苏溪镇",
    "演示五号照料中心": "上溪镇",
    "演示六号照料中心": "义亭镇",
}
CENTRE = "演示一号照料中心"
HOMES = ("示范养老院", "演示颐养中心", "样例敬老院")
HOME, OTHER_HOME, THIRD_HOME = HOMES
HOSPITALS = ("示范人民医院", "演示中医院", "样例康复医院")
HOSPITAL, OTHER_HOSPITAL, REHAB_HOSPITAL = HOSPITALS

LIVING, NURSING = "困难残疾人生活补贴", "重度残疾人护理补贴"
MINIMUM, DESTITUTE, HOME_CARE = "低保金", "特困供养金", "分散供养照料护理费"
_RELIEF_AMOUNTS = {MINIMUM: yuan("820.00"), DESTITUTE: yuan("1430.00"), HOME_CARE: yuan("440.00")}
_DISABILITY_AMOUNTS = {LIVING: yuan("275.00"), NURSING: yuan("500.00")}


def _who(person: Person) -> dict[str, PersonName | str]:
    return {"id_number": person.id, "name": person.name}


# Care of the elderly ------------------------------------------------------------------------------


def meal(
    city: City,
    guest: Person,
    day: date,
    *,
    centre: str = CENTRE,
    meal_type: str = "午餐",
    pickup: str | None = "堂食",
    subsidy: Decimal = yuan("6.00"),
) -> Row:
    return city.add(
        "meal_records",
        **_who(guest),
        centre_name=centre,
        town=CENTRES[centre],
        meal_date=day,
        meal_type=meal_type,
        pickup=pickup,
        subsidy_amount=subsidy,
    )


def meal_claim(city: City, centre: str, month: Month, meals: int) -> Row:
    return city.add(
        "centre_monthly_claims",
        centre_name=centre,
        town=CENTRES[centre],
        claim_month=month,
        claimed_meals=meals,
        claimed_amount=meals * yuan("6.00"),
        operating_subsidy=yuan("3000.00"),
    )


def visit(
    city: City,
    client: Person,
    day: date,
    *,
    worker: Person | None = None,
    start: time | None = None,
    end: time | None = None,
    amount: Decimal = yuan("45.00"),
) -> Row:
    """A home visit of an hour, unless told otherwise, on the client's usual round."""
    usual_worker, usual_start = city.round_of(client)
    worker, start = worker or usual_worker, start or usual_start
    number = city.number("visit")
    return city.add(
        "home_service_orders",
        **_who(client),
        order_no=f"SM{day:%Y%m}{number:05}",
        town=client.town,
        service_date=day,
        start_time=start,
        end_time=end or start.replace(hour=start.hour + 1),
        worker_name=worker.name,
        worker_id_number=worker.id,
        service_item=("助洁", "助浴", "助医", "陪聊")[number % 4],
        amount=amount,
    )


def stay(
    city: City,
    resident: Person,
    checkin: date,
    checkout: date | None = None,
    *,
    home: str = HOME,
    subsidy: Decimal | None = yuan("30.00"),
) -> Row:
    return city.add(
        "institution_stays",
        **_who(resident),
        institution_name=home,
        town=resident.town,
        checkin_date=checkin,
        checkout_date=checkout,
        daily_subsidy=subsidy,
    )


def leave(
    city: City, resident: Person, left: date, back: date | None = None, *, home: str = HOME
) -> Row:
    return city.add(
        "institution_leaves",
        institution_name=home,
        id_number=resident.id,
        leave_date=left,
        return_date=back,
    )


def allowance(
    city: City,
    person: Person,
    month: Month,
    *,
    paid: date | None = None,
    amount: Decimal = yuan("60.00"),
) -> Row:
    """An old-age allowance, paid on the 12th of its own month unless told otherwise."""
    return city.add(
        "old_age_allowance_payments",
        **_who(person),
        town=person.town,
        pay_month=month,
        paid_date=paid or month.day(12),
        amount=amount,
        voucher_no=f"GL{city.number('allowance'):06}",
    )


# Deaths, hospitals, accidents ---------------------------------------------------------------------


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


def hospital(
    city: City,
    patient: Person,
    admitted: date | datetime,
    discharged: date | datetime | None = None,
    *,
    name: str = HOSPITAL,
) -> Row:
    return city.add(
        "hospital_stays",
        **_who(patient),
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
        **_who(patient),
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
    compensation: Decimal | None = None,
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
        compensation=compensation,
        compensation_date=paid,
    )


# Relief -------------------------------------------------------------------------------------------


def destitute(city: City, person: Person, approved: date, stopped: date | None = None) -> Row:
    return city.add(
        "destitute_persons",
        **_who(person),
        town=person.town,
        support_mode="分散供养",
        approved_date=approved,
        stopped_date=stopped,
    )


def membership(
    city: City,
    person: Person,
    start: date,
    end: date | None = None,
    *,
    category: str = "低保",
    relation: str = "本人",
) -> Row:
    return city.add(
        "minimum_living_members",
        **_who(person),
        family_no=f"DB{person.household_no[2:]}",
        relation=relation,
        town=person.town,
        category=category,
        start_date=start,
        end_date=end,
    )


def relief(
    city: City, person: Person, month: Month, program: str = MINIMUM, *, paid: date | None = None
) -> Row:
    """Relief money, paid on the 20th of its own month unless told otherwise."""
    return city.add(
        "relief_payments",
        **_who(person),
        program=program,
        town=person.town,
        pay_month=month,
        paid_date=paid or month.day(20),
        amount=_RELIEF_AMOUNTS[program],
        voucher_no=f"JZ{city.number('relief'):06}",
    )


def grant(
    city: City,
    person: Person,
    approved: date,
    amount: Decimal = yuan("2000.00"),
    *,
    reason: str = "疾病",
    town: str | None = None,
    handler: PersonName | None = None,
) -> Row:
    return city.add(
        "temporary_relief_grants",
        **_who(person),
        grant_no=f"LS{approved:%Y}{city.number('grant'):04}",
        town=town or person.town,
        reason=reason,
        approved_date=approved,
        amount=amount,
        handler=handler,
    )


def house(
    city: City,
    number: str,
    head: Person,
    assessed: date,
    grade: str,
    *,
    subsidy: Decimal | None = None,
    paid: date | None = None,
) -> Row:
    return city.add(
        "dilapidated_houses",
        **_who(head),
        house_no=number,
        town=head.town,
        grade=grade,
        assessed_date=assessed,
        subsidy_amount=subsidy,
        subsidy_date=paid,
    )


def reservoir_support(city: City, person: Person, quarter: Month) -> Row:
    """A quarter's support, filed under its first month and paid in its last."""
    return city.add(
        "reservoir_migrant_payments",
        **_who(person),
        town=person.town,
        pay_month=quarter,
        paid_date=quarter.plus(2).day(15),
        amount=yuan("150.00"),
    )


# Disability ---------------------------------------------------------------------------------------


def disability_subsidy(city: City, person: Person, program: str, month: Month) -> Row:
    """A subsidy, paid on the 25th of its own month."""
    return city.add(
        "disability_subsidy_payments",
        **_who(person),
        program=program,
        town=person.town,
        pay_month=month,
        paid_date=month.day(25),
        amount=_DISABILITY_AMOUNTS[program],
        voucher_no=f"CB{city.number('disability'):06}",
    )


def certificate(
    city: City,
    person: Person,
    issued: date,
    *,
    category: str = "肢体",
    grade: str = "二级",
    cancelled: date | None = None,
    hospital: str | None = REHAB_HOSPITAL,
    assessor: PersonName | None = None,
) -> Row:
    category_digit = "视力 听力 言语 肢体 智力 精神 多重".split().index(category) + 1
    grade_digit = "一级 二级 三级 四级".split().index(grade) + 1
    return city.add(
        "disabled_persons",
        **_who(person),
        certificate_no=f"{person.id}{category_digit}{grade_digit}",
        town=person.town,
        category=category,
        grade=Grade(grade),
        issued_date=issued,
        cancelled_date=cancelled,
        assessing_hospital=hospital,
        assessor=assessor,
    )


def treatment(
    city: City, person: Person, start: date, end: date, subsidy: Decimal = yuan("1800.00")
) -> Row:
    return city.add(
        "rehabilitation_treatments",
        **_who(person),
        treatment_no=f"KF{start:%Y}{city.number('treatment'):04}",
        organisation="演示康复中心",
        start_date=start,
        end_date=end,
        subsidy_amount=subsidy,
    )


def injury(
    city: City,
    person: Person,
    recognised: date,
    fee_start: date | None = None,
    fee_end: date | None = None,
) -> Row:
    return city.add(
        "work_injuries",
        **_who(person),
        case_no=f"GS{recognised:%Y}{city.number('injury'):03}",
        recognised_date=recognised,
        nursing_fee_start=fee_start,
        nursing_fee_end=fee_end,
        monthly_nursing_fee=yuan("2150.00") if fee_start else None,
    )


# Work and posts -----------------------------------------------------------------------------------


def enterprise_job(
    city: City, person: Person, hired: date, left: date | None = None, *, wage: Decimal
) -> Row:
    return city.add(
        "welfare_enterprise_staff",
        **_who(person),
        enterprise_name="演示福利制品厂",
        hired_date=hired,
        left_date=left,
        monthly_wage=wage,
    )


def public_job(
    city: City,
    person: Person,
    start: date,
    end: date | None = None,
    *,
    employer: str = "演示镇人民政府",
) -> Row:
    return city.add(
        "public_employees",
        **_who(person),
        employer=employer,
        post="科员",
        start_date=start,
        end_date=end,
    )


def contract(
    city: City,
    person: Person,
    project: str,
    start: date,
    end: date | None = None,
    *,
    role: str = "股东",
    amount: Decimal | None = yuan("180000.00"),
) -> Row:
    return city.add(
        "project_contractors",
        **_who(person),
        project_no=project,
        project_kind="养老服务",
        contractor="演示为老服务公司",
        role=role,
        start_date=start,
        end_date=end,
        contract_amount=amount,
    )


def credit_code(association: str) -> str:
    """A made-up code: region 990101, as no real one has it."""
    return f"51990101MJ{ASSOCIATIONS.index(association) + 1:07}A"


ASSOCIATIONS = (
    "演示养老协会",
    "演示慈善联合会",
    "演示助残协会",
    "演示殡葬行业协会",
    "演示家政协会",
    "演示志愿者协会",
)


def officer(
    city: City,
    person: Person,
    post: str,
    start: date,
    end: date | None = None,
    *,
    association: str = ASSOCIATIONS[0],
    pay: Decimal | None = None,
    approval: str | None = None,
) -> Row:
    return city.add(
        "association_officers",
        **_who(person),
        credit_code=credit_code(association),
        association_name=association,
        post=post,
        start_date=start,
        end_date=end,
        annual_pay=pay,
        approval_no=approval,
    )


def account_line(
    city: City, association: str, year: int, line: str | None, item: str, amount: Decimal
) -> Row:
    return city.add(
        "association_accounts",
        credit_code=credit_code(association),
        association_name=association,
        fiscal_year=year,
        line_no=line,
        item=item,
        amount=amount,
    )


def wages(
    city: City,
    person: Person,
    start: date,
    end: date,
    *,
    village: str = "演示一村",
    town: str = "赤岸镇",
    basis: str = "按天",
    hours: float | None = None,
    amount: Decimal = yuan("150.00"),
) -> Row:
    return city.add(
        "village_labour_payments",
        **_who(person),
        payment_no=f"WG{start:%Y%m}{city.number('wages'):04}",
        village=village,
        town=town,
        pay_basis=basis,
        work_start=start,
        work_end=end,
        hours=hours,
        amount=amount,
    )


def collected(
    city: City,
    collector: Person,
    day: date,
    handed_over: date | None,
    *,
    unit: str = "演示市场管理处",
    amount: Decimal = yuan("1200.00"),
    handed_amount: Decimal | None = None,
) -> Row:
    return city.add(
        "collected_funds",
        receipt_no=f"PJ{city.number('receipt'):05}",
        unit=unit,
        collector_id_number=collector.id,
        collector_name=collector.name,
        collected_date=day,
        amount=amount,
        remitted_date=handed_over,
        remitted_amount=handed_amount,
    )


# Overseas sites -----------------------------------------------------------------------------------


def site(
    city: City, name: str, opened: date, closed: date | None = None, *, officer: PersonName | None = None
) -> Row:
    return city.add(
        "overseas_sites",
        site_name=name,
        country="示例国",
        opened_date=opened,
        closed_date=closed,
        officer_name=officer,
    )


def checkin(city: City, name: str, day: date, issues: int | None = 0) -> Row:
    return city.add(
        "overseas_site_checkins",
        site_name=name,
        checkin_date=day,
        topic=("廉洁提醒", "财务抽查", "安全检查")[city.number("checkin") % 3],
        issues_found=issues,
    )


# The household register ---------------------------------------------------------------------------


def register_everybody(city: City) -> None:
    """Writes the household register: at the end, when it is known what became of everybody."""
    for person in city.people:
        if person.registered:
            city.add(
                "household_register",
                **_who(person),
                gender=person.gender,
                birth_date=person.birth,
                household_no=person.household_no,
                town=person.town,
                status=person.status,
                status_date=person.status_date,
            )


def deregister(person: Person, day: date) -> None:
    """The register's own word that a person died."""
    assert day <= AS_OF
    person.status, person.status_date = "死亡注销", day
