"""Made-up citizens and how their IDs come about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from plumbline.sample.values import CitizenId, PersonName

# Real town names, made-up region codes: the n-th town's people carry 990100 + n.
TOWNS = (
    "稠城街道",
    "江东街道",
    "稠江街道",
    "北苑街道",
    "后宅街道",
    "城西街道",
    "廿三里街道",
    "福田街道",
    "佛堂镇",
    "赤岸镇",
    "义亭镇",
    "上溪镇",
    "苏溪镇",
    "大陈镇",
)
NO_REAL_REGION = 990100

# The first syllable of a name says what the person is in the sample for.
RESIDENT, PLANTED, STAFF = "样", "试", "演"

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_CHARACTERS = "10X98765432"
_NUMERALS = str.maketrans("0123456789", "零一二三四五六七八九")


@dataclass
class Person:
    """A made-up citizen; the household register is written from what is known here at the end."""

    id: CitizenId
    name: PersonName
    town: str
    birth: date
    household_no: str
    registered: bool = True
    status: str = "正常"
    status_date: date | None = None

    @property
    def gender(self) -> str:
        return "男" if int(self.id[16]) % 2 else "女"


def check_character(digits: str) -> str:
    """The MOD 11-2 check character behind the 17 digits of a citizen ID (GB 11643-1999)."""
    total = sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=True))
    return _CHECK_CHARACTERS[total % 11]


def make_person(serial: int, surname: str, birth: date, town: str) -> Person:
    """The `serial`-th citizen (1 to 999): the serial tells IDs and names apart."""
    region = NO_REAL_REGION + 1 + TOWNS.index(town)
    digits = f"{region}{birth:%Y%m%d}{serial:03}"
    return Person(
        id=CitizenId(digits + check_character(digits)),
        name=PersonName(surname + f"{serial:03}".translate(_NUMERALS)),
        town=town,
        birth=birth,
        household_no=f"HK{serial:04}",
    )
