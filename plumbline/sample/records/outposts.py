"""Villages, collectors of money, overseas sites."""

from __future__ import annotations

from datetime import date

from plumbline.sample.city import City, Row
from plumbline.sample.people import Person
from plumbline.sample.records.fields import money, who
from plumbline.sample.values import Money, PersonName


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
    amount: Money = "150.00",
) -> Row:
    return city.add(
        "village_labour_payments",
        **who(person),
        payment_no=f"WG{start:%Y%m}{city.number('wages'):04}",
        village=village,
        town=town,
        pay_basis=basis,
        work_start=start,
        work_end=end,
        hours=hours,
        amount=money(amount),
    )


def collected(
    city: City,
    collector: Person,
    day: date,
    handed_over: date | None,
    *,
    unit: str = "演示市场管理处",
    amount: Money = "1200.00",
    handed_amount: Money | None = None,
) -> Row:
    return city.add(
        "collected_funds",
        receipt_no=f"PJ{city.number('receipt'):05}",
        unit=unit,
        collector_id_number=collector.id,
        collector_name=collector.name,
        collected_date=day,
        amount=money(amount),
        remitted_date=handed_over,
        remitted_amount=money(handed_amount),
    )


def site(
    city: City,
    name: str,
    opened: date,
    closed: date | None = None,
    *,
    officer: PersonName | None = None,
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
