"""Made-up citizens: the same as in `sql/life.sql`, made one by one.

Nobody here can be real. IDs begin with 99, and GB/T 2260 knows no such province, so no such ID was
ever issued, although its check character fits. Names are a syllable and a number.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from simulation.settings import COHORTS, Settings

# Real town names, made-up region codes.
_TOWNS = (
    "稠城街道 江东街道 稠江街道 北苑街道 后宅街道 城西街道 廿三里街道 福田街道 "
    "佛堂镇 赤岸镇 义亭镇 上溪镇 苏溪镇 大陈镇"
)
TOWNS = tuple(_TOWNS.split())

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_CHARACTERS = "10X98765432"
_NUMERALS = str.maketrans("0123456789", "零一二三四五六七八九")


def numerals(number: int) -> str:
    """A number as it stands in names."""
    return str(number).translate(_NUMERALS)


def check_character(digits: str) -> str:
    """The MOD 11-2 check character behind the 17 digits of a citizen ID (GB 11643-1999)."""
    total = sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=True))
    return _CHECK_CHARACTERS[total % 11]


def mistyped(number: str) -> str:
    """The same ID with a check character that does not fit."""
    return number[:17] + ("2" if number[17] == "1" else "1")


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
    # whether an old-age allowance that is due is paid, too
    draws_allowance: bool = True

    @property
    def gender(self) -> str:
        return "男" if int(self.id[16]) % 2 else "女"


@dataclass
class Citizens:
    """Hands out the people of each cohort that no part of ordinary life uses."""

    settings: Settings

    def __post_init__(self) -> None:
        self.next = self.settings.planted_from()

    def take(
        self, cohort_name: str, town: str, born: Callable[[date], bool] | None = None
    ) -> Citizen:
        """The cohort's next person, or the next born on such a day; each in an own household."""
        cohort = COHORTS[cohort_name]
        while True:
            number = self.next[cohort_name]
            self.next[cohort_name] += 1
            birth = cohort.first_birth + timedelta(
                days=(number * 1009 + self.settings.seed) % cohort.birth_days
            )
            if born is None or born(birth):
                break
        block, serial = divmod(number // cohort.birth_days, 1000)
        region = 990000 + 100 * (1 + block) + 1 + TOWNS.index(town)
        digits = f"{region}{birth:%Y%m%d}{serial:03}"
        return Citizen(
            id=digits + check_character(digits),
            name=cohort.syllable + numerals(number),
            town=town,
            birth=birth,
            household_no=f"HP{cohort.number}{number:08}",
        )
