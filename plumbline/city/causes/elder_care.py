"""Care of the elderly: meals, visits, homes, allowances, and who is behind the contractors."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from plumbline.city.plot import (
    CONFIRMED,
    DATA_ERROR,
    HOURS,
    LAWFUL,
    SYSTEM_GAP,
    WORK_ERROR,
    WRONGDOING,
    Cause,
    Plot,
)
from plumbline.city.records import (
    BED,
    LUNCH,
    VISIT,
    allowance,
    days,
    hospital,
    meal,
    month_of,
    public_job,
    stay,
    visit,
    visits,
)
from plumbline.city.settings import plans
from plumbline.sample.people import TOWNS
from plumbline.sample.values import Month

PADDED = Cause("照料中心虚报就餐人次", WRONGDOING)
RELATIVE_EATS = Cause("家属持卡就餐", WRONGDOING)
WORKER_INVENTS = Cause("服务人员虚构上门记录", WRONGDOING)
SETTLEMENT_DAY = Cause("将结算日录为服务日", WORK_ERROR)
SETTLEMENT_DAY_LAWFUL = Cause("结算日误录为服务日，服务属实", DATA_ERROR)
NOT_TOLD = Cause("机构之间信息不通，停办迟缓", SYSTEM_GAP)
LATE_NOTICE = Cause("死亡信息登记迟缓，照常发放", SYSTEM_GAP)
LATE_DISCHARGE = Cause("出院信息晚录一周", DATA_ERROR)
LATE_CHECKOUT = Cause("退住信息晚录", DATA_ERROR)
TWIN = Cause("双胞胎身份证号混淆", DATA_ERROR)
NAMESAKE = Cause("同名人员错录身份证号", DATA_ERROR)
VISITED_FAMILY = Cause("请假回家未登记", LAWFUL)
SERVED_FAMILY = Cause("按约为家中失能配偶服务", LAWFUL)


def plant(plot: Plot) -> None:
    meals_in_institution(plot)
    meals_after_death(plot)
    visits_after_death(plot)
    allowances_after_death(plot)
    visits_in_hospital(plot)
    visits_in_institution(plot)
    bed_subsidies_in_hospital(plot)
    two_institutions(plot)
    meals_in_hospital(plot)
    allowances_below_age(plot)
    allowances_twice(plot)
    padded_claims(plot)
    workers_in_two_places(plot)
    officials_in_projects(plot)


def meals_in_institution(plot: Plot) -> None:
    """The confirmed cases' meals come to what was recovered, to the yuan; in eleven towns."""
    rule = "meal_while_in_institution"
    cases = list(
        plot.cases(rule, [PADDED, RELATIVE_EATS, NOT_TOLD], [VISITED_FAMILY, LATE_CHECKOUT, TWIN])
    )
    confirmed = [case for case in cases if case.fate == CONFIRMED]
    total = round(float(plans()[rule].recovered) * plot.fraction / float(LUNCH))
    shares = dict(
        zip((case.number for case in confirmed), _spread(total, len(confirmed)), strict=True)
    )
    for case in cases:
        resident = plot.person(town=TOWNS[case.number % 11] if case.number < 11 else plot.town(11))
        number = shares.get(case.number) or plot.random.randrange(4, 30)
        checkin = case.day(number + 5)
        last_meal = checkin + days(number + 1)
        checkout = last_meal + days(20) if case.number % 5 == 0 else None
        if checkout and checkout > date(2023, 12, 31):
            checkout = None
        name = stay(plot, resident, checkin, checkout, 1)
        for number_of_day in range(number):
            meal(plot, resident, checkin + days(2 + number_of_day))
        case.alert(resident, name, checkin, amount=number * LUNCH, last_day=last_meal)


def _spread(total: int, parts: int) -> list[int]:
    """Unequal shares of a total."""
    if not parts:
        return []
    even, rest = divmod(total, parts)
    shares = [even + (place < rest) for place in range(parts)]
    for place in range(0, parts - 1, 2):
        shift = min(place * 7 % 60, even - 1)
        shares[place] += shift
        shares[place + 1] -= shift
    return shares


def meals_after_death(plot: Plot) -> None:
    rule = "meal_after_death"
    cases = list(plot.cases(rule, [RELATIVE_EATS, PADDED], [TWIN]))
    confirmed = sum(case.fate == CONFIRMED for case in cases)
    total = round(float(plans()[rule].recovered) * plot.fraction / float(LUNCH))
    even, rest = divmod(total, confirmed) if confirmed else (1, 0)
    for case in cases:
        number = 2
        if case.fate == CONFIRMED:
            number = max(1, even + (rest > 0))
            rest -= 1
        elder = plot.person()
        died = case.day(number + 25)
        for ago in (9, 5, 2):
            meal(plot, elder, died - days(ago))
        for number_of_day in range(number):
            meal(plot, elder, died + days(2 + number_of_day * 3))
        last = died + days(2 + 3 * (number - 1))
        plot.dies(elder, died, known=last + days(4))
        case.alert(elder, "death", amount=number * LUNCH, last_day=last)


