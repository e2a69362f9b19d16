"""Villages, collectors of money and overseas sites."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from plumbline.city.people import Citizen
from plumbline.city.plot import (
    DATA_ERROR,
    LAWFUL,
    WORK_ERROR,
    WRONGDOING,
    Cause,
    Plot,
)
from plumbline.city.records import days, hospital, labour, month_of

CLERK_ADDS = Cause("村干部虚列用工", WRONGDOING)
HAND_WRITTEN = Cause("手工台账重复登记", WORK_ERROR)

# Of the alerts of `village_double_pay` one in so many is a second month of the same person.
_PEOPLE_OF_ALERTS = (11, 14)


def plant(plot: Plot) -> None:
    double_pay(plot)
    short_work(plot)
    two_villages(plot)
    labour_in_hospital(plot)
    held_funds(plot)
    unseen_sites(plot)


def double_pay(plot: Plot) -> None:
    """Somebody paid by the month is paid by the day as well; three of eleven in two months."""
    cases = list(plot.cases("village_double_pay", [CLERK_ADDS, HAND_WRITTEN], []))
    people, alerts = _PEOPLE_OF_ALERTS
    distinct = max(1, round(len(cases) * people / alerts))
    workers: list[Citizen] = [plot.person("seniors", "赤岸镇") for _ in range(distinct)]
    for case in cases:
        second, place = divmod(case.number, distinct)
        worker = workers[place]
        month = month_of(date(2022, 2 + place % 9, 1)).plus(10 * second)
        labour(plot, worker, month.first, month.last, basis="按月", amount=1900)
        start = month.day(3 + place % 20)
        labour(plot, worker, start, start + days(2), hours=24.0, amount=450)
        case.alert(worker, str(month), amount=450, last_day=start + days(2))


def short_work(plot: Plot) -> None:
    for case in plot.cases(
        "village_work_too_short",
        [CLERK_ADDS, HAND_WRITTEN],
        [Cause("时长单位填成天", DATA_ERROR)],
    ):
        worker = plot.person("seniors")
        start = case.day(4)
        number = labour(plot, worker, start, start + days(2), hours=3.0, amount=450)
        case.alert(worker, number, amount=450, last_day=start + days(2))


def two_villages(plot: Plot) -> None:
    for case in plot.cases(
        "village_work_in_two_villages", [CLERK_ADDS], [Cause("跨村工程按规定两处登记", LAWFUL)]
    ):
        worker = plot.person("seniors")
        month = month_of(case.day(40))
        for village, day in ((1, 11), (2, 12)):
            labour(
                plot,
                worker,
                month.day(day),
                month.day(day + 2),
                hours=24.0,
                amount=450,
                village=village,
            )
        case.alert(worker, str(month), last_day=month.day(13))


def labour_in_hospital(plot: Plot) -> None:
    for case in plot.cases(
        "village_work_during_hospital_stay",
        [CLERK_ADDS, HAND_WRITTEN],
        [Cause("出院信息晚录一周", DATA_ERROR)],
    ):
        worker = plot.person("seniors")
        admitted = case.day(14)
        hospital(plot, worker, admitted, admitted + days(12))
        start, end = admitted + days(3), admitted + days(5)
        number = labour(plot, worker, start, end, hours=24.0, amount=450)
        case.alert(worker, number, amount=450, last_day=end)


def held_funds(plot: Plot) -> None:
    for case in plot.cases(
        "funds_held_late",
        [Cause("挪用代收款", WRONGDOING), Cause("忘记上缴", WORK_ERROR)],
        [Cause("银行清算延迟", LAWFUL)],
    ):
        collector = plot.person("adults")
        first = case.day(60)
        unit = "样例乙号市场管理处"
        first = min(first, date(first.year, 12, 20))
        for n in range(2):
            day = first + days(3 * n)
            remitted = day + days(40)
            plot.add(
                "collected_funds",
                collector_id_number=collector.id,
                collector_name=collector.name,
                receipt_no=f"PF{plot.number('receipt'):07}",
                unit=unit,
                collected_date=day,
                amount=Decimal(1200),
                remitted_date=remitted,
            )
        case.alert(collector, f"{unit}|{first.year}", amount=2400, last_day=first + days(45))


def unseen_sites(plot: Plot) -> None:
    """A site that was seen every week but for three in a row."""
    for case in plot.cases(
        "overseas_checkin_missed",
        [Cause("连线制度未落实", WORK_ERROR)],
        [Cause("当地断网", LAWFUL)],
    ):
        name = f"样例丙站点{plot.number('site')}"
        opened = date(2022, 1, 3)
        plot.add(
            "overseas_sites",
            site_name=name,
            country="示例国一",
            opened_date=opened,
            officer_name="联丙",
        )
        missed = 12 + case.number % 70
        for week in range(104):
            if not missed <= week < missed + 3:
                plot.add(
                    "overseas_site_checkins",
                    site_name=name,
                    checkin_date=opened + days(7 * week + 1),
                    topic="廉洁提醒",
                    issues_found=0,
                )
        monday = opened + days(7 * missed)
        case.alert(name, monday, last_day=monday + days(20))
