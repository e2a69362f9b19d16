"""Relief: minimum living, destitute support, temporary grants, houses, reservoir migrants."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from simulation.people import Citizen
from simulation.records import (
    DESTITUTE,
    HOME_CARE,
    MINIMUM,
    MONTHLY,
    SUPPORT,
    accident,
    days,
    destitute,
    enterprise_job,
    grant,
    home,
    house,
    leave,
    membership,
    public_job,
    relief,
    stay,
    support,
    treatment,
)
from simulation.scenario import (
    DATA_ERROR,
    LAWFUL,
    OPEN,
    WORK_ERROR,
    WRONGDOING,
    Case,
    Cause,
    Plan,
    Scenario,
)
from simulation.scenarios.causes import (
    HIDDEN_INCOME,
    LATE_CHECKOUT,
    LATE_NOTICE,
    MONTH_OF_DEATH,
    NAMESAKE,
    NOT_COMPARED,
    NOT_REVIEWED,
    RELATIVE_DRAWS,
    WRONG_ID_OF_DEATH,
)
from simulation.values import Month

BORDERLINE = "低保边缘"

# ------------------------------------------------------------------------------------------------
rule = Scenario(
    "welfare_staff_on_minimum_living",
    Plan(28, 24, 2, recovered=20000, persons=2, published=True),
    problems=[HIDDEN_INCOME, NOT_REVIEWED],
    excuses=[Cause("工资为残疾职工挂名补贴，政策允许", LAWFUL)],
)


@rule.hit()
def well_paid(case: Case) -> None:
    """Months with a wage of more than twice the standard and minimum living."""
    person = case.person("adults")
    months = case.times(4, 7)
    first = case.month(months)
    last = first.plus(months - 1)
    membership(case, person, first.day(6), last.day(20))
    amount = relief(case, person, MINIMUM, first, months)
    hired = first.first - days(case.batch.random.randrange(200, 900))
    enterprise = enterprise_job(case, person, hired, 2860)
    case.note(person, enterprise, hired, amount=amount, last_day=last.day(20))


@rule.hit()
def until_the_standard_rose(case: Case) -> None:
    """Above the standard of the first half of 2022, below the one in force from July on."""
    person = case.person("adults")
    hired = date(2021, 6, 1)
    enterprise = enterprise_job(case, person, hired, 1060)
    membership(case, person, date(2022, 1, 1))
    relief(case, person, MINIMUM, Month(2022, 1), 8)
    amount = 6 * MONTHLY[MINIMUM]
    case.note(person, enterprise, hired, amount=amount, last_day=date(2022, 6, 30))


@rule.near_miss()
def exactly_the_standard(case: Case) -> None:
    """The wage is exactly the standard."""
    person = case.person("adults")
    hired = date(2022, 7, 1)
    membership(case, person, hired)
    case.note(person, enterprise_job(case, person, hired, 1100), hired)


@rule.near_miss(Cause("康复期间就业", LAWFUL))
def helped_by_rehabilitation(case: Case) -> None:
    """A rehabilitation course touches both months of the job."""
    person = case.person("adults")
    month = case.month()
    hired = month.day(6)
    enterprise = enterprise_job(case, person, hired, 1980, month.plus(1).last)
    membership(case, person, month.plus(-12).first)
    treatment(case, person, month.day(20), month.plus(1).day(5))
    case.note(person, enterprise, hired)


@rule.near_miss(Cause("就业前已退出低保", LAWFUL))
def borderline_since(case: Case) -> None:
    """Left minimum living the day before the job; only a borderline member since."""
    person = case.person("adults")
    hired = case.month().first
    membership(case, person, hired - days(400), hired - days(1))
    membership(case, person, hired, category=BORDERLINE)
    case.note(person, enterprise_job(case, person, hired, 2400), hired)


# ------------------------------------------------------------------------------------------------
rule = Scenario(
    "relief_after_death",
    Plan(41, 36, 2, recovered=24600, persons=3, published=True),
    problems=[LATE_NOTICE, RELATIVE_DRAWS],
    excuses=[WRONG_ID_OF_DEATH],
)


@rule.hit()
def relief_paid_on(case: Case) -> None:
    """Paid for the month of death, which is owed, and for months after it."""
    person = case.person("seniors")
    program = (MINIMUM, DESTITUTE, HOME_CARE)[case.number % 3]
    months = case.times(1, 3)
    month = case.month(months + 1)
    relief(case, person, program, month.plus(-1), 2)
    amount = relief(case, person, program, month.plus(1), months)
    last = month.plus(months).day(20)
    case.dies(person, month.day(15), known=last + days(9))
    case.note(person, program, amount=amount, last_day=last)


@rule.near_miss(MONTH_OF_DEATH)
def month_of_death_paid_late(case: Case) -> None:
    """The month of death is owed, although it was paid in the month after."""
    person = case.person("seniors")
    month = case.month(1)
    membership(case, person, month.first - days(700), month.last)
    case.dies(person, month.day(2))
    relief(case, person, MINIMUM, month.plus(-1))
    relief(case, person, MINIMUM, month, paid=month.plus(1).day(6))
    case.note(person, MINIMUM)


# ------------------------------------------------------------------------------------------------
rule = Scenario(
    "destitute_and_minimum_living",
    Plan(18, 15, 1, recovered=8200, persons=1, published=True),
    problems=[NOT_COMPARED, NOT_REVIEWED],
    excuses=[NAMESAKE],
)


@rule.hit()
def both_kinds_of_money(case: Case) -> None:
    """Both kinds of money for the same months."""
    person = case.person("seniors")
    months = case.times(3, 5)
    first = case.month(months)
    destitute(case, person, first.first - days(400))
    membership(case, person, first.first - days(900))
    relief(case, person, DESTITUTE, first, months)
    amount = relief(case, person, MINIMUM, first, months)
    case.note(person, "both", amount=amount, last_day=first.plus(months - 1).day(20))


@rule.near_miss(Cause("由低保转为特困", LAWFUL))
def one_after_the_other(case: Case) -> None:
    """Both kinds paid on one day, but for different months."""
    person = case.person("seniors")
    month = case.month(1)
    membership(case, person, month.first - days(700), month.plus(-1).last)
    destitute(case, person, month.first)
    relief(case, person, MINIMUM, month.plus(-1), paid=month.day(20))
    relief(case, person, DESTITUTE, month, 2)
    case.note(person, "both")


# ------------------------------------------------------------------------------------------------
rule = Scenario(
    "home_care_fee_in_institution",
    Plan(38, 34, 2, recovered=10560, persons=1, published=True),
    problems=[NOT_COMPARED, Cause("村社冒领护理费", WRONGDOING)],
    excuses=[LATE_CHECKOUT],
)


@rule.hit()
def whole_months_in_a_home(case: Case) -> None:
    """Only whole months between check-in and check-out count; the month of moving in is owed."""
    person = case.person("seniors")
    months = case.times(2, 4)
    month = case.month(months + 1)
    checkin, last = month.day(9), month.plus(months).last
    stay(case, person, checkin, last + days(1) if case.number % 2 else None)
    destitute(case, person, checkin - days(900), "分散供养")
    relief(case, person, HOME_CARE, month, months + 1)
    amount = months * MONTHLY[HOME_CARE]
    case.note(person, home(person.town), checkin, amount=amount, last_day=last)


@rule.near_miss()
def each_month_holds_an_edge_day(case: Case) -> None:
    """Each of the two months holds an edge day: check-in on its first, check-out on its last."""
    person = case.person("seniors")
    month = case.month(1)
    stay(case, person, month.first, month.plus(1).last)
    relief(case, person, HOME_CARE, month, 2)
    case.note(person, home(person.town), month.first)


@rule.near_miss(Cause("当月曾请假回家", LAWFUL))
def a_day_at_home(case: Case) -> None:
    """A leave of one day within the month."""
    person = case.person("seniors")
    month = case.month()
    checkin = month.first - days(160)
    stay(case, person, checkin)
    leave(case, person, month.day(22), month.day(22))
    relief(case, person, HOME_CARE, month)
    case.note(person, home(person.town), checkin)


# ------------------------------------------------------------------------------------------------
rule = Scenario(
    "public_employee_on_minimum_living",
    Plan(17, 11, 3, recovered=4100, persons=2, published=True),
    problems=[HIDDEN_INCOME, NOT_REVIEWED],
    excuses=[Cause("编外公益岗位，政策允许", LAWFUL), NAMESAKE],
)


@rule.hit()
def in_office_and_on_minimum_living(case: Case) -> None:
    """Months in office and on minimum living at once."""
    person = case.person("adults")
    months = case.times(4, 9)
    first = case.month(months)
    last = first.plus(months - 1).last
    membership(case, person, first.first, last)
    amount = relief(case, person, MINIMUM, first, months)
    start = date(2015, 3, 1) + days(case.number)
    case.note(person, public_job(case, person, start), start, amount=amount, last_day=last)


@rule.near_miss(Cause("任职前已退出低保", LAWFUL))
def office_after_membership(case: Case) -> None:
    """Took office the day after the membership ended, in the same month."""
    person = case.person("adults")
    month = case.month()
    membership(case, person, month.first - days(900), month.day(15))
    relief(case, person, MINIMUM, month)
    start = month.day(16)
    case.note(person, public_job(case, person, start), start)


@rule.near_miss(Cause("低保边缘家庭不领低保金", LAWFUL))
def borderline_only(case: Case) -> None:
    """A borderline member is not on minimum living."""
    person = case.person("adults")
    start = case.day()
    membership(case, person, start - days(400), category=BORDERLINE)
    case.note(person, public_job(case, person, start), start)


# ------------------------------------------------------------------------------------------------
rule = Scenario(
    "temporary_relief_near_limit",
    Plan(4, 3, persons=2, published=True),
    problems=[Cause("拆分金额规避上级审批", WRONGDOING)],
    excuses=[Cause("大病救助标准恰在限额附近", LAWFUL)],
)


def grants(case: Case, near: list[str], below: list[str], others: int) -> None:
    """A handler's grants of one year, each to somebody else; the rest are far below the limit."""
    town, year = case.town(), 2023 if case.outcome == OPEN else 2022
    handler = f"限{case.serial('handler')}"
    for number, amount in enumerate([*near, *below, *["1500"] * others]):
        approved = date(year, 1, 20) + days(13 * number)
        person = case.person("adults", town)
        grant(case, person, approved, Decimal(amount), handler=handler)
    case.note(f"{town}|{handler}", year, town=town, last_day=date(year, 12, 20))


