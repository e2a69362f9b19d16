"""Money that collectors hold, and overseas sites that nobody calls."""

from __future__ import annotations

from datetime import timedelta

from plumbline.sample.city import ADULTS, City
from plumbline.sample.people import STAFF
from plumbline.sample.records import outposts
from plumbline.sample.values import AS_OF, days, on

UNIT = "演示菜场管理所"


def plant(city: City) -> None:
    funds_held_late(city)
    overseas_checkin_missed(city)


def funds_held_late(city: City) -> None:
    case = city.plants("funds_held_late")

    def collected(day: str, *handed_over: str | None, amount: str | None = None) -> str:
        """One sum after another of a new collector, all collected on `day`."""
        collector = city.person(ADULTS)
        for handed in handed_over:
            outposts.collected(
                city,
                collector,
                on(day),
                on(handed) if handed else None,
                unit=UNIT,
                handed_amount=amount,
            )
        return collector.id

    subject = collected("2022-03-05", "2022-04-05", "2022-03-20")
    case.alert(subject, UNIT, "2022", why="One of two sums was handed over on the 31st day.")

    subject = collected("2023-11-30", None)
    why = "Not handed over 31 days after it was collected."
    case.alert(subject, UNIT, "2023", why=why)

    subject = collected("2023-05-15", "2023-05-31", amount="1000.00")
    case.alert(subject, UNIT, "2023", why="In time, but 200 of 1,200 yuan are missing.")

    subject = collected("2022-09-01", "2022-10-01", amount="1200.00")
    case.near_miss(subject, UNIT, "2022", why="Handed over on the 30th day.")

    subject = collected("2023-12-01", None)
    why = "Not handed over, but the as-of date is only the 30th day."
    case.near_miss(subject, UNIT, "2023", why=why)


def overseas_checkin_missed(city: City) -> None:
    case = city.plants("overseas_checkin_missed")

    def site(name: str, opened: str, closed: str | None, first: str, *missed: str) -> None:
        """A site seen every Wednesday from the week of Monday `first` on, but in weeks `missed`."""
        watcher = city.person(ADULTS, surname=STAFF)
        end = on(closed) if closed else AS_OF
        outposts.site(city, name, on(opened), on(closed) if closed else None, officer=watcher.name)
        for monday in list(days(on(first), end - timedelta(days=6)))[::7]:
            if monday.isoformat() not in missed:
                outposts.checkin(city, name, monday + timedelta(days=2))

    site("演示站点乙", "2023-04-12", None, "2023-04-17", "2023-07-10", "2023-07-17", "2023-07-24")
    why = "Three weeks without a check-in; the row of one in between was rejected."
    case.alert("演示站点乙", "2023-07-10", why=why)

    site("演示站点丙", "2023-12-15", None, "2024-01-01")
    why = "Not seen in its only two whole weeks; the second ends on the as-of date."
    case.alert("演示站点丙", "2023-12-18", why=why)

    site("演示站点丁", "2023-05-29", "2023-08-30", "2023-05-29", "2023-06-26")
    case.near_miss("演示站点丁", "2023-06-26", why="A single missed week.")
    why = "Closed on a Wednesday: its last week is not whole, and the one before was seen."
    case.near_miss("演示站点丁", "2023-08-28", why=why)

    site("演示站点戊", "2023-12-19", None, "2023-12-25", "2023-12-25")
    why = "Opened on a Tuesday: only the second of its weeks is whole, so only one was missed."
    case.near_miss("演示站点戊", "2023-12-25", why=why)
    case.near_miss("演示站点戊", "2023-12-18", why=why)
