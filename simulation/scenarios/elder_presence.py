"""Elder care: people who cannot have been where the money says they were."""

from __future__ import annotations

from simulation.people import mistyped
from simulation.records import (
    BED,
    LUNCH,
    VISIT,
    accident,
    claim,
    days,
    home,
    hospital,
    leave,
    meals,
    other_name,
    stay,
    visits,
)
from simulation.scenario import (
    AS_OF,
    CONFIRMED,
    DATA_ERROR,
    LAWFUL,
    WORK_ERROR,
    WRONGDOING,
    Case,
    Cause,
    Plan,
    Scenario,
)
from simulation.scenarios.causes import (
    CORRECTED,
    EDGE_DAY,
    LATE_CHECKOUT,
    LATE_DISCHARGE,
    LATE_NOTICE,
    NAMESAKE,
    NOT_TOLD,
    ON_LEAVE,
    OTHER_NAME,
    PADDED,
    RELATIVE_EATS,
    SETTLEMENT_DAY,
    TWIN,
    VISITED_FAMILY,
    WORKER_INVENTS,
)
from simulation.values import Month

# ------------------------------------------------------------------------------------------------
rule = Scenario(
    "meal_while_in_institution",
    Plan(171, 150, 12, recovered=140112, persons=41, published=True, towns=11),
    problems=[PADDED, RELATIVE_EATS, NOT_TOLD],
    excuses=[VISITED_FAMILY, LATE_CHECKOUT, TWIN],
)


@rule.hit()
def meals_day_after_day(case: Case) -> None:
    """Meals between check-in and check-out, the first on the second day."""
    guest = case.person()
    number = case.times(85, 125) if case.outcome == CONFIRMED else case.times(4, 30)
    checkin = case.day(number + 5)
    checkout = checkin + days(number + 21)
    is_over = case.number % 5 == 0 and checkout <= AS_OF
    stay(case, guest, checkin, checkout if is_over else None)
    amount = meals(case, guest, *(checkin + days(1 + n) for n in range(number)))
    case.note(guest, home(guest.town), checkin, amount=amount, last_day=checkin + days(number))


@rule.hit()
def fetched_and_brought(case: Case) -> None:
    """It does not matter how the meals were handed over."""
    guest = case.person()
    checkin = case.day()
    stay(case, guest, checkin, checkin + days(30))
    meals(case, guest, checkin + days(7), pickup="送餐")
    meals(case, guest, checkin + days(29), pickup="代领")
    last = checkin + days(29)
    case.note(guest, home(guest.town), checkin, amount=2 * LUNCH, last_day=last)


@rule.hit(late=True)
def still_living_there(case: Case) -> None:
    """Still living there, so the as-of day itself is certain; or until after the as-of date."""
    guest = case.person()
    checkin = case.day(60)
    stay(case, guest, checkin, AS_OF + days(31) if case.number % 2 else None)
    amount = meals(case, guest, checkin + days(5), AS_OF)
    case.note(guest, home(guest.town), checkin, amount=amount)


@rule.near_miss(EDGE_DAY)
def meals_on_edge_days(case: Case) -> None:
    """Meals on the check-in and the check-out day: the guest may have been out."""
    guest = case.person()
    checkin = case.day(60)
    stay(case, guest, checkin, checkin + days(50))
    meals(case, guest, checkin, checkin + days(50))
    case.note(guest, home(guest.town), checkin)


@rule.near_miss(Cause("春节请假回家", LAWFUL))
def home_for_new_year(case: Case) -> None:
    """Meals during a leave, its first and last day included."""
    guest = case.person()
    left = Month(2023, 1).day(18)
    checkin = left - days(case.times(20, 300))
    stay(case, guest, checkin)
    leave(case, guest, left, left + days(12))
    meals(case, guest, left, left + days(6), left + days(12))
    case.note(guest, home(guest.town), checkin)


@rule.near_miss(ON_LEAVE)
def not_back_yet(case: Case) -> None:
    """Meals during a leave without a return: open to the as-of date."""
    guest = case.person()
    left = case.day(30)
    stay(case, guest, left - days(90))
    leave(case, guest, left)
    meals(case, guest, left, left + days(25))
    case.note(guest, home(guest.town), left - days(90))


@rule.near_miss(CORRECTED)
def check_out_corrected(case: Case) -> None:
    """The first delivery knew no check-out; a later one corrects it to before the meals."""
    guest = case.person()
    checkin = case.day(80)
    checkout = checkin + days(40)
    case.correct("institution_stays", stay(case, guest, checkin), checkout_date=checkout)
    meals(case, guest, checkout, checkout + days(24))
    case.note(guest, home(guest.town), checkin)


