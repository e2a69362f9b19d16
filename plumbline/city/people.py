"""The people that are planted: the same citizens as in `sql/life.sql`, made one by one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from plumbline.city.settings import COHORTS, Settings
from plumbline.sample.people import TOWNS, check_character

_NUMERALS = str.maketrans("0123456789", "零一二三四五六七八九")


@dataclass
class Citizen:
    """A made-up citizen; the household register is written from what is known here at the end."""

    id: str
    name: str
    town: str
    birth: date
    household_no: str
    registered: bool = True
    status: str = "正常"
    status_date: date | None = None

    @property
    def gender(self) -> str:
        return "男" if int(self.id[16]) % 2 else "女"


@dataclass
class Citizens:
    """Hands out the people of each cohort that no part of ordinary life uses."""

    settings: Settings

    def __post_init__(self) -> None:
        self.next = self.settings.planted_from()

    def take(self, cohort_name: str, town: str) -> Citizen:
        cohort = COHORTS[cohort_name]
        number = self.next[cohort_name]
        self.next[cohort_name] += 1
        turn, _ = divmod(number, cohort.birth_days)
        birth = cohort.first_birth + timedelta(
            days=(number * 1009 + self.settings.seed) % cohort.birth_days
        )
        block, serial = divmod(turn, 1000)
        region = 990000 + 100 * (1 + block) + 1 + TOWNS.index(town)
        digits = f"{region}{birth:%Y%m%d}{serial:03}"
        return Citizen(
            id=digits + check_character(digits),
            name=cohort.syllable + str(number).translate(_NUMERALS),
            town=town,
            birth=birth,
            household_no=f"HK{cohort.number}{number // 3:08}",
        )
