"""Relief: minimum living, destitute support, grants, houses, reservoir migrants."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from plumbline.city.plot import (
    DATA_ERROR,
    LAWFUL,
    SYSTEM_GAP,
    WORK_ERROR,
    WRONGDOING,
    Cause,
    Plot,
)
from plumbline.city.records import (
    DESTITUTE,
    HOME_CARE,
    MINIMUM,
    RELIEF,
    days,
    membership,
    month_of,
    public_job,
    relief,
    stay,
)

LATE_NOTICE = Cause("死亡信息登记迟缓，照常发放", SYSTEM_GAP)
RELATIVE_DRAWS = Cause("家属隐瞒死亡继续领取", WRONGDOING)
NOT_COMPARED = Cause("两项救助未作比对", SYSTEM_GAP)
HIDDEN_INCOME = Cause("隐瞒就业收入", WRONGDOING)
NOT_REVIEWED = Cause("未按期复核", WORK_ERROR)
NAMESAKE = Cause("同名人员错录身份证号", DATA_ERROR)


def plant(plot: Plot) -> None:
    staff_on_minimum_living(plot)
    relief_after_death(plot)
    destitute_and_minimum_living(plot)
    care_fees_in_institution(plot)
    public_employees_on_minimum_living(plot)
    handlers_near_limit(plot)
    grants_after_compensation(plot)
    dilapidated_houses(plot)
    migrants_after_death(plot)


def staff_on_minimum_living(plot: Plot) -> None:
    for case in plot.cases(
        "welfare_staff_on_minimum_living",
        [HIDDEN_INCOME, NOT_REVIEWED],
        [Cause("工资为残疾职工挂名补贴，政策允许", LAWFUL)],
    ):
        person = plot.person("adults")
        number = plot.random.randrange(4, 8)
        first = month_of(case.day(31 * number + 31))
        membership(plot, person, first.day(6), first.plus(number - 1).day(20))
        amount = sum(relief(plot, person, MINIMUM, first.plus(n)) for n in range(number))
        hired = first.first - days(plot.random.randrange(40, 900))
        enterprise = f"样例{'一二三'[case.number % 3]}号福利厂"
        plot.add(
            "welfare_enterprise_staff",
            person,
            enterprise_name=enterprise,
            hired_date=hired,
            monthly_wage=Decimal(2860),
        )
        case.alert(
            person, enterprise, hired, amount=amount, last_day=first.plus(number - 1).day(20)
        )


def relief_after_death(plot: Plot) -> None:
    for case in plot.cases(
        "relief_after_death",
        [LATE_NOTICE, RELATIVE_DRAWS],
        [Cause("死亡登记身份证号录错", DATA_ERROR)],
    ):
        person = plot.person("seniors")
        program = (MINIMUM, DESTITUTE, HOME_CARE)[case.number % 3]
        died = case.day(130)
        number = plot.random.randrange(1, 4)
        month = month_of(died)
        for n in (-1, 0):
            relief(plot, person, program, month.plus(n))
        amount = sum(relief(plot, person, program, month.plus(1 + n)) for n in range(number))
        last = month.plus(number).day(20)
        plot.dies(person, died, known=last + days(9))
        case.alert(person, program, amount=amount, last_day=last)


def destitute_and_minimum_living(plot: Plot) -> None:
    for case in plot.cases(
        "destitute_and_minimum_living", [NOT_COMPARED, NOT_REVIEWED], [NAMESAKE]
    ):
        person = plot.person("seniors")
        number = plot.random.randrange(3, 6)
        first = month_of(case.day(31 * number + 20))
        plot.add(
            "destitute_persons",
            person,
            support_mode="集中供养",
            approved_date=first.first - days(400),
        )
        membership(plot, person, first.first - days(900))
        for n in range(number):
            relief(plot, person, DESTITUTE, first.plus(n))
            relief(plot, person, MINIMUM, first.plus(n))
        case.alert(
            person,
            "both",
            amount=number * RELIEF[MINIMUM],
            last_day=first.plus(number - 1).day(20),
        )


def care_fees_in_institution(plot: Plot) -> None:
    """Only whole months count; the month of moving in is owed."""
    for case in plot.cases(
        "home_care_fee_in_institution",
        [NOT_COMPARED, Cause("村社冒领护理费", WRONGDOING)],
        [Cause("退住信息晚录", DATA_ERROR)],
    ):
        person = plot.person("seniors")
        number = plot.random.randrange(2, 5)
        month = month_of(case.day(31 * number + 62))
        checkin = month.day(9)
        name = stay(plot, person, checkin)
        for n in range(number + 1):
            relief(plot, person, HOME_CARE, month.plus(n))
        last = month.plus(number)
        case.alert(person, name, checkin, amount=number * RELIEF[HOME_CARE], last_day=last.last)


def public_employees_on_minimum_living(plot: Plot) -> None:
    for case in plot.cases(
        "public_employee_on_minimum_living",
        [HIDDEN_INCOME, NOT_REVIEWED],
        [Cause("编外公益岗位，政策允许", LAWFUL), NAMESAKE],
    ):
        person = plot.person("adults")
        number = plot.random.randrange(4, 10)
        first = month_of(case.day(31 * number + 31))
        membership(plot, person, first.day(1), first.plus(number - 1).last)
        amount = sum(relief(plot, person, MINIMUM, first.plus(n)) for n in range(number))
        start = date(2015, 3, 1) + days(case.number)
        employer = public_job(plot, person, start)
        case.alert(person, employer, start, amount=amount, last_day=first.plus(number - 1).last)


def handlers_near_limit(plot: Plot) -> None:
    """Two dozen grants of one handler in one year, half of them just below the limit."""
    for case in plot.cases(
        "temporary_relief_near_limit",
        [Cause("拆分金额规避上级审批", WRONGDOING)],
        [Cause("大病救助标准恰在限额附近", LAWFUL)],
    ):
        town = plot.town()
        handler = f"限{plot.number('handler')}"
        year = 2022 + case.number % 2
        last = date(year, 1, 20)
        amount = Decimal(0)
        for n in range(24):
            granted = Decimal(4600 + 30 * (n % 12)) if n % 2 else Decimal(900 + 100 * n)
            last = date(year, 1, 20) + days(9 * n)
            grant(plot, town, last, granted, handler=handler)
            amount += granted if n % 2 else 0
        case.alert(f"{town}|{handler}", year, amount=amount, last_day=last, town=town)


def grant(
    plot: Plot,
    town: str,
    approved: date,
    amount: Decimal,
    *,
    handler: str | None = None,
    reason: str = "疾病",
    person: object = None,
) -> str:
    number = f"LF{plot.number('grant'):07}"
    plot.add(
        "temporary_relief_grants",
        person or plot.person("adults", town),  # type: ignore[arg-type]
        grant_no=number,
        town=town,
        reason=reason,
        approved_date=approved,
        amount=amount,
        handler=handler,
    )
    return number


def grants_after_compensation(plot: Plot) -> None:
    for case in plot.cases(
        "accident_relief_after_compensation",
        [Cause("隐瞒赔付申请救助", WRONGDOING), NOT_REVIEWED],
        [Cause("赔付未实际到账", LAWFUL)],
    ):
        person = plot.person("adults")
        approved = case.day(10)
        paid = approved - days(plot.random.randrange(5, 30))
        plot.add(
            "traffic_accidents",
            person,
            accident_no=f"JF{plot.number('accident'):07}",
            accident_date=max(date(2022, 1, 2), paid - days(60)),
            injury="重伤",
            compensation=Decimal(60000 + 500 * case.number),
            compensation_date=paid,
        )
        number = grant(plot, person.town, approved, Decimal(3000), reason="交通事故", person=person)
        case.alert(person, number, amount=3000, last_day=approved)


def dilapidated_houses(plot: Plot) -> None:
    for case in plot.cases(
        "house_still_dilapidated",
        [Cause("虚假竣工套取补助", WRONGDOING), Cause("验收走过场", WORK_ERROR)],
        [Cause("灾后再次受损", LAWFUL), Cause("同户两处房屋编号混用", DATA_ERROR)],
    ):
        person = plot.person("seniors")
        house = f"WP{plot.number('house'):07}"
        found = case.day(2)
        subsidy_day = found - days(plot.random.randrange(200, 500))
        house_row = {"house_no": house, "subsidy_amount": None, "subsidy_date": None}
        plot.add(
            "dilapidated_houses",
            person,
            **house_row | {"grade": "D", "assessed_date": subsidy_day - days(200)},
        )
        plot.add(
            "dilapidated_houses",
            person,
            house_no=house,
            grade="CD"[case.number % 2],
            assessed_date=found,
            subsidy_amount=Decimal(18000),
            subsidy_date=subsidy_day,
        )
        case.alert(person, house, amount=18000, last_day=found)


def migrants_after_death(plot: Plot) -> None:
    quarters = (date(2022, 1, 1), date(2022, 4, 1), date(2022, 7, 1), date(2022, 10, 1))
    for case in plot.cases(
        "reservoir_support_after_death",
        [LATE_NOTICE, RELATIVE_DRAWS],
        [Cause("死亡登记身份证号录错", DATA_ERROR)],
    ):
        person = plot.person("seniors")
        first = quarters[case.number % 4]
        died = first + days(plot.random.randrange(5, 80))
        paid = first
        for n in range(3):
            month = month_of(first).plus(3 * n)
            paid = month.first + days(70)
            plot.add(
                "reservoir_migrant_payments",
                person,
                pay_month=month.first,
                paid_date=paid,
                amount=Decimal(150),
            )
        plot.dies(person, died, known=paid + days(10))
        case.alert(person, "death", amount=300, last_day=paid)