# ------------------------------------------------------------------------------------------------
rule = Scenario(
    "meal_after_death",
    Plan(31, 28, 1, recovered=1068, persons=6, published=True),
    problems=[RELATIVE_EATS, PADDED],
    excuses=[TWIN],
)


@rule.hit()
def eats_on(case: Case) -> None:
    """Meals before the death and from two days after it on."""
    guest = case.person()
    number = case.times(4, 6)
    died = case.day(3 * number + 20)
    eaten = [died + days(2 + 3 * n) for n in range(number)]
    meals(case, guest, *(died - days(ago) for ago in (9, 5, 2)))
    amount = meals(case, guest, *eaten)
    case.dies(guest, died, known=eaten[-1] + days(4))
    case.note(guest, "death", amount=amount, last_day=eaten[-1])


@rule.hit()
def certificate_before_cremation(case: Case) -> None:
    """After the death certificate's day, before the cremation's: the certificate wins."""
    guest = case.person()
    died = case.day(20)
    case.dies(guest, died + days(3), source="火化")
    case.dies(guest, died)
    amount = meals(case, guest, died + days(2), pickup="代领")
    case.note(guest, "death", amount=amount, last_day=died + days(2))


@rule.near_miss(Cause("去世当日的最后一餐", LAWFUL))
def last_meal(case: Case) -> None:
    """The last meal is on the death day itself."""
    guest = case.person()
    died = case.day()
    meals(case, guest, died - days(1), died)
    case.dies(guest, died)
    case.note(guest, "death")


@rule.near_miss(OTHER_NAME)
def cremated_under_another_name(case: Case) -> None:
    """The cremation row bears another name than the register's for this ID: not believed."""
    guest = case.person()
    died = case.day()
    case.add(
        "deaths",
        guest,
        name=other_name(guest),
        death_date=died,
        source="火化",
        registered_date=died + days(3),
    )
    meals(case, guest, died + days(7), died + days(30))
    case.note(guest, "death")


@rule.near_miss(Cause("户籍注销日期录入错误", DATA_ERROR))
def cancelled_too_early(case: Case) -> None:
    """Meals between the cancellation's day, which is wrong, and the certificate's."""
    guest = case.person()
    died = case.day()
    case.dies(guest, died - days(20), known=died + days(5), source="户籍注销")
    case.dies(guest, died)
    meals(case, guest, died - days(15), died - days(1))
    case.note(guest, "death")


@rule.near_miss(Cause("在世的双胞胎", LAWFUL))
def surviving_twin(case: Case) -> None:
    """Twins, one of them dead: the other still eats."""
    dead = case.person()
    twin = case.person(town=dead.town)
    died = case.day()
    case.dies(dead, died)
    meals(case, twin, died + days(5))
    case.note(twin, "death")


@rule.hidden(Cause("家属持卡就餐，死亡登记身份证号录错", WRONGDOING))
def death_under_a_mistyped_id(case: Case) -> None:
    """The death was registered under a mistyped ID, which is rejected: no rule can know of it."""
    guest = case.person()
    died = case.day()
    case.add(
        "deaths",
        guest,
        id_number=mistyped(guest.id),
        death_date=died,
        source="死亡证明",
        registered_date=died + days(3),
    )
    case.note(guest, "death", amount=meals(case, guest, died + days(4), died + days(6)))


# ------------------------------------------------------------------------------------------------
rule = Scenario(
    "service_after_death",
    Plan(28, 28, 0, recovered=3600, persons=9, published=True),
    problems=[WORKER_INVENTS, SETTLEMENT_DAY, LATE_NOTICE],
    excuses=[],
)


@rule.hit()
def visited_on(case: Case) -> None:
    """A visit before the death, and a few after it."""
    client = case.person()
    died = case.day(50)
    visited = [died + days(3 + 6 * n) for n in range(case.times(3, 5))]
    visits(case, client, died - days(6), *visited)
    case.dies(client, died, known=visited[-1] + days(5))
    case.note(client, "death", amount=len(visited) * VISIT, last_day=visited[-1])


@rule.hit()
def known_to_the_register_alone(case: Case) -> None:
    """Only the household register knows of the death; three visits after its day."""
    client = case.person()
    died = case.day(30)
    case.struck_off(client, died)
    visits(case, client, *(died + days(ago) for ago in (-5, 2, 9, 16)))
    case.note(client, "death", amount=3 * VISIT, last_day=died + days(16))