def visits_after_death(plot: Plot) -> None:
    for case in plot.cases(
        "service_after_death", [WORKER_INVENTS, SETTLEMENT_DAY, LATE_NOTICE], []
    ):
        elder = plot.person()
        died = case.day(40)
        number = plot.random.randrange(2, 5)
        visits(plot, elder, [died - days(6), *(died + days(3 + 6 * n) for n in range(number))])
        last = died + days(3 + 6 * (number - 1))
        plot.dies(elder, died, known=last + days(5))
        case.alert(elder, "death", amount=number * VISIT, last_day=last)


def allowances_after_death(plot: Plot) -> None:
    """The month of death is still owed; the months behind it are not."""
    late_source = Cause("户籍注销日期录入错误", DATA_ERROR)
    for case in plot.cases("allowance_after_death", [LATE_NOTICE, RELATIVE_EATS], [late_source]):
        elder = plot.person()
        died = case.day(160)
        number = plot.random.randrange(2, 5)
        month = month_of(died)
        amount = sum(allowance(plot, elder, month.plus(n)) for n in range(-1, number + 1))
        last = month.plus(number)
        plot.dies(elder, died, known=last.day(26), source="火化" if case.number % 3 else "死亡证明")
        case.alert(elder, "death", amount=amount - 2 * Decimal(60), last_day=last.day(12))


def visits_in_hospital(plot: Plot) -> None:
    """Somebody may relapse: one case is closed in the first year, one follows in the second."""
    before = None
    problems = [WORKER_INVENTS, SETTLEMENT_DAY, NOT_TOLD]
    excuses = [LATE_DISCHARGE, SETTLEMENT_DAY_LAWFUL, SERVED_FAMILY, NAMESAKE]
    for case in plot.cases("service_during_hospital_stay", problems, excuses, relapses=True):
        client = before if case.relapse == "after" and before else plot.person()
        before = client if case.relapse == "before" else before
        length = plot.random.randrange(7, 21)
        admitted = case.day(length)
        hospital(plot, client, admitted, admitted + days(length))
        certain = [admitted + days(n) for n in range(1, length)]
        visited = sorted(plot.random.sample(certain, plot.random.randrange(2, 5)))
        visits(plot, client, visited)
        case.alert(client, admitted, amount=len(visited) * VISIT, last_day=visited[-1])


def visits_in_institution(plot: Plot) -> None:
    for case in plot.cases(
        "service_while_in_institution", [WORKER_INVENTS, NOT_TOLD], [VISITED_FAMILY, LATE_CHECKOUT]
    ):
        client = plot.person()
        number = plot.random.randrange(6, 10)
        checkin = case.day(7 * number + 10)
        name = stay(plot, client, checkin)
        on_days = [checkin + days(3 + 7 * n) for n in range(number)]
        visits(plot, client, on_days)
        case.alert(client, name, checkin, amount=number * VISIT, last_day=on_days[-1])


def bed_subsidies_in_hospital(plot: Plot) -> None:
    for case in plot.cases(
        "institution_subsidy_during_hospital_stay",
        [Cause("机构未登记请假，照领床位补助", WRONGDOING), NOT_TOLD],
        [LATE_DISCHARGE],
    ):
        resident = plot.person()
        length = plot.random.randrange(8, 20)
        admitted = case.day(length)
        checkin = admitted - days(plot.random.randrange(30, 600))
        name = stay(plot, resident, checkin)
        hospital(plot, resident, admitted, admitted + days(length))
        case.alert(
            resident,
            name,
            checkin,
            admitted,
            amount=(length - 1) * BED,
            last_day=admitted + days(length - 1),
        )


def two_institutions(plot: Plot) -> None:
    for case in plot.cases(
        "two_institutions_at_once",
        [Cause("原机构未办退住，继续报床位", WRONGDOING), NOT_TOLD],
        [LATE_CHECKOUT],
    ):
        resident = plot.person()
        number = plot.random.randrange(6, 20)
        second = case.day(number + 2)
        stay(
            plot, resident, second - days(plot.random.randrange(60, 400)), second + days(number + 1)
        )
        other = stay(plot, resident, second, None, 2)
        case.alert(resident, other, second, amount=number * BED, last_day=second + days(number))


