"""What looks like a red alert and is none, and what is wrong and cannot be seen."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from plumbline.city.plot import (
    DATA_ERROR,
    HOURS,
    LAWFUL,
    WORK_ERROR,
    WRONGDOING,
    Cause,
    Plot,
)
from plumbline.city.records import (
    LUNCH,
    MINIMUM,
    allowance,
    claim,
    days,
    hospital,
    labour,
    meal,
    membership,
    month_of,
    post,
    public_job,
    relief,
    stay,
    visit,
    visits,
)

_OF_EACH = 12


def plant(plot: Plot) -> None:
    for decoy in (
        back_pay,
        last_meal,
        service_on_discharge_day,
        home_for_new_year,
        transfer,
        reissued_name,
        corrected_discharge,
        corrected_service_day,
        surviving_twin,
        fetched_meal,
        next_door,
        moved_house,
        bed_kept_on_leave,
        approved_post,
        helped_by_rehabilitation,
        half_days,
        unseen_death,
        visit_on_admission_day,
    ):
        for _ in range(plot.count(_OF_EACH)):
            decoy(plot)


def _day(plot: Plot, length: int = 40) -> date:
    return date(2022, 2, 1) + timedelta(days=plot.random.randrange(640 - length))


def back_pay(plot: Plot) -> None:
    elder = plot.person()
    died = _day(plot, 120)
    month = month_of(died)
    allowance(plot, elder, month.plus(-1), paid=month.plus(2).day(12))
    allowance(plot, elder, month, paid=month.plus(2).day(12))
    plot.dies(elder, died, known=died + days(9))
    plot.note(
        "decoy", "allowance_after_death", elder, "death", cause=Cause("补发死亡前月份", LAWFUL)
    )


def last_meal(plot: Plot) -> None:
    elder = plot.person()
    died = _day(plot)
    meal(plot, elder, died)
    plot.dies(elder, died, known=died + days(2))
    plot.note(
        "decoy", "meal_after_death", elder, "death", cause=Cause("去世当日的最后一餐", LAWFUL)
    )


def service_on_discharge_day(plot: Plot) -> None:
    client = plot.person()
    admitted = _day(plot)
    hospital(plot, client, admitted, admitted + days(8))
    visits(plot, client, [admitted + days(8)])
    plot.note(
        "decoy",
        "service_during_hospital_stay",
        client,
        admitted,
        cause=Cause("出院当日服务", LAWFUL),
    )


def home_for_new_year(plot: Plot) -> None:
    resident = plot.person()
    checkin = date(2022, 6, 1) + days(plot.random.randrange(150))
    name = stay(plot, resident, checkin)
    plot.add(
        "institution_leaves",
        institution_name=name,
        id_number=resident.id,
        leave_date=date(2023, 1, 19),
        return_date=date(2023, 1, 29),
    )
    meal(plot, resident, date(2023, 1, 22))
    meal(plot, resident, date(2023, 1, 29))
    plot.note(
        "decoy",
        "meal_while_in_institution",
        resident,
        name,
        checkin,
        cause=Cause("春节请假回家", LAWFUL),
    )


def transfer(plot: Plot) -> None:
    """The first hospital never wrote the discharge down; the insurance knows the whole stay."""
    client = plot.person()
    admitted = _day(plot, 60)
    hospital(plot, client, admitted, None, name="样例中医院")
    hospital(plot, client, admitted + days(4), admitted + days(15), name="样例人民医院")
    claim(plot, client, admitted, admitted + days(15), "样例人民医院")
    visits(plot, client, [admitted + days(20)])
    plot.note(
        "decoy",
        "service_during_hospital_stay",
        client,
        admitted,
        cause=Cause("转院后已出院", LAWFUL),
    )


def reissued_name(plot: Plot) -> None:
    """A death under this person's ID and another's name: not believed."""
    elder = plot.person()
    died = _day(plot, 120)
    plot.add(
        "deaths",
        elder,
        name=f"{elder.name}改",
        death_date=died,
        source="火化",
        registered_date=died + days(3),
    )
    for n in range(1, 3):
        allowance(plot, elder, month_of(died).plus(n))
    plot.note(
        "decoy",
        "allowance_after_death",
        elder,
        "death",
        cause=Cause("身份证号重号，姓名不符", DATA_ERROR),
    )


def corrected_discharge(plot: Plot) -> None:
    """The discharge was entered a week late, and corrected in a later delivery."""
    client = plot.person()
    admitted = _day(plot, 60)
    record = plot.add(
        "hospital_stays",
        client,
        hospital_name="样例人民医院",
        admitted_at=admitted,
        discharged_at=admitted + days(15),
        ward="骨科",
    )
    plot.correct("hospital_stays", record, discharged_at=admitted + days(8))
    visits(plot, client, [admitted + days(10)])
    plot.note(
        "decoy",
        "service_during_hospital_stay",
        client,
        admitted,
        cause=Cause("出院日期已更正", DATA_ERROR),
    )


def corrected_service_day(plot: Plot) -> None:
    client = plot.person()
    admitted = _day(plot, 60)
    hospital(plot, client, admitted, admitted + days(12))
    for record in visits(plot, client, [admitted + days(5)]):
        plot.correct("home_service_orders", record, service_date=admitted - days(4))
    plot.note(
        "decoy",
        "service_during_hospital_stay",
        client,
        admitted,
        cause=Cause("服务日期已更正", DATA_ERROR),
    )


def surviving_twin(plot: Plot) -> None:
    """Twins, one of them dead: the other still eats."""
    dead = plot.person()
    twin = plot.person(town=dead.town)
    died = _day(plot)
    plot.dies(dead, died, known=died + days(6))
    meal(plot, twin, died + days(5))
    plot.note("decoy", "meal_after_death", twin, "death", cause=Cause("在世的双胞胎", LAWFUL))


def fetched_meal(plot: Plot) -> None:
    guest = plot.person()
    admitted = _day(plot)
    hospital(plot, guest, admitted, admitted + days(9))
    meal(plot, guest, admitted + days(4), "代领")
    plot.note(
        "decoy", "meal_during_hospital_stay", guest, admitted, cause=Cause("家属代领餐食", LAWFUL)
    )


def next_door(plot: Plot) -> None:
    """Two visits of one worker, the second beginning when the first ends."""
    town = plot.town()
    worker, one, other = plot.person("adults", town), plot.person(town=town), plot.person(town=town)
    day = _day(plot)
    visit(plot, one, day, worker, HOURS[0])
    visit(plot, other, day, worker, (HOURS[0][1], "09:40"))
    plot.note(
        "decoy", "worker_in_two_places", worker, day, cause=Cause("前后相接的两次服务", LAWFUL)
    )


def moved_house(plot: Plot) -> None:
    """Two days certain in both homes: a move that both sides were slow to enter."""
    resident = plot.person()
    moved = _day(plot)
    stay(plot, resident, moved - days(200), moved + days(3))
    other = stay(plot, resident, moved, None, 2)
    plot.note(
        "decoy",
        "two_institutions_at_once",
        resident,
        other,
        moved,
        cause=Cause("转院办理数日", LAWFUL),
    )


def bed_kept_on_leave(plot: Plot) -> None:
    resident = plot.person()
    admitted = _day(plot)
    checkin = admitted - days(90)
    name = stay(plot, resident, checkin)
    hospital(plot, resident, admitted, admitted + days(10))
    plot.add(
        "institution_leaves",
        institution_name=name,
        id_number=resident.id,
        leave_date=admitted,
        return_date=admitted + days(10),
    )
    plot.note(
        "decoy",
        "institution_subsidy_during_hospital_stay",
        resident,
        name,
        checkin,
        admitted,
        cause=Cause("住院期间已登记请假", LAWFUL),
    )


def approved_post(plot: Plot) -> None:
    person = plot.person("adults")
    start = _day(plot)
    public_job(plot, person, date(2012, 5, 1))
    code = post(plot, person, "理事", start, None, approval_no="样例〔2022〕8号")
    plot.note(
        "decoy",
        "public_employee_in_association",
        person,
        code,
        "理事",
        start,
        cause=Cause("经批准且不取酬", LAWFUL),
    )


def helped_by_rehabilitation(plot: Plot) -> None:
    person = plot.person("adults")
    month = month_of(_day(plot))
    membership(plot, person, month.first, month.last)
    relief(plot, person, MINIMUM, month)
    plot.add(
        "welfare_enterprise_staff",
        person,
        enterprise_name="样例一号福利厂",
        hired_date=date(2021, 3, 1),
        monthly_wage=Decimal(2860),
    )
    plot.add(
        "rehabilitation_treatments",
        person,
        treatment_no=f"KD{plot.number('treatment'):06}",
        organisation="样例康复中心",
        start_date=month.day(20),
        end_date=month.plus(1).day(5),
        subsidy_amount=Decimal(1800),
    )
    plot.note(
        "decoy",
        "welfare_staff_on_minimum_living",
        person,
        "样例一号福利厂",
        date(2021, 3, 1),
        cause=Cause("康复期间就业", LAWFUL),
    )


def half_days(plot: Plot) -> None:
    worker = plot.person("seniors")
    month = month_of(_day(plot))
    for village in (1, 2):
        labour(plot, worker, month.day(11), month.day(11), hours=4.0, amount=75, village=village)
    plot.note(
        "decoy", "village_work_in_two_villages", worker, month, cause=Cause("上下午各半天", LAWFUL)
    )


def unseen_death(plot: Plot) -> None:
    """The death was registered under a mistyped ID, which is rejected: no rule can know of it."""
    elder = plot.person()
    died = _day(plot)
    wrong = elder.id[:17] + ("2" if elder.id[17] == "1" else "1")
    plot.add(
        "deaths",
        elder,
        id_number=wrong,
        death_date=died,
        source="死亡证明",
        registered_date=died + days(3),
    )
    for n in (4, 6):
        meal(plot, elder, died + days(n))
    plot.note(
        "hidden",
        "meal_after_death",
        elder,
        "death",
        cause=Cause("家属持卡就餐，死亡登记身份证号录错", WRONGDOING),
        amount=2 * LUNCH,
    )


def visit_on_admission_day(plot: Plot) -> None:
    """An invented visit on an edge day, when the client may still have been at home."""
    client = plot.person()
    admitted = _day(plot)
    hospital(plot, client, admitted, admitted + days(9))
    visits(plot, client, [admitted])
    plot.note(
        "hidden",
        "service_during_hospital_stay",
        client,
        admitted,
        cause=Cause("入院当日虚构上门记录", WORK_ERROR),
    )
