"""Elder care: people who cannot have been where the money says they were."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from simulation import causes
from simulation.people import mistyped, numerals
from simulation.records import (
    accident,
    around_death,
    claim,
    days,
    home,
    hospital,
    in_hospital,
    in_institution,
    leave,
    meals,
    stay,
    visits,
)
from simulation.scenario import CONFIRMED, Case, Plan, Scenario
from simulation.settings import AS_OF
from simulation.usual import BED, VISIT

rule = Scenario(
    "meal_while_in_institution",
    Plan(171, 150, 12, recovered=140112, persons=41, published=True, towns=11),
    problems=[causes.PADDED, causes.RELATIVE_EATS, causes.NOT_TOLD],
    excuses=[causes.VISITED_FAMILY, causes.LATE_CHECKOUT, causes.TWIN],
)


def centre_of(case: Case, number: int) -> str:
    return f"{case.who.town}样例{numerals(number)}号照料中心"


def meals_in_turn(case: Case, *on: date) -> Decimal:
    """At each of the town's centres in turn, so that none of them has a guest who eats daily."""
    turns = enumerate(on)
    return sum(
        (meals(case, day, centre_name=centre_of(case, 1 + turn % 3)) for turn, day in turns),
        Decimal(0),
    )


@rule.hit("Meals between check-in and check-out.")
def meals_day_after_day(case: Case) -> None:
    number = case.times(85, 125) if case.outcome == CONFIRMED else case.times(4, 30)
    in_institution(case, meals_in_turn, *range(1, number + 1))


@rule.hit("It does not matter how the meals were handed over.")
def fetched_and_brought(case: Case) -> None:
    checkin = case.day()
    last = checkin + days(29)
    name = stay(case, checkin, last + days(1))
    amount = meals(case, checkin + days(7), pickup="送餐") + meals(case, last, pickup="代领")
    case.note(name, checkin, amount=amount, last_day=last)


@rule.hit(
    "Still there, so the as-of day itself is certain; so it is if the check-out lies after it.",
    late=True,
)
def still_living_there(case: Case) -> None:
    checkin = case.day(60)
    name = stay(case, checkin, AS_OF + days(31) if case.number % 2 else None)
    case.note(name, checkin, amount=meals(case, checkin + days(5), AS_OF))


@rule.near_miss(
    "The first delivery knew no check-out; a later one corrects it to before the meals.",
    causes.CORRECTED,
)
def check_out_corrected(case: Case) -> None:
    checkin = case.day(80)
    name = stay(case, checkin)
    case.correct("institution_stays", checkout_date=checkin + days(40))
    meals(case, checkin + days(40), checkin + days(64))
    case.note(name, checkin)


rule.near_miss(
    "Meals on the check-in and the check-out day: the guest may have been out.", causes.EDGE_DAY
)(in_institution, meals, 0, 50, until=50)
rule.near_miss("Meals during a leave, its first and last day included.", causes.ON_LEAVE)(
    in_institution, meals, 20, 26, 32, away=(20, 32)
)
rule.near_miss("Meals during a leave without a return: open to the as-of date.", causes.ON_LEAVE)(
    in_institution, meals, 30, 55, away=(30, None)
)


rule = Scenario(
    "meal_after_death",
    Plan(31, 28, 1, recovered=1068, persons=6, published=True),
    problems=[causes.RELATIVE_EATS, causes.PADDED],
    excuses=[causes.TWIN],
)


@rule.hit("Meals before the death and from two days after it on.")
def eats_on(case: Case) -> None:
    around_death(case, meals, -9, -5, -2, *(2 + 3 * n for n in range(case.times(4, 6))))


@rule.hit("After the death certificate's day, before the cremation's: the certificate wins.")
def certificate_before_cremation(case: Case) -> None:
    died = case.day(20)
    case.dies(died + days(3), source="火化")
    case.dies(died)
    amount = meals(case, died + days(2), pickup="代领")
    case.note("death", amount=amount, last_day=died + days(2))