def meals_in_hospital(plot: Plot) -> None:
    for case in plot.cases(
        "meal_during_hospital_stay", [PADDED, RELATIVE_EATS], [LATE_DISCHARGE, NAMESAKE]
    ):
        guest = plot.person()
        length = plot.random.randrange(8, 20)
        admitted = case.day(length)
        hospital(plot, guest, admitted, admitted + days(length))
        eaten = [admitted + days(n) for n in (2, 4, 6)]
        for place, day in enumerate(eaten):
            meal(plot, guest, day, None if place == 1 else "堂食")
        case.alert(guest, admitted, amount=3 * LUNCH, last_day=eaten[-1])


def allowances_below_age(plot: Plot) -> None:
    """Nobody of the younger cohort is eighty before 2023."""
    for case in plot.cases(
        "allowance_below_age",
        [Cause("档案年龄改大", WRONGDOING), Cause("按虚岁发放", WORK_ERROR)],
        [Cause("身份证号出生日期有误，实际已满", DATA_ERROR)],
    ):
        person = plot.person("seniors")
        months = list(Month.span("2022-01", "2022-12"))
        amount = sum(allowance(plot, person, month) for month in months)
        case.alert(person, "age", amount=amount, last_day=months[-1].day(12))


def allowances_twice(plot: Plot) -> None:
    for case in plot.cases(
        "allowance_paid_twice",
        [Cause("两本名册各发一次", WORK_ERROR), Cause("系统重复导入", SYSTEM_GAP)],
        [Cause("首笔退票后重发", LAWFUL)],
    ):
        elder = plot.person()
        month = month_of(case.day(45))
        for number in (-1, 0, 1):
            allowance(plot, elder, month.plus(number))
        amount = allowance(plot, elder, month, paid=month.plus(1).day(3))
        case.alert(elder, str(month), amount=amount, last_day=month.plus(1).day(3))


def padded_claims(plot: Plot) -> None:
    """Each centre and month at most once; the relapse is another month of one centre."""
    before = ""
    for case in plot.cases(
        "meal_claim_exceeds_records",
        [PADDED, Cause("手工统计有误", WORK_ERROR)],
        [Cause("部分就餐记录未上传", DATA_ERROR)],
        relapses=True,
    ):
        place = plot.number("padded claim") - 1
        town = TOWNS[place % len(TOWNS)]
        turn, month_number = divmod(place // len(TOWNS), 19)
        month = Month.of("2022-02").plus((month_number * 7 + place) % 19)
        name = centre_of_turn(town, turn)
        if case.relapse == "before":
            month, before = Month.of("2022-01"), name
        elif case.relapse == "after":
            town, month, name = before[: before.index("样")], Month.of("2023-11"), before
        extra = plot.random.randrange(25, 60)
        plot.padded_claims.append((name, town, month.first, extra))
        case.alert(name, str(month), amount=extra * 6, last_day=month.last, town=town)


def centre_of_turn(town: str, turn: int) -> str:
    digits = "".join("零一二三四五六七八九"[int(digit)] for digit in str(turn + 1))
    return f"{town}样例{digits}号照料中心"


def workers_in_two_places(plot: Plot) -> None:
    for case in plot.cases(
        "worker_in_two_places",
        [WORKER_INVENTS, Cause("一人代打卡", WRONGDOING), Cause("补录时间随手填写", WORK_ERROR)],
        [Cause("夫妻同住一户，一次上门服务两人", LAWFUL)],
    ):
        town = plot.town()
        worker, one, other = (
            plot.person("adults", town),
            plot.person(town=town),
            plot.person(town=town),
        )
        day = case.day(1)
        visit(plot, one, day, worker, HOURS[1])
        visit(plot, other, day, worker, ("10:00", "11:00"))
        case.alert(worker, day, amount=VISIT, last_day=day)


def officials_in_projects(plot: Plot) -> None:
    for case in plot.cases(
        "official_in_care_project",
        [Cause("公职人员以亲属公司承接项目", WRONGDOING), Cause("任职前未清退股份", WORK_ERROR)],
        [NAMESAKE],
    ):
        person = plot.person("adults")
        start = case.day(200)
        public_job(plot, person, date(2016, 3, 1))
        number = plot.number("contract")
        end = start + days(180)
        plot.add(
            "project_contractors",
            person,
            project_no=f"XP{number:06}",
            project_kind="养老服务",
            contractor=f"样例乙{number}号为老服务公司",
            role=("股东", "法定代表人", "高管")[case.number % 3],
            start_date=start,
            end_date=end,
            contract_amount=Decimal(180000),
        )
        case.alert(
            person,
            f"XP{number:06}",
            f"样例乙{number}号为老服务公司",
            amount=180000,
            last_day=end,
        )