@rule.hit()
def just_below_the_limit(case: Case) -> None:
    """Of 20 grants 7 lie just below the limit of 5,000 yuan and 2 in the band below that."""
    grants(case, ["4500", "4999.99", *["4980"] * 5], ["4000", "4499.99"], 11)


@rule.near_miss()
def exactly_three_times(case: Case) -> None:
    """Six grants near the limit are exactly three times the two in the band below."""
    grants(case, ["4900"] * 6, ["4200"] * 2, 12)


@rule.near_miss()
def one_grant_too_few(case: Case) -> None:
    """19 grants in the year are one too few to judge by."""
    grants(case, ["4900"] * 6, [], 13)


@rule.near_miss()
def only_four_near(case: Case) -> None:
    """Only four grants near the limit."""
    grants(case, ["4900"] * 4, [], 16)


# ------------------------------------------------------------------------------------------------
rule = Scenario(
    "accident_relief_after_compensation",
    Plan(12, 9, 2, published=True),
    problems=[Cause("隐瞒赔付申请救助", WRONGDOING), NOT_REVIEWED],
    excuses=[Cause("赔付未实际到账", LAWFUL)],
)


def relief_after(case: Case, *paid: tuple[int, int]) -> None:
    """A grant after an accident; so many days before it so much compensation was paid."""
    person = case.person("adults")
    approved = case.day()
    for days_before, amount in paid:
        accident(case, person, approved - days(days_before + 40), "重伤", paid=amount)
    number = grant(case, person, approved, 3000, "交通事故")
    last_day = max(approved, *(approved - days(before) for before, _ in paid), approved)
    case.note(person, number, amount=3000, last_day=last_day)