@rule.near_miss(
    "Meals between the cancellation's day, which is wrong, and the certificate's.",
    causes.data_error("户籍注销日期录入错误"),
)
def cancelled_too_early(case: Case) -> None:
    died = case.day()
    case.dies(died - days(20), source="户籍注销")
    case.dies(died)
    meals(case, died - days(15), died - days(1))
    case.note("death")


@rule.near_miss("Twins, one of them dead: the other still eats.", causes.lawful("在世的双胞胎"))
def surviving_twin(case: Case) -> None:
    died, dead = case.day(), case.person(town=case.who.town)
    case.add("deaths", dead, death_date=died, registered_date=died)
    meals(case, died + days(5))
    case.note("death")


@rule.hidden(
    "The death was registered under a mistyped ID, which is rejected: no rule can know of it.",
    causes.wrongdoing("家属持卡就餐，死亡登记身份证号录错"),
)
def death_under_a_mistyped_id(case: Case) -> None:
    died = case.day()
    case.dies(died, id_number=mistyped(case.who.id), name=case.who.name)
    case.note("death", amount=meals(case, died + days(4), died + days(6)))


rule.near_miss("The last meal is on the death day itself.", causes.lawful("去世当日的最后一餐"))(
    around_death, meals, -1, 0
)
rule.near_miss(
    "The cremation row bears another name than the register's for this ID: not believed.",
    causes.OTHER_NAME,
)(around_death, meals, 7, 30, known=False, source="火化", name="样改")


rule = Scenario(
    "service_after_death",
    Plan(28, 28, 0, recovered=3600, persons=9, published=True),
    problems=[causes.WORKER_INVENTS, causes.SETTLEMENT_DAY, causes.LATE_NOTICE],
    excuses=[],
)


@rule.hit("A visit before the death, and a few after it.")
def visited_on(case: Case) -> None:
    around_death(case, visits, -6, *(3 + 6 * n for n in range(case.times(3, 5))))


@rule.hit("Only the household register knows of the death; three visits after its day.")
def known_to_the_register_alone(case: Case) -> None:
    died = case.day(30)
    case.struck_off(died)
    visits(case, *(died + days(after) for after in (-5, 2, 9, 16)))
    case.note("death", amount=3 * VISIT, last_day=died + days(16))


@rule.hit("Died in a traffic accident, visited on the next day.")
def died_in_an_accident(case: Case) -> None:
    died = case.day(10)
    accident(case, died)
    case.note("death", amount=visits(case, died + days(1)), last_day=died + days(1))


@rule.hit("The death row says the birth day and is not believed; the register's day is asked next.")
def death_row_says_birth_day(case: Case) -> None:
    died = case.day(20)
    case.dies(case.who.birth)
    case.struck_off(died)
    visits(case, died - days(1), died + days(7))
    case.note("death", amount=VISIT, last_day=died + days(7))


@rule.near_miss(
    "The accident row bears another name than the register's for this ID: not believed.",
    causes.OTHER_NAME,
)
def accident_of_another_name(case: Case) -> None:
    day = case.day()
    accident(case, day, name="样改")
    visits(case, day + days(7))
    case.note("death")


rule.near_miss(
    "The last visit is on the death day itself.", causes.lawful("去世当日的最后一次服务")
)(around_death, visits, -7, 0, source="火化")
rule.near_miss(
    "The certificate bears another name than the register's for this ID: not believed.",
    causes.OTHER_NAME,
)(around_death, visits, 7, 14, known=False, name="样改")


rule = Scenario(
    "service_during_hospital_stay",
    Plan(290, 86, 148, recovered=8730, persons=17, published=True, relapses=True),
    problems=[causes.WORKER_INVENTS, causes.SETTLEMENT_DAY, causes.NOT_TOLD],
    excuses=[
        causes.LATE_DISCHARGE,
        causes.data_error("结算日误录为服务日，服务属实"),
        causes.lawful("按约为家中失能配偶服务"),
        causes.NAMESAKE,
    ],
)


