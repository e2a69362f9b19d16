"""Relief: minimum living, destitute support, temporary grants, houses, reservoir migrants."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from simulation import causes
from simulation.records import (
    accident,
    days,
    home,
    leave,
    membership,
    paid_after_death,
    pay,
    public_job,
    stay,
)
from simulation.scenario import OPEN, Case, Plan, Scenario
from simulation.usual import DESTITUTE, HOME_CARE, MINIMUM, PROGRAMS, SUPPORT
from simulation.values import Month

rule = Scenario(
    "welfare_staff_on_minimum_living",
    Plan(28, 24, 2, recovered=20000, persons=2, published=True),
    "adults",
    problems=[causes.HIDDEN_INCOME, causes.NOT_REVIEWED],
    excuses=[causes.lawful("工资为残疾职工挂名补贴，政策允许")],
)


def hired(case: Case, day: date, wage: int, left: date | None = None) -> tuple[str, date]:
    """A job at a welfare enterprise; returns the episode of its alert."""
    spell = {"hired_date": day, "left_date": left}
    record = case.add("welfare_enterprise_staff", monthly_wage=Decimal(wage), **spell)
    return record["enterprise_name"], day


@rule.hit("Months with a wage of more than twice the standard and minimum living.")
def well_paid(case: Case) -> None:
    months = case.times(4, 7)
    first = case.month(months)
    last = first.plus(months - 1).day(20)
    membership(case, first.day(6), last)
    job = hired(case, first.first - days(case.batch.random.randrange(200, 900)), 2860)
    case.note(*job, amount=pay(case, MINIMUM, first, months), last_day=last)


@rule.hit("Above the standard of the first half of 2022, below the one in force from July on.")
def until_the_standard_rose(case: Case) -> None:
    membership(case, date(2022, 1, 1))
    pay(case, MINIMUM, Month(2022, 7), 2)
    amount = pay(case, MINIMUM, Month(2022, 1), 6)
    case.note(*hired(case, date(2021, 6, 1), 1060), amount=amount, last_day=date(2022, 6, 30))


@rule.near_miss("The wage is exactly the standard.")
def exactly_the_standard(case: Case) -> None:
    membership(case, date(2022, 7, 1))
    case.note(*hired(case, date(2022, 7, 1), 1100))


@rule.near_miss(
    "A rehabilitation course touches both months of the job.", causes.lawful("康复期间就业")
)
def helped_by_rehabilitation(case: Case) -> None:
    month = case.month()
    course = {"start_date": month.day(20), "end_date": month.plus(1).day(5)}
    membership(case, month.plus(-12).first)
    case.add("rehabilitation_treatments", **course)
    case.note(*hired(case, month.day(6), 1980, month.plus(1).last))


@rule.near_miss(
    "Left minimum living the day before the job; only a borderline member since.",
    causes.lawful("就业前已退出低保"),
)
def borderline_since(case: Case) -> None:
    day = case.month().first
    membership(case, day - days(400), day - days(1))
    membership(case, day, None, "低保边缘")
    case.note(*hired(case, day, 2400))


rule = Scenario(
    "relief_after_death",
    Plan(41, 36, 2, recovered=24600, persons=3, published=True),
    "seniors",
    problems=[causes.LATE_NOTICE, causes.RELATIVE_DRAWS],
    excuses=[causes.WRONG_ID_OF_DEATH],
)


@rule.hit("Paid for the month of death, which is owed, and for months after it.")
def relief_paid_on(case: Case) -> None:
    program = (MINIMUM, DESTITUTE, HOME_CARE)[case.number % 3]
    paid_after_death(case, program, case.times(1, 3))


@rule.near_miss(
    "The month of death is owed, although it was paid in the month after.", causes.MONTH_OF_DEATH
)
def month_of_death_paid_late(case: Case) -> None:
    month = case.month(1)
    membership(case, month.first - days(700), month.last)
    case.dies(month.day(2))
    pay(case, MINIMUM, month.plus(-1))
    pay(case, MINIMUM, month, paid=month.plus(1).day(6))
    case.note(MINIMUM)


rule = Scenario(
    "destitute_and_minimum_living",
    Plan(18, 15, 1, recovered=8200, persons=1, published=True),
    "seniors",
    problems=[causes.NOT_COMPARED, causes.NOT_REVIEWED],
)


@rule.hit("Both kinds of money for the same months.")
def both_kinds_of_money(case: Case) -> None:
    months = case.times(3, 5)
    first = case.month(months)
    case.add("destitute_persons", approved_date=first.first - days(400))
    membership(case, first.first - days(900))
    pay(case, DESTITUTE, first, months)
    amount = pay(case, MINIMUM, first, months)
    case.note("both", amount=amount, last_day=first.plus(months - 1).day(20))


@rule.near_miss(
    "Both kinds paid on one day, but for different months.", causes.lawful("由低保转为特困")
)
def one_after_the_other(case: Case) -> None:
    month = case.month(1)
    membership(case, month.first - days(700), month.plus(-1).last)
    case.add("destitute_persons", approved_date=month.first)
    pay(case, MINIMUM, month.plus(-1), paid=month.day(20))
    pay(case, DESTITUTE, month, 2)
    case.note("both")


rule = Scenario(
    "home_care_fee_in_institution",
    Plan(38, 34, 2, recovered=10560, persons=1, published=True),
    "seniors",
    problems=[causes.NOT_COMPARED, causes.wrongdoing("村社冒领护理费")],
    excuses=[causes.LATE_CHECKOUT],
)


@rule.hit("Only whole months between check-in and check-out count; the month of moving in is owed.")
def whole_months_in_a_home(case: Case) -> None:
    months = case.times(2, 4)
    month = case.month(months + 1)
    checkin, last = month.day(9), month.plus(months).last
    name = stay(case, checkin, last + days(1) if case.number % 2 else None)
    case.add("destitute_persons", approved_date=checkin - days(900), support_mode="分散供养")
    pay(case, HOME_CARE, month)
    amount = pay(case, HOME_CARE, month.plus(1), months)
    case.note(name, checkin, amount=amount, last_day=last)


@rule.near_miss("Each month holds an edge day: check-in on the first, check-out on the last.")
def each_month_holds_an_edge_day(case: Case) -> None:
    month = case.month(1)
    pay(case, HOME_CARE, month, 2)
    case.note(stay(case, month.first, month.plus(1).last), month.first)


@rule.near_miss("A leave of one day within the month.", causes.ON_LEAVE)
def a_day_at_home(case: Case) -> None:
    month = case.month()
    checkin = month.first - days(160)
    stay(case, checkin)
    leave(case, month.day(22), month.day(22))
    pay(case, HOME_CARE, month)
    case.note(home(case.who.town), checkin)


rule = Scenario(
    "public_employee_on_minimum_living",
    Plan(17, 11, 3, recovered=4100, persons=2, published=True),
    "adults",
    problems=[causes.HIDDEN_INCOME, causes.NOT_REVIEWED],
    excuses=[causes.lawful("编外公益岗位，政策允许"), causes.NAMESAKE],
)


@rule.hit("Months in office and on minimum living at once.")
def in_office_and_on_minimum_living(case: Case) -> None:
    months = case.times(4, 9)
    first = case.month(months)
    last, start = first.plus(months - 1).last, date(2015, 3, 1) + days(case.number)
    membership(case, first.first, last)
    amount = pay(case, MINIMUM, first, months)
    case.note(public_job(case, start), start, amount=amount, last_day=last)


@rule.near_miss(
    "Took office the day after the membership ended, in the same month.",
    causes.lawful("任职前已退出低保"),
)
def office_after_membership(case: Case) -> None:
    month = case.month()
    membership(case, month.first - days(900), month.day(15))
    pay(case, MINIMUM, month)
    case.note(public_job(case, month.day(16)), month.day(16))


@rule.near_miss(
    "A borderline member is not on minimum living.", causes.lawful("低保边缘家庭不领低保金")
)
def borderline_only(case: Case) -> None:
    start = case.day()
    membership(case, start - days(400), None, "低保边缘")
    case.note(public_job(case, start), start)


rule = Scenario(
    "temporary_relief_near_limit",
    Plan(4, 3, 0, persons=2, published=True),
    "adults",
    problems=[causes.wrongdoing("拆分金额规避上级审批")],
    excuses=[causes.lawful("大病救助标准恰在限额附近")],
)


def grants(case: Case, near: list[str], below: list[str], others: int) -> None:
    """A handler's grants of one year, each to somebody else; the rest are far below the limit."""
    town, year = case.town(), 2023 if case.outcome == OPEN else 2022
    handler = f"限{case.serial('handler')}"
    for number, amount in enumerate([*near, *below, *["1500"] * others]):
        known = {"approved_date": date(year, 1, 20) + days(13 * number), "handler": handler}
        grantee = case.person("adults", town)
        case.add("temporary_relief_grants", grantee, amount=Decimal(amount), **known)
    case.note(year, about=f"{town}|{handler}", town=town, last_day=date(year, 12, 20))