@rule.hit()
def died_in_an_accident(case: Case) -> None:
    """Died in a traffic accident, visited on the next day."""
    client = case.person()
    died = case.day(10)
    accident(case, client, died)
    visits(case, client, died + days(1))
    case.note(client, "death", amount=VISIT, last_day=died + days(1))


@rule.hit()
def death_row_says_birth_day(case: Case) -> None:
    """The death row says the birth day and is not believed; the register's day is asked next."""
    client = case.person()
    died = case.day(20)
    case.add("deaths", client, death_date=client.birth, source="死亡证明", registered_date=died)
    case.struck_off(client, died)
    visits(case, client, died - days(1), died + days(7))
    case.note(client, "death", amount=VISIT, last_day=died + days(7))


@rule.near_miss(Cause("去世当日的最后一次服务", LAWFUL))
def visited_on_the_death_day(case: Case) -> None:
    """The last visit is on the death day itself."""
    client = case.person()
    died = case.day()
    case.dies(client, died, source="火化")
    visits(case, client, died - days(7), died)
    case.note(client, "death")


@rule.near_miss(OTHER_NAME)
def certified_under_another_name(case: Case) -> None:
    """The certificate bears another name than the register's for this ID: not believed."""
    client = case.person()
    died = case.day()
    certified = {"death_date": died, "source": "死亡证明", "registered_date": died}
    case.add("deaths", client, name=other_name(client), **certified)
    visits(case, client, died + days(7), died + days(14))
    case.note(client, "death")


@rule.near_miss(OTHER_NAME)
def accident_of_another_name(case: Case) -> None:
    """The accident row bears another name than the register's for this ID: not believed."""
    client = case.person()
    died = case.day()
    accident(case, client, died, name=other_name(client))
    visits(case, client, died + days(7))
    case.note(client, "death")


# ------------------------------------------------------------------------------------------------
rule = Scenario(
    "service_during_hospital_stay",
    Plan(290, 86, 148, recovered=8730, persons=17, published=True, relapses=True),
    problems=[WORKER_INVENTS, SETTLEMENT_DAY, NOT_TOLD],
    excuses=[
        LATE_DISCHARGE,
        Cause("结算日误录为服务日，服务属实", DATA_ERROR),
        Cause("按约为家中失能配偶服务", LAWFUL),
        NAMESAKE,
    ],
)


@rule.hit()
def visits_in_hospital(case: Case) -> None:
    """Visits on days strictly between admission and discharge."""
    client = case.again or case.person()
    length = case.batch.random.randrange(7, 21)
    admitted = case.day(length)
    hospital(case, client, admitted, admitted + days(length))
    certain = [admitted + days(n) for n in range(1, length)]
    visited = sorted(case.batch.random.sample(certain, case.times(3, 5)))
    visits(case, client, *visited)
    case.note(client, admitted, amount=len(visited) * VISIT, last_day=visited[-1])


@rule.hit()
def moved_that_day(case: Case) -> None:
    """Moved from one hospital to the other that day: one episode, so the day is certain."""
    client = case.person()
    admitted = case.day(20)
    moved = admitted + days(9)
    hospital(case, client, admitted, moved, "样例人民医院")
    claim(case, client, moved, moved + days(6), "样例中医院")
    visits(case, client, moved)
    case.note(client, admitted, amount=VISIT, last_day=moved)


@rule.hit()
def open_record_is_a_transfer(case: Case) -> None:
    """The open record is a transfer and ends with the closed one: one visit of two counts."""
    client = case.person()
    admitted = case.day(30)
    hospital(case, client, admitted, admitted + days(11), "样例人民医院")
    hospital(case, client, admitted + days(4), None, "样例中医院")
    visits(case, client, admitted + days(7), admitted + days(19))
    case.note(client, admitted, amount=VISIT, last_day=admitted + days(7))


@rule.hit()
def on_the_ninetieth_day(case: Case) -> None:
    """Never discharged: the 90th day after admission is the last certain one."""
    client = case.person()
    admitted = case.day(100)
    hospital(case, client, admitted)
    visits(case, client, admitted + days(90))
    case.note(client, admitted, amount=VISIT, last_day=admitted + days(90))


@rule.near_miss(EDGE_DAY)
def on_the_day_after_the_ninetieth(case: Case) -> None:
    """Never discharged: the 91st day after admission is an edge day."""
    client = case.person()
    admitted = case.day(100)
    hospital(case, client, admitted)
    visits(case, client, admitted + days(91))
    case.note(client, admitted)


@rule.near_miss(Cause("出院当日服务", LAWFUL))
def on_the_discharge_day(case: Case) -> None:
    """A visit on the discharge day."""
    client = case.person()
    admitted = case.day()
    hospital(case, client, admitted, admitted + days(8))
    visits(case, client, admitted + days(8))
    case.note(client, admitted)


