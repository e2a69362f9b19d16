"""Relief: minimum living, destitute support, temporary grants, houses, reservoir migrants."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from simulation import causes
from simulation.records import (
    accident,
    around_death,
    days,
    home,
    hospital,
    leave,
    membership,
    paid_after_death,
    pay,
    public_job,
    stay,
)
from simulation.scenario import OPEN, Case, Plan, Scenario
from simulation.usual import DESTITUTE, HOME_CARE, HOSPITALS, MINIMUM, PROGRAMS, SUPPORT
from simulation.values import Month


def approve(case: Case, program: str, start: date) -> None:
    """The status that a programme's money rests on, from a day on."""
    if program == MINIMUM:
        membership(case, start)
    else:
        mode = "分散供养" if program == HOME_CARE else "集中供养"
        case.add("destitute_persons", approved_date=start, support_mode=mode)


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
    membership(case, month.first)
    case.add("rehabilitation_treatments", **course)
    case.note(*hired(case, month.plus(-12).day(6), 1980, month.plus(1).last))


@rule.near_miss(
    "Left minimum living the day before the job; only a borderline member since.",
    causes.lawful("就业前已退出低保"),
)
def borderline_since(case: Case) -> None:
    day = case.month().first
    membership(case, day - days(400), day - days(1))
    membership(case, day, None, "低保边缘")
    case.note(*hired(case, day, 2400))


def newly_hired(case: Case, months: int) -> None:
    """On minimum living for the first months of a job; six of them are grace."""
    month = case.month(months)
    last = month.plus(months - 1).last
    membership(case, month.plus(-10).first, last)
    pay(case, MINIMUM, month, 6)
    amount = pay(case, MINIMUM, month.plus(6), months - 6)
    case.note(*hired(case, month.day(25), 2860), amount=amount, last_day=last)


rule.hit("Only the seventh month of the job counts.")(newly_hired, 7)
rule.near_miss("The first six months of a job.", causes.lawful("就业渐退期内"))(newly_hired, 6)


def couple(case: Case, wage: int) -> None:
    """Two on minimum living, one of whom earns a wage."""
    month = case.month(2)
    spell = {"start_date": month.first, "end_date": month.plus(1).last}
    case.add("minimum_living_members", **spell)
    family = {"family_no": case.last("minimum_living_members")["family_no"], "relation": "配偶"}
    spouse = case.person("adults", case.who.town)
    spouse.household_no = case.who.household_no
    case.add("minimum_living_members", spouse, **family, **spell)
    amount = pay(case, MINIMUM, month, 2)
    job = hired(case, month.first - days(600), wage)
    case.note(*job, amount=amount, last_day=month.plus(1).last)


rule.hit("More than twice the standard, for a couple.")(couple, 2201)
rule.near_miss("Above the standard, but for a couple just twice it.")(couple, 2010)


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
    approve(case, program, date(2016, 5, 1))
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
    approve(case, HOME_CARE, date(2016, 5, 1))
    pay(case, HOME_CARE, month, 2)
    case.note(stay(case, month.first, month.plus(1).last), month.first)


@rule.near_miss("A leave of one day within the month.", causes.ON_LEAVE)
def a_day_at_home(case: Case) -> None:
    month = case.month()
    checkin = month.first - days(160)
    stay(case, checkin)
    leave(case, month.day(22), month.day(22))
    approve(case, HOME_CARE, date(2016, 5, 1))
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


def salary_begins(case: Case, months: int) -> None:
    """Struck off some months after the salary began."""
    month = case.month(1)
    start, last = month.day(10), month.plus(months - 1).day(20)
    membership(case, month.first - days(900), last)
    amount = pay(case, MINIMUM, month, months)
    case.note(public_job(case, start), start, amount=amount, last_day=last)