@rule.hit("Visits on days strictly between admission and discharge.")
def visits_in_hospital(case: Case) -> None:
    length = case.batch.random.randrange(7, 21)
    visited = case.batch.random.sample(range(1, length), case.times(3, 5))
    in_hospital(case, visits, *sorted(visited), until=length)


@rule.hit("Moved from one hospital to the other that day: one episode, so the day is certain.")
def moved_that_day(case: Case) -> None:
    admitted = case.day(20)
    moved = admitted + days(9)
    hospital(case, admitted, moved, "样例人民医院")
    claim(case, moved, moved + days(6), "样例中医院")
    case.note(admitted, amount=visits(case, moved), last_day=moved)


@rule.hit("The open record is a transfer and ends with the closed one: one visit of two counts.")
def open_record_is_a_transfer(case: Case) -> None:
    admitted = case.day(30)
    hospital(case, admitted, admitted + days(11), "样例人民医院")
    hospital(case, admitted + days(4), None, "样例中医院")
    visits(case, admitted + days(7), admitted + days(19))
    case.note(admitted, amount=VISIT, last_day=admitted + days(7))


@rule.near_miss(
    "Home for a night: the records share no day, so the days between are edges.",
    causes.lawful("出院回家一夜后再入院"),
)
def home_for_a_night(case: Case) -> None:
    admitted = case.day()
    back = admitted + days(5)
    hospital(case, admitted, admitted + days(4))
    hospital(case, back, back + days(6))
    visits(case, admitted + days(4), back)
    case.note(admitted)
    case.note(back)


@rule.near_miss(
    "The first hospital never wrote the discharge down; the insurance knows the whole stay.",
    causes.lawful("转院后已出院"),
)
def transfer_never_closed(case: Case) -> None:
    admitted = case.day(60)
    hospital(case, admitted, None, "样例中医院")
    hospital(case, admitted + days(4), admitted + days(15), "样例人民医院")
    claim(case, admitted, admitted + days(15))
    visits(case, admitted + days(20))
    case.note(admitted)


@rule.near_miss(
    "The discharge was entered a week late, and corrected in a later delivery.", causes.CORRECTED
)
def discharge_corrected(case: Case) -> None:
    admitted = case.day(60)
    hospital(case, admitted, admitted + days(15), "样例人民医院")
    discharged = datetime.combine(admitted, datetime.min.time()) + timedelta(days=8, hours=15)
    case.correct("hospital_stays", discharged_at=discharged)
    visits(case, admitted + days(10))
    case.note(admitted)


@rule.near_miss(
    "The day of the visit was wrong, and corrected in a later delivery.", causes.CORRECTED
)
def service_day_corrected(case: Case) -> None:
    admitted = case.day(60)
    hospital(case, admitted, admitted + days(12))
    visits(case, admitted + days(5))
    case.correct("home_service_orders", service_date=admitted - days(4))
    case.note(admitted)


rule.hit("Never discharged: the 90th day after admission is the last certain one.")(
    in_hospital, visits, 90
)
rule.near_miss("Never discharged: the 91st day after admission is an edge day.", causes.EDGE_DAY)(
    in_hospital, visits, 91
)
rule.near_miss("A visit on the discharge day.", causes.lawful("出院当日服务"))(
    in_hospital, visits, 8, until=8
)
rule.hidden(
    "An invented visit on an edge day, when the client may still have been at home.",
    causes.work_error("入院当日虚构上门记录"),
)(in_hospital, visits, 0, until=9)


rule = Scenario(
    "service_while_in_institution",
    Plan(95, 78, 9, recovered=19440, persons=10, published=True),
    problems=[causes.WORKER_INVENTS, causes.NOT_TOLD],
    excuses=[causes.VISITED_FAMILY, causes.LATE_CHECKOUT],
)