@rule.near_miss(Cause("出院回家一夜后再入院", LAWFUL))
def home_for_a_night(case: Case) -> None:
    """Home for a night: the records share no day, so the days between are edges."""
    client = case.person()
    admitted = case.day()
    hospital(case, client, admitted, admitted + days(4))
    hospital(case, client, admitted + days(5), admitted + days(11))
    visits(case, client, admitted + days(4), admitted + days(5))
    case.note(client, admitted)
    case.note(client, admitted + days(5))


@rule.near_miss(Cause("转院后已出院", LAWFUL))
def transfer_never_closed(case: Case) -> None:
    """The first hospital never wrote the discharge down; the insurance knows the whole stay."""
    client = case.person()
    admitted = case.day(60)
    hospital(case, client, admitted, None, "样例中医院")
    hospital(case, client, admitted + days(4), admitted + days(15), "样例人民医院")
    claim(case, client, admitted, admitted + days(15), "样例人民医院")
    visits(case, client, admitted + days(20))
    case.note(client, admitted)


@rule.near_miss(CORRECTED)
def discharge_corrected(case: Case) -> None:
    """The discharge was entered a week late, and corrected in a later delivery."""
    client = case.person()
    admitted = case.day(60)
    record = hospital(case, client, admitted, admitted + days(15), "样例人民医院")
    corrected = record["discharged_at"] - days(7)
    case.correct("hospital_stays", record, discharged_at=corrected)
    visits(case, client, admitted + days(10))
    case.note(client, admitted)


@rule.near_miss(CORRECTED)
def service_day_corrected(case: Case) -> None:
    """The day of the visit was wrong, and corrected in a later delivery."""
    client = case.person()
    admitted = case.day(60)
    hospital(case, client, admitted, admitted + days(12))
    for record in visits(case, client, admitted + days(5)):
        case.correct("home_service_orders", record, service_date=admitted - days(4))
    case.note(client, admitted)


@rule.hidden(Cause("入院当日虚构上门记录", WORK_ERROR))
def on_the_admission_day(case: Case) -> None:
    """An invented visit on an edge day, when the client may still have been at home."""
    client = case.person()
    admitted = case.day()
    hospital(case, client, admitted, admitted + days(9))
    visits(case, client, admitted)
    case.note(client, admitted)


# ------------------------------------------------------------------------------------------------
rule = Scenario(
    "service_while_in_institution",
    Plan(95, 78, 9, recovered=19440, persons=10, published=True),
    problems=[WORKER_INVENTS, NOT_TOLD],
    excuses=[VISITED_FAMILY, LATE_CHECKOUT],
)


@rule.hit()
def visits_at_the_old_address(case: Case) -> None:
    """Visits at a home address that the client had left, from the day after check-in on."""
    client = case.person()
    number = case.times(6, 10)
    checkin = case.day(7 * number)
    stay(case, client, checkin)
    visited = [checkin + days(1 + 7 * n) for n in range(number)]
    visits(case, client, *visited)
    amount = number * VISIT
    case.note(client, home(client.town), checkin, amount=amount, last_day=visited[-1])


@rule.near_miss(EDGE_DAY)
def visits_on_edge_days(case: Case) -> None:
    """Visits on the check-in and check-out day and after it."""
    client = case.person()
    checkin = case.day(110)
    stay(case, client, checkin, checkin + days(90))
    visits(case, client, checkin, checkin + days(90), checkin + days(97))
    case.note(client, home(client.town), checkin)


@rule.near_miss(ON_LEAVE)
def visits_during_a_leave(case: Case) -> None:
    """Visits on the first and the last day of a leave."""
    client = case.person()
    left = case.day()
    stay(case, client, left - days(95))
    leave(case, client, left, left + days(4))
    visits(case, client, left, left + days(4))
    case.note(client, home(client.town), left - days(95))


# ------------------------------------------------------------------------------------------------
rule = Scenario(
    "institution_subsidy_during_hospital_stay",
    Plan(84, 66, 10, recovered=14250, persons=6, published=True),
    problems=[Cause("机构未登记请假，照领床位补助", WRONGDOING), NOT_TOLD],
    excuses=[LATE_DISCHARGE],
)


@rule.hit()
def bed_paid_in_hospital(case: Case) -> None:
    """Days certain in the home and in hospital, without a leave."""
    resident = case.person()
    length = case.times(8, 20)
    admitted = case.day(length)
    checkin = admitted - days(case.times(30, 600))
    stay(case, resident, checkin)
    hospital(case, resident, admitted, admitted + days(length))
    case.note(
        resident,
        home(resident.town),
        checkin,
        admitted,
        amount=(length - 1) * BED,
        last_day=admitted + days(length - 1),
    )


