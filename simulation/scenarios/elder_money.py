"""Elder care: allowances, a centre's claims, contractors."""

from __future__ import annotations

from datetime import date

from simulation import causes
from simulation.people import mistyped
from simulation.records import days, meals, paid_after_death, pay, public_job, town_of
from simulation.scenario import Case, Plan, Scenario
from simulation.usual import ALLOWANCE, MEAL_CLAIM, PROGRAMS
from simulation.values import Month

rule = Scenario(
    "allowance_after_death",
    Plan(19, 17, 1, recovered=2880, persons=3, published=True),
    problems=[causes.LATE_NOTICE, causes.RELATIVE_DRAWS],
    excuses=[causes.data_error("户籍注销日期录入错误")],
)


@rule.hit("Paid up to the month of death, which is owed, and a few months on.")
def paid_on(case: Case) -> None:
    source = "火化" if case.number % 3 else "死亡证明"
    paid_after_death(case, ALLOWANCE, case.times(3, 5), source=source)


@rule.hit(
    "Not in the register, so the death is believed: on a month's last day, the next was paid."
)
def not_in_the_register(case: Case) -> None:
    case.who.registered = False
    paid_after_death(case, ALLOWANCE, 1, day=0, source="火化")


@rule.near_miss(
    "Paid late, after the death, for months up to the month of death.",
    causes.lawful("补发死亡前月份"),
)
def back_pay(case: Case) -> None:
    month = case.month(3)
    pay(case, ALLOWANCE, month.plus(-1), 2, paid=month.plus(2).day(12))
    case.dies(month.day(17))
    case.note("death")


@rule.near_miss(
    "A death under this person's ID and another's name: not believed.", causes.OTHER_NAME
)
def death_under_another_name(case: Case) -> None:
    month = case.month(3)
    case.dies(month.day(9), source="火化", name="样改")
    pay(case, ALLOWANCE, month.plus(1), 2)
    case.note("death")


rule.near_miss("Died on the first of a month: that month is still owed.", causes.MONTH_OF_DEATH)(
    paid_after_death, ALLOWANCE, 0, 1
)


rule = Scenario(
    "allowance_below_age",
    Plan(12, 9, 2, recovered=6000, persons=2, published=True),
    "seniors",
    problems=[causes.wrongdoing("档案年龄改大"), causes.work_error("按虚岁发放")],
    excuses=[causes.data_error("身份证号出生日期有误，实际已满")],
)


@rule.hit("Paid for a year and a half, long before the person is 80.")
def paid_in_the_seventies(case: Case) -> None:
    case.subject = case.person("seniors", born=lambda birth: birth.year > 1943)
    amount = pay(case, ALLOWANCE, Month(2022, 1), 18)
    case.note("age", amount=amount, last_day=date(2023, 6, 12))


def eighty_in_spring(birth: date) -> bool:
    """Turns 80 between March and June of 2023."""
    return birth.year == 1943 and 3 <= birth.month <= 6


def around_the_birthday(case: Case, months_before: int) -> None:
    """Paid for the month of the 80th birthday, and so many before it."""
    case.subject = case.person("seniors", born=eighty_in_spring)
    month = Month(2023, case.who.birth.month)
    pay(case, ALLOWANCE, month.plus(-months_before), months_before + 1)
    amount = months_before * PROGRAMS[ALLOWANCE].amount
    case.note("age", amount=amount, last_day=month.plus(-1).day(12))


rule.hit("Two payments before the month of the 80th birthday.")(around_the_birthday, 2)
rule.near_miss("80 years old within the first month paid for.")(around_the_birthday, 0)


rule = Scenario(
    "allowance_paid_twice",
    Plan(36, 33, 1, recovered=1860, persons=2, published=True),
    problems=[causes.work_error("两本名册各发一次"), causes.system_gap("系统重复导入")],
    excuses=[causes.lawful("首笔退票后重发")],
)


@rule.hit("Two vouchers for one month.")
def two_vouchers(case: Case) -> None:
    month = case.month(1)
    pay(case, ALLOWANCE, month.plus(-1), 3)
    again = month.plus(1).day(3)
    case.note(month, amount=pay(case, ALLOWANCE, month, paid=again), last_day=again)


@rule.near_miss(
    "The same voucher delivered again with the amount corrected: one payment.",
    causes.data_error("金额已更正"),
)
def amount_corrected(case: Case) -> None:
    month = case.month()
    right = pay(case, ALLOWANCE, month)
    case.last("old_age_allowance_payments")["amount"] = right * 10
    case.correct("old_age_allowance_payments", amount=right)
    case.note(month)