rule.hit("Of 20 grants 7 lie just below the limit of 5,000 yuan and 2 in the band below that.")(
    grants, ["4500", "4999.99", *["4980"] * 5], ["4000", "4499.99"], 11
)
rule.near_miss("Six grants near the limit are exactly three times the two in the band below.")(
    grants, ["4900"] * 6, ["4200"] * 2, 12
)
rule.near_miss("19 grants in the year are one too few to judge by.")(grants, ["4900"] * 6, [], 13)
rule.near_miss("Only four grants near the limit.")(grants, ["4900"] * 4, [], 16)


rule = Scenario(
    "accident_relief_after_compensation",
    Plan(12, 9, 2, published=True),
    "adults",
    problems=[causes.wrongdoing("隐瞒赔付申请救助"), causes.NOT_REVIEWED],
    excuses=[causes.lawful("赔付未实际到账")],
)


def relief_after(case: Case, *paid: tuple[int, int]) -> None:
    """A grant after an accident; so many days before it so much compensation was paid."""
    approved = case.day()
    for before, amount in paid:
        accident(case, approved - days(before + 40), amount, injury="重伤")
    known = {"approved_date": approved, "reason": "交通事故", "amount": Decimal(3000)}
    grant = case.add("temporary_relief_grants", **known)
    case.note(grant["grant_no"], amount=3000, last_day=approved)