@rule.hit()
def exactly_three_days(case: Case) -> None:
    """Exactly three days are certain in the home and in hospital."""
    resident = case.person()
    admitted = case.day()
    checkin = admitted - days(200)
    stay(case, resident, checkin)
    hospital(case, resident, admitted, admitted + days(4))
    episode = (home(resident.town), checkin, admitted)
    case.note(resident, *episode, amount=3 * BED, last_day=admitted + days(3))


@rule.near_miss(EDGE_DAY)
def two_days_only(case: Case) -> None:
    """Two days only."""
    resident = case.person()
    admitted = case.day()
    checkin = admitted - days(200)
    stay(case, resident, checkin)
    hospital(case, resident, admitted, admitted + days(3))
    case.note(resident, home(resident.town), checkin, admitted)


@rule.near_miss(Cause("住院期间已登记请假", LAWFUL))
def on_leave_but_for_two_days(case: Case) -> None:
    """Weeks in hospital, but a leave covers all certain days save two."""
    resident = case.person()
    admitted = case.day()
    checkin = admitted - days(90)
    stay(case, resident, checkin)
    leave(case, resident, admitted, admitted + days(14))
    hospital(case, resident, admitted, admitted + days(17))
    case.note(resident, home(resident.town), checkin, admitted)


# ------------------------------------------------------------------------------------------------
rule = Scenario(
    "two_institutions_at_once",
    Plan(22, 14, 5, recovered=3600, persons=1, published=True),
    problems=[Cause("原机构未办退住，继续报床位", WRONGDOING), NOT_TOLD],
    excuses=[LATE_CHECKOUT],
)


@rule.hit()
def never_checked_out(case: Case) -> None:
    """Days certain in both homes; the later stay is the one to explain."""
    resident = case.person()
    number = case.times(6, 20)
    second = case.day(number + 2)
    stay(case, resident, second - days(case.times(60, 400)), second + days(number + 1))
    stay(case, resident, second, None, 2)
    other, last = home(resident.town, 2), second + days(number)
    case.note(resident, other, second, amount=number * BED, last_day=last)


@rule.near_miss(Cause("转院办理数日", LAWFUL))
def moved_house(case: Case) -> None:
    """A move with four days in both books, of which two are certain in both."""
    resident = case.person()
    moved = case.day()
    stay(case, resident, moved - days(200), moved + days(3))
    stay(case, resident, moved, None, 2)
    case.note(resident, home(resident.town, 2), moved)


@rule.near_miss(Cause("同一机构重复登记", DATA_ERROR))
def twice_in_one_home(case: Case) -> None:
    """Two stays in the same home: a slip in its books, not two places."""
    resident = case.person()
    second = case.day()
    stay(case, resident, second - days(150))
    stay(case, resident, second)
    case.note(resident, home(resident.town), second)


# ------------------------------------------------------------------------------------------------
rule = Scenario(
    "meal_during_hospital_stay",
    Plan(90, 61, 17, recovered=1980, persons=6, published=True),
    problems=[PADDED, RELATIVE_EATS],
    excuses=[LATE_DISCHARGE, NAMESAKE],
)


@rule.hit()
def ate_at_the_centre(case: Case) -> None:
    """Ate at the centre, once with no word on how the meal was handed over."""
    guest = case.person()
    length = case.times(8, 20)
    admitted = case.day(length)
    hospital(case, guest, admitted, admitted + days(length))
    amount = meals(case, guest, admitted + days(1), admitted + days(length - 1))
    amount += meals(case, guest, admitted + days(2), pickup=None)
    case.note(guest, admitted, amount=amount, last_day=admitted + days(length - 1))


@rule.near_miss(Cause("家属代领餐食", LAWFUL))
def fetched_or_brought(case: Case) -> None:
    """Meals fetched or brought may have gone to the hospital or the family."""
    guest = case.person()
    admitted = case.day()
    claim(case, guest, admitted, admitted + days(11), "样例人民医院")
    meals(case, guest, admitted + days(1), pickup="代领")
    meals(case, guest, admitted + days(2), pickup="送餐")
    case.note(guest, admitted)


@rule.near_miss(EDGE_DAY)
def before_and_after(case: Case) -> None:
    """Meals on the admission and the discharge day."""
    guest = case.person()
    admitted = case.day()
    hospital(case, guest, admitted, admitted + days(7))
    meals(case, guest, admitted, admitted + days(7))
    case.note(guest, admitted)