@rule.near_miss("Two payments on one day, each for a month of its own.")
def two_months_on_one_day(case: Case) -> None:
    month = case.month()
    pay(case, ALLOWANCE, month, 2, paid=month.day(12))
    case.note(month)


rule = Scenario(
    "meal_claim_exceeds_records",
    Plan(48, 41, 3, recovered=9600, persons=9, published=True, relapses=True),
    problems=[causes.PADDED, causes.work_error("手工统计有误")],
    excuses=[causes.data_error("部分就餐记录未上传")],
)


def new_centre(case: Case) -> str:
    """A centre that no ordinary guest goes to."""
    return f"{case.town()}样例丙{case.serial('centre')}号照料中心"


def claimed(
    case: Case,
    claim: int,
    *,
    guests: int = 4,
    each: int = 5,
    mistype: bool = False,
    corrected: int = 0,
) -> None:
    """Guests eat on so many days each at a centre of their own, and the centre claims."""
    centre = case.again or new_centre(case)
    town, month = town_of(centre), case.month()
    for _ in range(guests):
        guest = case.person(town=town)
        eaten = [month.day(2 + number) for number in range(each)]
        meals(case, *eaten, who=guest, centre_name=centre)
        if mistype:
            # one more that is rejected, and so told beside the alert
            wrong = mistyped(guest.id)
            meals(case, month.day(8), who=guest, centre_name=centre, id_number=wrong)
            mistype = False

    def money(number: int) -> dict[str, object]:
        return {"claimed_meals": number, "claimed_amount": number * MEAL_CLAIM}

    about = {"centre_name": centre, "town": town, "claim_month": month.first}
    case.add("centre_monthly_claims", **about, **money(claim))
    if corrected:
        case.correct("centre_monthly_claims", **money(corrected))
    excess = (claim - each * guests) * MEAL_CLAIM
    case.note(month, about=centre, amount=excess, last_day=month.last, town=town)


rule.hit("70 meals claimed, 20 recorded; one more record of the month is rejected.")(
    claimed, 70, mistype=True
)
rule.hit("A claim for a month without any meal record.")(claimed, 45, guests=0)
rule.hit("25 meals claimed, 20 recorded: five too many, the fewest that count.")(claimed, 25)
rule.near_miss("126 meals claimed, 120 recorded: exactly five per cent over.")(
    claimed, 126, guests=8, each=15
)
rule.near_miss("24 meals claimed, 20 recorded: a fifth over, and yet four meals only.")(claimed, 24)
rule.near_miss(
    "A claim of 200 meals was a slip of the pen, corrected to the 20 recorded.",
    causes.data_error("申报数已更正"),
)(claimed, 200, corrected=20)


rule = Scenario(
    "centre_meals_per_person_high",
    problems=[causes.PADDED],
    excuses=[causes.lawful("老人一日三餐均在中心就餐")],
)


def eaten_at(case: Case, centre: str, month: Month, guests: int, each: int) -> None:
    """So many guests eat on so many days each."""
    for _ in range(guests):
        guest = case.person(town=town_of(centre))
        meals(case, *(month.day(1 + turn) for turn in range(each)), who=guest, centre_name=centre)


def eats_more(case: Case, times: float, guests: int = 10) -> None:
    """Guests of one centre eat so many times as often as those of four others."""
    # in a city as often as ordinary guests, so that nobody else stands out
    usual = 2 if case.batch.settings.is_sample else 8
    month, centre = case.month(), new_centre(case)
    eaten_at(case, centre, month, guests, int(times * usual))
    for _ in range(4):
        eaten_at(case, new_centre(case), month, 10, usual)
    case.note(month, about=centre, last_day=month.last, town=town_of(centre))


rule.hit("Ten guests eat two and a half times as often as those of other centres.")(eats_more, 2.5)
rule.near_miss("One and a half times as often.")(eats_more, 1.5)
rule.near_miss("Nine guests: with so few one of them makes the mean.")(eats_more, 2.5, 9)


rule = Scenario(
    "operating_subsidy_for_empty_centre",
    problems=[causes.wrongdoing("照料中心停办仍申领运行补贴"), causes.NOT_REVIEWED],
    excuses=[causes.data_error("部分就餐记录未上传")],
)
SUBSIDY = 3000