@rule.hit("Compensated weeks before the grant.")
def compensated_before(case: Case) -> None:
    relief_after(case, (case.batch.random.randrange(5, 30), 60000 + 500 * case.number))


rule.hit("Two compensations, the first 364 days before approval, come to just 50,000 yuan.")(
    relief_after, (364, 20000), (0, 30000)
)
rule.near_miss("The compensation was paid 365 days before approval: one day out of the window.")(
    relief_after, (365, 80000)
)
rule.near_miss("The compensation is a yuan short of 50,000.")(relief_after, (48, 49999))
rule.near_miss(
    "Approved the day before the compensation was paid.", causes.lawful("救助在先，赔付在后")
)(relief_after, (-1, 90000))


rule = Scenario(
    "house_still_dilapidated",
    Plan(26, 17, 5, published=True),
    "seniors",
    problems=[causes.wrongdoing("虚假竣工套取补助"), causes.work_error("验收走过场")],
    excuses=[causes.lawful("灾后再次受损"), causes.data_error("同户两处房屋编号混用")],
)


def repaired(case: Case, *later: tuple[int, str]) -> None:
    """A house found at grade D, repaired with a subsidy, and what was found days after that."""
    found = case.day()
    paid = found - days(later[-1][0])
    first = case.add("dilapidated_houses", grade="D", assessed_date=paid - days(200))
    subsidy = {"subsidy_amount": Decimal(18000), "subsidy_date": paid}
    for after, grade in later:
        known = {"house_no": first["house_no"], "assessed_date": paid + days(after)}
        case.add("dilapidated_houses", grade=grade, **known, **subsidy)
    case.note(first["house_no"], amount=18000, last_day=found)


@rule.hit("Grade C or D long after the subsidy.")
def found_dilapidated_again(case: Case) -> None:
    repaired(case, (case.batch.random.randrange(200, 500), "CD"[case.number % 2]))


rule.hit("Grade D on the 180th day after the subsidy, and still grade C later.")(
    repaired, (180, "D"), (495, "C")
)
rule.near_miss(
    "Assessed on the 179th day after the subsidy: the repair may still be under way.",
    causes.lawful("改造尚在进行"),
)(repaired, (179, "D"))
rule.near_miss(
    "Grade C at first, but the newest assessment finds grade B.", causes.lawful("返修后合格")
)(repaired, (202, "C"), (474, "B"))


rule = Scenario(
    "reservoir_support_after_death",
    Plan(34, 29, 2, recovered=2700, published=True),
    "seniors",
    problems=[causes.LATE_NOTICE, causes.RELATIVE_DRAWS],
    excuses=[causes.WRONG_ID_OF_DEATH],
)


def supported(case: Case, died_on: int, quarters_after: int) -> None:
    """Died on a day of a quarter of 2022, the -1st being its last; supported for so many more."""
    quarter = Month(2022, 1 + 3 * (case.number % 4))
    died = quarter.plus(2).last if died_on < 0 else quarter.first + days(died_on)
    pay(case, SUPPORT, quarter, 1 + quarters_after)
    last = quarter.plus(3 * quarters_after + 2).day(12)
    case.dies(died, known=max(last, died) + days(10))
    case.note("death", amount=quarters_after * PROGRAMS[SUPPORT].amount, last_day=last)


rule.hit("Supported for two quarters after that of the death.")(supported, 45, 2)
rule.hit("Died on a quarter's last day; supported for one more.")(supported, -1, 1)
rule.near_miss("Died on a quarter's first day: that quarter is still owed.", causes.MONTH_OF_DEATH)(
    supported, 0, 0
)