@rule.hit()
def compensated_before(case: Case) -> None:
    """Compensated weeks before the grant."""
    relief_after(case, (case.batch.random.randrange(5, 30), 60000 + 500 * case.number))


@rule.hit()
def two_compensations(case: Case) -> None:
    """Two compensations, the first 364 days before approval, come to just 50,000 yuan."""
    relief_after(case, (364, 20000), (0, 30000))


@rule.near_miss()
def a_day_out_of_the_window(case: Case) -> None:
    """The compensation was paid 365 days before approval: one day out of the window."""
    relief_after(case, (365, 80000))


@rule.near_miss()
def a_yuan_short(case: Case) -> None:
    """The compensation is a yuan short of 50,000."""
    relief_after(case, (48, 49999))


@rule.near_miss(Cause("救助在先，赔付在后", LAWFUL))
def approved_before_compensation(case: Case) -> None:
    """Approved the day before the compensation was paid."""
    relief_after(case, (-1, 90000))


# ------------------------------------------------------------------------------------------------
rule = Scenario(
    "house_still_dilapidated",
    Plan(26, 17, 5, published=True),
    problems=[Cause("虚假竣工套取补助", WRONGDOING), Cause("验收走过场", WORK_ERROR)],
    excuses=[Cause("灾后再次受损", LAWFUL), Cause("同户两处房屋编号混用", DATA_ERROR)],
)