def hardly_used(
    case: Case, *guests: int, first: Month | None = None, last_subsidy: int = SUBSIDY
) -> None:
    """A centre's months, all of one year unless told otherwise, with so many guests in each."""
    length = len(guests)
    if first is None:
        month = case.month(length)
        first = min(month, Month(month.year, 13 - length))
    centre = new_centre(case)
    for turn, number in enumerate(guests):
        month = first.plus(turn)
        eaten_at(case, centre, month, number, 2)
        is_last = turn == length - 1
        case.add(
            "centre_monthly_claims",
            centre_name=centre,
            town=town_of(centre),
            claim_month=month.first,
            claimed_meals=2 * number,
            claimed_amount=2 * number * MEAL_CLAIM,
            operating_subsidy=last_subsidy if is_last else SUBSIDY,
        )
    last_day = first.plus(length - 1).last
    case.note(
        first.year, about=centre, amount=length * SUBSIDY, last_day=last_day, town=town_of(centre)
    )


rule.hit("Four guests at most in each of three months that were paid for.")(hardly_used, 4, 2, 3)
rule.hit("Nobody eats there at all.")(hardly_used, 0, 0, 0)
rule.near_miss("Five guests in one of the three months.")(hardly_used, 4, 5, 4)
rule.near_miss("Two months only.", causes.lawful("停业维修两个月"))(hardly_used, 0, 0)
rule.near_miss("No operating subsidy in the third month.", causes.lawful("当月未领运行补贴"))(
    hardly_used, 1, 1, 1, last_subsidy=0
)
rule.near_miss("Two months of one year and two of the next.")(
    hardly_used, 4, 4, 4, 4, first=Month(2022, 11)
)


rule = Scenario(
    "allowance_owed",
    problems=[causes.system_gap("到龄未主动告知，本人未申请")],
    excuses=[causes.lawful("本人书面放弃")],
)


def owed(case: Case, *paid: Month) -> None:
    """Paid for these months, and for no other."""
    case.who.draws_allowance = False
    for month in paid:
        pay(case, ALLOWANCE, month)
    case.note("owed")


def born_in(case: Case, month: int) -> None:
    """Turns 80 in that month of 2023, and is never paid."""
    case.subject = case.person("seniors", born=lambda day: (day.year, day.month) == (1943, month))
    owed(case)


rule.hit("Over 80, in the register, and never paid.", late=True)(owed)
rule.hit("Paid up to September and for none of the last three months.", late=True)(
    owed, Month(2023, 8), Month(2023, 9)
)
rule.hit("80 years old within the first of the last three months.", late=True)(born_in, 10)
rule.near_miss("80 years old in the second of the last three months.")(born_in, 11)
rule.near_miss("Paid for one of the last three months.", causes.work_error("两个月漏发"))(
    owed, Month(2023, 11)
)


@rule.near_miss("Moved to another city.", causes.lawful("户籍已迁出"))
def moved_away(case: Case) -> None:
    case.who.status, case.who.status_date = "迁出", date(2022, 5, 9)
    owed(case)


@rule.near_miss("Not in the register, though a guest of a centre.", causes.lawful("非本市户籍"))
def of_another_city(case: Case) -> None:
    case.who.registered = False
    meals(case, case.day())
    owed(case)


@rule.near_miss("Died in December.", causes.lawful("已去世"))
def died_in_december(case: Case) -> None:
    case.dies(date(2023, 12, 9))
    owed(case)


@rule.near_miss("Held in custody for the whole of November.", causes.lawful("服刑期间停发"))
def held_in_november(case: Case) -> None:
    spell = {"start_date": date(2023, 10, 20), "end_date": date(2023, 12, 5)}
    case.add("custody_spells", kind="羁押", **spell)
    owed(case)


rule = Scenario(
    "official_in_care_project",
    Plan(14, 9, 3, persons=4, published=True),
    "adults",
    problems=[
        causes.wrongdoing("公职人员以亲属公司承接项目"),
        causes.work_error("任职前未清退股份"),
    ],
)


def contracted(case: Case, left_office: int | None, *roles: str, **contract: None) -> None:
    """An interest in a contractor; the office was left so many days before, or never."""
    start = case.day(200)
    end = None if left_office is None else start - days(left_office)
    public_job(case, date(2010, 2, 1), end)
    spell: dict[str, object] = {"start_date": start, "end_date": start + days(180)}
    known: dict[str, object] = {}
    for role in roles:
        record = case.add("project_contractors", role=role, **spell | known | contract)
        known = {name: record[name] for name in ("project_no", "contractor")}
    case.note(*known.values(), last_day=end or start + days(180))


rule.hit("In office all along, with two roles in one contractor.")(
    contracted, None, "股东", "法定代表人"
)
rule.hit("The contract begins on the last day in office.")(contracted, 0, "股东")
rule.hit("What the contract is worth was not told; it would be no loss anyway.")(
    contracted, None, "高管", contract_amount=None
)
rule.near_miss("The contract begins on the day after the last day in office.", causes.LEFT_OFFICE)(
    contracted, 1, "股东"
)