rule.hit("Two months in common.")(salary_begins, 2)
rule.near_miss(
    "Struck off in the month in which the salary began.", causes.lawful("当月已退出低保")
)(salary_begins, 1)


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
rule.hit("Of just 20 grants just five lie near the limit, and one a cent below their band.")(
    grants, ["4500"] * 5, ["4499.99"], 14
)
rule.near_miss("A fifth grant is a cent below the band, a sixth just the limit.")(
    grants, ["4500"] * 4, ["4499.99", "5000"], 14
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


@rule.near_miss("Paid for the last month of the quarter of death.", causes.MONTH_OF_DEATH)
def supported_to_the_end_of_the_quarter(case: Case) -> None:
    quarter = Month(2022, 1 + 3 * (case.number % 4))
    last = quarter.plus(2)
    about = {"paid_date": last.day(12), "amount": PROGRAMS[SUPPORT].amount}
    case.add("reservoir_migrant_payments", pay_month=last.first, **about)
    case.dies(quarter.day(9), known=last.day(22))
    case.note("death")


rule = Scenario("temporary_relief_after_death", cohort="seniors", problems=[causes.RELATIVE_DRAWS])


def granted(case: Case, *on: date, reason: str = "其他", amount: int = 2000) -> Decimal:
    """Grants of temporary relief on some days; returns their sum."""
    for day in on:
        known = {"approved_date": day, "reason": reason, "amount": Decimal(amount)}
        case.add("temporary_relief_grants", **known)
    return Decimal(len(on) * amount)


rule.hit("One grant in life, one three weeks after death.")(around_death, granted, -30, 20)
rule.hit("Approved on the day after death.")(around_death, granted, 1)
rule.near_miss("Approved on the day of death.", causes.lawful("审批当日去世"))(
    around_death, granted, 0
)


rule = Scenario("temporary_relief_repeated", cohort="adults", problems=[causes.NOT_REVIEWED])


def relieved(case: Case, *grants: tuple[str, str, int]) -> None:
    """Grants for a reason on days (MM-DD, or MM-DD+1 a year later); the first names the episode."""
    year = 2022 if case.outcome != OPEN else 2023
    for on, reason, amount in grants:
        month, day = int(on[:2]), int(on[3:5])
        granted(case, date(year + on.count("+"), month, day), reason=reason, amount=amount)
    amounts = [amount for _, _, amount in grants]
    last_day = case.last("temporary_relief_grants")["approved_date"]
    case.note(grants[0][1], year, amount=sum(amounts) - max(amounts), last_day=last_day)


rule.hit("Relieved of an illness in March and in August.")(
    relieved, ("03-06", "疾病", 3000), ("08-17", "疾病", 1800)
)
rule.hit("On the first and on the last day of a year.")(
    relieved, ("01-01", "火灾", 2500), ("12-31", "火灾", 2500)
)
rule.near_miss("Two days apart, but in two calendar years.")(
    relieved, ("12-31", "疾病", 3000), ("01-01+", "疾病", 3000)
)
rule.near_miss("Two troubles in one year.", causes.lawful("病后又遭火灾"))(
    relieved, ("03-06", "疾病", 3000), ("03-07", "火灾", 3000)
)
rule.near_miss("Other reasons may be any.", causes.lawful("事由不同，均登记为其他"))(
    relieved, ("03-06", "其他", 3000), ("05-06", "其他", 3000)
)


rule = Scenario(
    "relief_paid_twice", cohort="seniors", problems=[causes.work_error("补发时重复列入发放名单")]
)


@rule.hit("Paid in its month and once more in the next.")
def paid_again(case: Case) -> None:
    month = case.month(1)
    approve(case, MINIMUM, month.first - days(500))
    pay(case, MINIMUM, month)
    amount = pay(case, MINIMUM, month, paid=month.plus(1).day(20))
    case.note(MINIMUM, f"{month.first:%Y-%m}", amount=amount, last_day=month.plus(1).day(20))


@rule.hit("Paid twice on one day, under two vouchers.")
def two_vouchers(case: Case) -> None:
    month = case.month(1)
    approve(case, DESTITUTE, month.first - days(500))
    pay(case, DESTITUTE, month)
    amount = pay(case, DESTITUTE, month)
    case.note(DESTITUTE, f"{month.first:%Y-%m}", amount=amount, last_day=month.day(20))


@rule.near_miss("Two months paid on one day.", causes.lawful("补发上月"))
def month_paid_late(case: Case) -> None:
    month = case.month(1)
    approve(case, MINIMUM, month.first - days(500))
    pay(case, MINIMUM, month, paid=month.plus(1).day(20))
    pay(case, MINIMUM, month.plus(1))
    case.note(MINIMUM, f"{month.first:%Y-%m}")


@rule.near_miss("Support and a care fee of one month.", causes.lawful("供养金与护理费可同享"))
def two_programmes(case: Case) -> None:
    month = case.month()
    approve(case, HOME_CARE, month.first - days(500))
    pay(case, DESTITUTE, month)
    pay(case, HOME_CARE, month)
    case.note(DESTITUTE, f"{month.first:%Y-%m}")


@rule.near_miss("The payment was corrected, not made again.", causes.CORRECTED)
def payment_corrected(case: Case) -> None:
    month = case.month()
    approve(case, MINIMUM, month.first - days(500))
    pay(case, MINIMUM, month)
    case.correct("relief_payments", amount=Decimal(780))
    case.note(MINIMUM, f"{month.first:%Y-%m}")


rule = Scenario(
    "relief_without_approval",
    cohort="seniors",
    problems=[causes.NOT_REVIEWED, causes.wrongdoing("虚列人员套取救助金")],
    excuses=[causes.data_error("认定记录漏报")],
)


@rule.hit("Paid on after the membership ended.")
def paid_after_the_membership(case: Case) -> None:
    months = case.times(2, 4)
    month = case.month(months)
    membership(case, month.first - days(700), month.plus(-1).last)
    pay(case, MINIMUM, month.plus(-1))
    amount = pay(case, MINIMUM, month, months)
    case.note(MINIMUM, amount=amount, last_day=month.plus(months).first)


@rule.hit("A member of a family at the border of minimum living.")
def borderline_is_not_paid(case: Case) -> None:
    month = case.month(1)
    membership(case, month.first - days(300), category="低保边缘")
    case.note(MINIMUM, amount=pay(case, MINIMUM, month), last_day=month.last)


@rule.hit("A fee for care at home of one supported in an institution.")
def cared_for_elsewhere(case: Case) -> None:
    month = case.month(1)
    approve(case, DESTITUTE, month.first - days(300))
    case.note(HOME_CARE, amount=pay(case, HOME_CARE, month), last_day=month.last)


@rule.near_miss("The membership ended on the first of the month.", causes.lawful("当月退出照发"))
def ended_on_the_first(case: Case) -> None:
    month = case.month()
    membership(case, month.first - days(300), month.first)
    pay(case, MINIMUM, month)
    case.note(MINIMUM)


@rule.near_miss("Approved on the last of the month.", causes.lawful("认定当月起发"))
def approved_on_the_last(case: Case) -> None:
    month = case.month()
    approve(case, HOME_CARE, month.last)
    pay(case, HOME_CARE, month)
    case.note(HOME_CARE)


rule = Scenario(
    "benefit_in_custody",
    cohort="adults",
    problems=[causes.NOT_COMPARED],
    excuses=[causes.data_error("释放日期晚报")],
)


def held(case: Case, *spells: tuple[int, int | None], kind: str = "羁押") -> None:
    """Paid for two months; in custody between days counted from the first of the second."""
    month = case.month(1)
    approve(case, MINIMUM, month.first - days(900))
    pay(case, MINIMUM, month.plus(-1))
    amount = pay(case, MINIMUM, month)
    for start, end in spells:
        until = None if end is None else month.last + days(end)
        spell = {"start_date": month.first + days(start), "end_date": until}
        case.add("custody_spells", kind=kind, **spell)
    case.note(MINIMUM, amount=amount, last_day=month.day(20))


rule.hit("Held from the tenth of a month to the fifth of the next but one.")(held, (-20, 5))
rule.hit("From the first day of the month to the last.")(held, (0, 0))
rule.hit("Two spells hold every day of the month between them.")(held, (-20, -15), (10, 3))
rule.near_miss("Held from the second of the month on.", causes.lawful("当月并非整月羁押"))(
    held, (1, 0)
)
rule.near_miss("Released on the day before the last.", causes.lawful("当月并非整月羁押"))(
    held, (-20, -1)
)
rule.near_miss("Supervised in the community.", causes.lawful("社区矫正不在羁押"))(
    held, (-20, 5), kind="社区矫正"
)


rule = Scenario(
    "benefit_after_moving_away",
    cohort="adults",
    problems=[causes.NOT_COMPARED],
    excuses=[causes.lawful("人户分离，仍由本市负担")],
)


def moved_away(case: Case, months: int, *, dated: bool = True) -> None:
    """Paid for so many months after the month of moving away; two of them are grace."""
    month = case.month(months + 1)
    approve(case, MINIMUM, month.first - days(900))
    pay(case, MINIMUM, month, 1 + min(months, 2))
    amount = pay(case, MINIMUM, month.plus(3), months - 2) if months > 2 else Decimal(0)
    case.who.status, case.who.status_date = "迁出", month.day(9) if dated else None
    case.note(MINIMUM, amount=amount, last_day=month.plus(months).last)


rule.hit("Paid for five months after that of moving away.")(moved_away, 5)
rule.hit("Paid for one month more than the two of grace.")(moved_away, 3)
rule.near_miss("Paid for the two months of grace.", causes.lawful("两个月过渡期"))(moved_away, 2)
rule.near_miss("The register knows no day of moving away.", causes.data_error("迁出日期缺失"))(
    moved_away, 5, dated=False
)


rule = Scenario(
    "relative_of_public_employee_on_minimum_living",
    cohort="adults",
    problems=[causes.wrongdoing("近亲属享受低保未备案")],
    excuses=[causes.lawful("已按规定备案")],
)


def beside_an_employee(
    case: Case,
    started: int,
    left: int | None = None,
    *,
    months: int = 3,
    same_home: bool = True,
    moved: bool = False,
) -> None:
    """On minimum living for three months; an employee's spell is counted from its first day."""
    month = case.month(3)
    start, last = month.first, month.plus(2).last
    member, relative = case.who, case.person("adults", case.who.town)
    if same_home:
        relative.household_no = member.household_no
    if moved:
        relative.status, relative.status_date = "迁出", start - days(900)
    membership(case, start, last)
    family = case.last("minimum_living_members")["family_no"]
    until = None if left is None else start + days(left)
    case.add("public_employees", relative, start_date=start + days(started), end_date=until)
    amount = pay(case, MINIMUM, month, 3) * months / 3
    case.note(family, start, amount=amount, last_day=last)


rule.hit("The wife teaches all the while.")(beside_an_employee, -2000)
rule.hit("The employment ended on the day on which the membership began.")(
    beside_an_employee, -2000, 0, months=1
)
rule.near_miss("The employment ended the day before.", causes.LEFT_OFFICE)(
    beside_an_employee, -2000, -1
)
rule.near_miss("The employed child moved away.", causes.lawful("已分户迁出"))(
    beside_an_employee, -2000, moved=True
)
rule.near_miss("The employee lives in another household.", causes.NAMESAKE)(
    beside_an_employee, -2000, same_home=False
)


rule = Scenario(
    "many_payees_on_one_account",
    cohort="seniors",
    problems=[causes.wrongdoing("村干部集中保管存折")],
    excuses=[causes.lawful("福利机构依规代管")],
)


def on_one_account(case: Case, people: int, households: int, later: int = 0) -> None:
    """So many people's migrant support on one account, that of the last few a year later."""
    town, year = case.town(), 2023 if case.outcome == OPEN else 2022
    account = f"6299{case.serial('account'):012}"
    homes: list[str] = []
    for number in range(people):
        person = case.person("seniors", town)
        homes.append(person.household_no)
        person.household_no = homes[number % households]
        month = Month(year + (number >= people - later), 1)
        # an office may write the same account in groups of four
        written = f"{account[:4]} {account[4:8]} {account[8:12]} {account[12:]}"
        case.add(
            "reservoir_migrant_payments",
            person,
            pay_month=month.first,
            paid_date=month.plus(2).day(12),
            amount=PROGRAMS[SUPPORT].amount,
            payee_account=written if number == 1 else account,
        )
    case.note(year, about=account, last_day=date(year, 3, 12))


rule.hit("The money of six people of as many households.")(on_one_account, 6, 6)
rule.hit("Four people of three households.")(on_one_account, 4, 3)
rule.near_miss("Three people of three households.", causes.lawful("由亲属代领"))(
    on_one_account, 3, 3
)
rule.near_miss("Four people of two households.", causes.lawful("两代人共用一个账户"))(
    on_one_account, 4, 2
)
rule.near_miss("Four people of four households, the fourth a year later.")(on_one_account, 4, 4, 1)


rule = Scenario(
    "public_employee_on_reservoir_support",
    cohort="adults",
    problems=[causes.NOT_COMPARED],
    excuses=[causes.lawful("编外公益岗位，政策允许")],
)


def supported_in_office(case: Case, quarters: int, started: int, left: int | None = None) -> None:
    """Supported for quarters; the job's days are counted from the first of the first of them."""
    quarter = Month(2022, 1 + 3 * (case.number % 3))
    first = quarter.first
    start, end = first + days(started), None if left is None else first + days(left)
    amount = pay(case, SUPPORT, quarter, quarters)
    last_day = quarter.plus(3 * quarters - 1).day(12)
    case.note(public_job(case, start, end), start, amount=amount, last_day=last_day)


rule.hit("In office for three quarters of support.")(supported_in_office, 3, -1500)
rule.hit("Left office on the first of the quarter's first month.")(supported_in_office, 1, -1500, 0)
rule.near_miss("Left office the day before the quarter.", causes.LEFT_OFFICE)(
    supported_in_office, 2, -1500, -1
)
rule.near_miss("Took office in the quarter's second month.", causes.lawful("任职前的扶持"))(
    supported_in_office, 1, 31
)


rule = Scenario(
    "medical_hardship_unrelieved",
    cohort="adults",
    problems=[causes.system_gap("未主动发现大病困难家庭")],
    excuses=[causes.lawful("家庭经济条件好，无需救助")],
)


def ill(case: Case, *self_paid: str, year: int = 2022, from_month: int = 3) -> None:
    """Weeks in hospital in one month after another, and what the patient paid of each."""
    for number, paid in enumerate(self_paid):
        month = Month(year, from_month).plus(number)
        case.add(
            "insurance_inpatient_claims",
            hospital_name=HOSPITALS[0],
            admitted_date=month.day(3),
            discharged_date=month.day(24),
            total_cost=Decimal(60000),
            self_paid=Decimal(paid),
        )
    case.note(year)


rule.hit("Two stays, of which the patient paid just 30,000 yuan.")(ill, "18000", "12000")
rule.hit("A stay of the as-of date's year.")(ill, "45200", year=2023)
rule.near_miss("A cent short of 30,000 yuan.")(ill, "18000", "11999.99")
rule.near_miss("Half of it in the year before.")(ill, "18000", "18000", year=2022, from_month=12)


@rule.near_miss("Granted temporary relief in December of the year.", causes.lawful("已获临时救助"))
def relieved_in_the_year(case: Case) -> None:
    ill(case, "36000")
    granted(case, date(2022, 12, 30), reason="疾病")


@rule.near_miss("At the border of minimum living until a January.", causes.lawful("低保边缘家庭"))
def at_the_border(case: Case) -> None:
    ill(case, "36000")
    membership(case, date(2021, 2, 1), date(2022, 1, 1), "低保边缘")


@rule.near_miss("Moved away since.", causes.lawful("户籍已迁出"))
def ill_and_moved_away(case: Case) -> None:
    ill(case, "36000")
    case.who.status, case.who.status_date = "迁出", date(2023, 5, 4)


rule = Scenario(
    "recorded_dead_but_alive",
    cohort="seniors",
    problems=[causes.work_error("他人死亡误登到本人名下")],
    excuses=[causes.data_error("住院登记身份证号录错")],
)


def admitted_after_death(case: Case, after: int) -> None:
    died = case.day(after + 30)
    case.dies(died)
    hospital(case, died + days(after), died + days(after + 9))
    case.note("death", last_day=died + days(after))


rule.hit("In hospital three months after death.")(admitted_after_death, 90)
rule.hit("In hospital on the second day after death.")(admitted_after_death, 2)


@rule.hit("Took up work after death.")
def hired_after_death(case: Case) -> None:
    died = case.day(80)
    case.dies(died)
    hired(case, died + days(70), 2400)
    case.note("death", last_day=died + days(70))


rule.near_miss("In hospital on the day after death.", causes.data_error("次日补登入院"))(
    admitted_after_death, 1
)


@rule.near_miss("The day of death was corrected since.", causes.CORRECTED)
def day_of_death_corrected(case: Case) -> None:
    died = case.day(80)
    case.dies(died, known=died + days(60))
    case.correct("deaths", death_date=died + days(50))
    hospital(case, died + days(20), died + days(30))
    case.note("death")