@rule.hit("Visits at a home address that the client had left, from the day after check-in on.")
def visits_at_the_old_address(case: Case) -> None:
    in_institution(case, visits, *(1 + 7 * n for n in range(case.times(6, 10))))


rule.near_miss("Visits on the check-in and check-out day and after it.", causes.EDGE_DAY)(
    in_institution, visits, 0, 90, 97, until=90
)
rule.near_miss("Visits on the first and the last day of a leave.", causes.ON_LEAVE)(
    in_institution, visits, 95, 99, away=(95, 99)
)


rule = Scenario(
    "institution_subsidy_during_hospital_stay",
    Plan(84, 66, 10, recovered=14250, persons=6, published=True),
    problems=[causes.wrongdoing("机构未登记请假，照领床位补助"), causes.NOT_TOLD],
    excuses=[causes.LATE_DISCHARGE],
)


def bed_paid(case: Case, length: int = 0, away: int = 0, **bed: Any) -> None:
    """In hospital for so many days, for the first of them on leave from the home."""
    length = length or case.times(8, 20)
    admitted = case.day(length)
    checkin = admitted - days(case.times(30, 600))
    name = stay(case, checkin, **bed)
    if away:
        leave(case, admitted, admitted + days(away))
    hospital(case, admitted, admitted + days(length))
    last = admitted + days(length - 1)
    case.note(name, checkin, admitted, amount=(length - 1) * BED, last_day=last)


rule.hit("Days certain in the home and in hospital, without a leave.")(bed_paid)
rule.hit("Exactly three days are certain in the home and in hospital.")(bed_paid, 4)
rule.near_miss("Two days only.", causes.EDGE_DAY)(bed_paid, 3)
rule.near_miss(
    "Weeks in hospital, but a leave covers all certain days save two.",
    causes.lawful("住院期间已登记请假"),
)(bed_paid, 17, 14)
rule.near_miss("A bed that no subsidy is paid for.", causes.lawful("自费床位，未领补助"))(
    bed_paid, 12, daily_subsidy=Decimal(0)
)
rule.near_miss("A bed whose subsidy nobody told.", causes.lawful("自费床位，未领补助"))(
    bed_paid, 12, daily_subsidy=None
)


rule = Scenario(
    "two_institutions_at_once",
    Plan(22, 14, 5, recovered=3600, persons=1, published=True),
    problems=[causes.wrongdoing("原机构未办退住，继续报床位"), causes.NOT_TOLD],
    excuses=[causes.LATE_CHECKOUT],
)


def two_stays(case: Case, shared: int = 0, other: int = 2) -> None:
    """So many days certain in both homes; the later stay is the one to explain."""
    shared = shared or case.times(6, 20)
    second = case.day(shared + 2)
    last = second + days(shared)
    stay(case, second - days(case.times(60, 400)), last + days(1))
    stay(case, second, None, other)
    case.note(home(case.who.town, other), second, amount=shared * BED, last_day=last)


rule.hit("Days certain in both homes; the later stay is the one to explain.")(two_stays)
rule.near_miss(
    "A move with four days in both books, of which two are certain in both.",
    causes.lawful("转院办理数日"),
)(two_stays, 2)
rule.near_miss(
    "Two stays in the same home: a slip in its books, not two places.",
    causes.data_error("同一机构重复登记"),
)(two_stays, 9, 1)


rule = Scenario(
    "meal_during_hospital_stay",
    Plan(90, 61, 17, recovered=1980, persons=6, published=True),
    problems=[causes.PADDED, causes.RELATIVE_EATS],
    excuses=[causes.LATE_DISCHARGE, causes.NAMESAKE],
)


def last_without_a_word(case: Case, *on: date) -> Decimal:
    return meals(case, *on[:-1]) + meals(case, on[-1], pickup=None)


@rule.hit("Ate at the centre, once with no word on how the meal was handed over.")
def ate_at_the_centre(case: Case) -> None:
    length = case.times(8, 20)
    in_hospital(case, last_without_a_word, 1, 2, length - 1, until=length)