def repaired(case: Case, *later: tuple[int, str]) -> None:
    """A house found at grade D, repaired with a subsidy, and what was found days after that."""
    head, number = case.person("seniors"), f"WP{case.serial('house'):07}"
    found = case.day()
    paid = found - days(later[-1][0])
    house(case, head, number, paid - days(200), "D")
    for after, grade in later:
        house(case, head, number, paid + days(after), grade, paid)
    case.note(head, number, amount=18000, last_day=found)


@rule.hit()
def found_dilapidated_again(case: Case) -> None:
    """Grade C or D long after the subsidy."""
    repaired(case, (case.batch.random.randrange(200, 500), "CD"[case.number % 2]))


@rule.hit()
def on_the_180th_day(case: Case) -> None:
    """Grade D on the 180th day after the subsidy, and still grade C later."""
    repaired(case, (180, "D"), (495, "C"))


@rule.near_miss(Cause("改造尚在进行", LAWFUL))
def on_the_179th_day(case: Case) -> None:
    """Assessed on the 179th day after the subsidy: the repair may still be under way."""
    repaired(case, (179, "D"))


@rule.near_miss(Cause("返修后合格", LAWFUL))
def sound_at_last(case: Case) -> None:
    """Grade C at first, but the newest assessment finds grade B."""
    repaired(case, (202, "C"), (474, "B"))


# ------------------------------------------------------------------------------------------------
rule = Scenario(
    "reservoir_support_after_death",
    Plan(34, 29, 2, recovered=2700, published=True),
    problems=[LATE_NOTICE, RELATIVE_DRAWS],
    excuses=[WRONG_ID_OF_DEATH],
)


def supported(case: Case, died_on: int, quarters_after: int) -> tuple[Citizen, date]:
    """Died on a day of a quarter of 2022, the -1st being its last; returns the last payment."""
    person = case.person("seniors")
    quarter = Month(2022, 1 + 3 * (case.number % 4))
    died = quarter.plus(2).last if died_on < 0 else quarter.first + days(died_on)
    support(case, person, quarter, 1 + quarters_after)
    last = quarter.plus(3 * quarters_after + 2).day(12)
    case.dies(person, died, known=last + days(10))
    return person, last


@rule.hit()
def two_more_quarters(case: Case) -> None:
    """Supported for two quarters after that of the death."""
    person, last = supported(case, case.batch.random.randrange(5, 80), 2)
    case.note(person, "death", amount=2 * SUPPORT, last_day=last)


@rule.hit()
def on_the_last_day_of_a_quarter(case: Case) -> None:
    """Died on a quarter's last day; supported for one more."""
    person, last = supported(case, -1, 1)
    case.note(person, "death", amount=SUPPORT, last_day=last)


@rule.near_miss(MONTH_OF_DEATH)
def on_the_first_day_of_a_quarter(case: Case) -> None:
    """Died on a quarter's first day: that quarter is still owed."""
    person, _ = supported(case, 0, 0)
    case.note(person, "death")
