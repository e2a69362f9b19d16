"""Jobs and posts: enterprises, offices, contractors, associations."""

from __future__ import annotations

from datetime import date

from plumbline.sample.city import City, Row
from plumbline.sample.people import Person
from plumbline.sample.records.fields import money, who
from plumbline.sample.values import Money

ASSOCIATIONS = (
    "演示养老协会",
    "演示慈善联合会",
    "演示助残协会",
    "演示殡葬行业协会",
    "演示家政协会",
    "演示志愿者协会",
)


def enterprise_job(
    city: City, person: Person, hired: date, left: date | None = None, *, wage: Money
) -> Row:
    return city.add(
        "welfare_enterprise_staff",
        **who(person),
        enterprise_name="演示福利制品厂",
        hired_date=hired,
        left_date=left,
        monthly_wage=money(wage),
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
        **who(person),
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
    amount: Money | None = "180000.00",
) -> Row:
    return city.add(
        "project_contractors",
        **who(person),
        project_no=project,
        project_kind="养老服务",
        contractor="演示为老服务公司",
        role=role,
        start_date=start,
        end_date=end,
        contract_amount=money(amount),
    )


def credit_code(association: str) -> str:
    """A made-up code: region 990101, as no real one has it."""
    return f"51990101MJ{ASSOCIATIONS.index(association) + 1:07}A"


def officer(
    city: City,
    person: Person,
    post: str,
    start: date,
    end: date | None = None,
    *,
    association: str = ASSOCIATIONS[0],
    pay: Money | None = None,
    approval: str | None = None,
) -> Row:
    return city.add(
        "association_officers",
        **who(person),
        credit_code=credit_code(association),
        association_name=association,
        post=post,
        start_date=start,
        end_date=end,
        annual_pay=money(pay),
        approval_no=approval,
    )


def account_line(
    city: City, association: str, year: int, line: str | None, item: str, amount: Money
) -> Row:
    return city.add(
        "association_accounts",
        credit_code=credit_code(association),
        association_name=association,
        fiscal_year=year,
        line_no=line,
        item=item,
        amount=money(amount),
    )