@rule.near_miss(
    "Meals fetched or brought may have gone to the hospital or the family.",
    causes.lawful("家属代领餐食"),
)
def fetched_or_brought(case: Case) -> None:
    admitted = case.day()
    claim(case, admitted, admitted + days(11))
    meals(case, admitted + days(1), pickup="代领")
    meals(case, admitted + days(2), pickup="送餐")
    case.note(admitted)


rule.near_miss("Meals on the admission and the discharge day.", causes.EDGE_DAY)(
    in_hospital, meals, 0, 7, until=7
)


rule = Scenario(
    "institution_bed_after_death",
    problems=[causes.wrongdoing("老人去世后不办退住，照领床位补助"), causes.NOT_TOLD],
    excuses=[causes.LATE_CHECKOUT],
)


def bed_kept(case: Case, after: int = 0, **death: str) -> None:
    """Lives in a home and dies there; signed out behind so many days after the death."""
    after = after or case.times(5, 60)
    died = case.day(after + 25)
    checkin = died - days(case.times(60, 600))
    name = stay(case, checkin, died + days(after + 1))
    case.dies(died, known=None if death else died + days(20), **death)
    case.note(name, checkin, amount=after * BED, last_day=died + days(after))


rule.hit("Signed out more than three days after the death.")(bed_kept)
rule.hit("Four days after the death, the fewest that count.")(bed_kept, 4)


@rule.hit("Never signed out: to the as-of date.", late=True)
def never_signed_out(case: Case) -> None:
    died = case.day(60)
    checkin = died - days(30)
    name = stay(case, checkin)
    case.dies(died, known=died + days(12))
    case.note(name, checkin, amount=(AS_OF - died).days * BED)


@rule.hit("On leave at home when death came: a leave changes nothing about the bed.")
def died_on_leave(case: Case) -> None:
    died = case.day(40)
    checkin = died - days(30)
    name = stay(case, checkin, died + days(15))
    leave(case, died - days(2))
    case.dies(died, known=died + days(12))
    case.note(name, checkin, amount=14 * BED, last_day=died + days(14))


@rule.near_miss("Signed out on the day of death.", causes.lawful("去世当日办理退住"))
def signed_out_that_day(case: Case) -> None:
    died = case.day()
    checkin = died - days(30)
    case.note(stay(case, checkin, died), checkin)
    case.dies(died)


rule.near_miss("Exactly three days after the death.", causes.lawful("家属三日内清理床位"))(
    bed_kept, 3
)
rule.near_miss("The death row bears another name than the register's.", causes.OTHER_NAME)(
    bed_kept, 30, name="样改"
)


rule = Scenario(
    "meal_at_two_centres",
    problems=[causes.PADDED, causes.RELATIVE_EATS],
    excuses=[causes.NAMESAKE],
)


def same_meals(case: Case, number: int = 0, **second: Any) -> None:
    """Lunches at one centre, and on the same days meals at another."""
    month = case.month(1)
    eaten = [month.day(3 + 2 * turn) for turn in range(number or case.times(3, 9))]
    meals(case, *eaten, centre_name=centre_of(case, 1))
    amount = meals(case, *eaten, **{"centre_name": centre_of(case, 2)} | second)
    case.note(month, amount=amount, last_day=eaten[-1])


rule.hit("The same lunches at two centres.")(same_meals)
rule.hit("Once is enough, and it does not matter how the meal was handed over.")(
    same_meals, 1, pickup="代领"
)
rule.near_miss("Lunch at one centre and supper at the other.", causes.lawful("午餐、晚餐各在一处"))(
    same_meals, 3, meal_type="晚餐"
)


@rule.near_miss(
    "At the one centre today and at the other tomorrow.", causes.lawful("隔日换一处就餐")
)
def by_turns(case: Case) -> None:
    month = case.month(1)
    for turn in range(6):
        meals(case, month.day(5 + turn), centre_name=centre_of(case, 1 + turn % 2))
    case.note(month)
