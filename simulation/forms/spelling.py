"""The many ways in which an office writes the same value.

Each kind of value has its spellings by name. An office has a usual one; now and then somebody else
holds the pen, and the next spelling in turn is used. All that is written here reads back as the
same value.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from functools import partial
from typing import Any

from simulation.settings import AS_OF
from simulation.values import CitizenId, Grade, Month, PersonName, Value

Spellings = Mapping[str, Callable[[Any], str]]

_WIDE = {code: code + 0xFEE0 for code in range(ord("!"), ord("~") + 1)}
_EXCEL_DAY_ZERO = date(1899, 12, 30)
_FIRST_SERIAL = 20000


def wide(text: str) -> str:
    """Half-width characters as their full-width twins, as some input methods type them."""
    return text.translate(_WIDE)


def _excel_serial(day: date) -> str:
    """The day's number in Excel, where it is one that is taken for a day: births may lie before."""
    serial = (day - _EXCEL_DAY_ZERO).days
    return str(serial) if serial >= _FIRST_SERIAL else day.isoformat()


def _old_id(number: CitizenId) -> str:
    """The 15 digits of before 1999, where the person was born in time to have had such a number."""
    return number[:6] + number[8:17] if number[6:8] == "19" else number


def _always(word: str, _: None) -> str:
    return word


def _clock(moment: datetime) -> str:
    return f"{moment.hour}:{moment.minute:02}"


IDS: Spellings = {
    "plain": str,
    "apostrophe": lambda number: f"'{number}",
    "15 digits": _old_id,
    "grouped": lambda number: f"{number[:6]} {number[6:14]} {number[14:]}",
    "hyphens": lambda number: f"{number[:6]}-{number[6:14]}-{number[14:]}",
    "lower": str.lower,
    "wide": wide,
}
NAMES: Spellings = {
    "plain": str,
    "middle dot": lambda name: f"{name[0]}·{name[1:]}",
    "blank": lambda name: f"{name[0]} {name[1:]}",
    "bullet": lambda name: f"{name[0]}•{name[1:]}",
    "katakana dot": lambda name: f"{name[0]}・{name[1:]}",
    "wide blanks": lambda name: f"{name[0]}\u3000{name[1:]}\u3000",
    "full stop": lambda name: f"{name[0]}.{name[1:]}",
}
GRADES: Spellings = {
    "plain": str,
    "digit": lambda grade: str("一二三四".index(grade[0]) + 1),
    "digit and word": lambda grade: f"{'一二三四'.index(grade[0]) + 1}级",
}
DATES: Spellings = {
    "plain": date.isoformat,
    "slashes": lambda day: f"{day.year}/{day.month}/{day.day}",
    "dots": lambda day: f"{day.year}.{day.month}.{day.day}",
    "digits": lambda day: f"{day:%Y%m%d}",
    "chinese": lambda day: f"{day.year}年{day.month}月{day.day}日",
    "midnight": lambda day: f"{day} 00:00:00",
    "T": lambda day: f"{day}T00:00:00",
    "serial": _excel_serial,
    "wide": lambda day: wide(day.isoformat()),
    "padded slashes": lambda day: f"{day:%Y/%m/%d} 0:00",
}
MONTHS: Spellings = {
    "plain": str,
    "digits": lambda month: f"{month.year}{month.month:02}",
    "slash": lambda month: f"{month.year}/{month.month}",
    "chinese": lambda month: f"{month.year}年{month.month}月",
    "first day": lambda month: month.first.isoformat(),
    "some day": lambda month: f"{month.year}.{month.month}.15",
    "wide": lambda month: wide(str(month)),
}
MOMENTS: Spellings = {
    "plain": lambda moment: f"{moment:%Y-%m-%d %H:%M:%S}",
    "minutes": lambda moment: f"{moment:%Y-%m-%d} {_clock(moment)}",
    "slashes": lambda moment: f"{DATES['slashes'](moment)} {_clock(moment)}",
    "chinese": lambda moment: f"{DATES['chinese'](moment)} {_clock(moment)}",
    "T": lambda moment: f"{moment.isoformat()}.000",
}
TIMES: Spellings = {
    "plain": lambda hour: f"{hour:%H:%M}",
    "seconds": lambda hour: f"{hour:%H:%M:%S}",
    "short": lambda hour: f"{hour.hour}:{hour.minute:02}",
    "wide": lambda hour: wide(f"{hour:%H:%M}"),
}
MONEY: Spellings = {
    "plain": str,
    "yuan": lambda amount: f"{amount:,.2f}元",
    "sign": lambda amount: f"¥{amount:,.2f}",
    "sign and yuan": lambda amount: f"￥{amount:,.2f} 元",
    "wide": lambda amount: wide(f"{amount:.2f}"),
    "three places": lambda amount: f"{amount:.3f}",
}
NUMBERS: Spellings = {
    "plain": str,
    "point": lambda number: f"{float(number):.1f}",
    "wide": lambda number: wide(str(number)),
    "year": lambda number: f"{number}年" if 1900 <= number <= AS_OF.year else str(number),
}
TEXTS: Spellings = {
    "plain": str,
    "blank behind": lambda text: f"{text} ",
    "wide blank before": lambda text: f"\u3000{text}",
    "wide": wide,
}
NOTHING: Spellings = {
    "plain": partial(_always, ""),
    **{
        word: partial(_always, word)
        for word in ("-", "无", "/", "--", "NULL", "空", "—", "None", "\\", "N/A", "NaN")
    },
}

_KINDS: dict[type, Spellings] = {
    CitizenId: IDS,
    PersonName: NAMES,
    Grade: GRADES,
    datetime: MOMENTS,
    date: DATES,
    Month: MONTHS,
    time: TIMES,
    Decimal: MONEY,
    int: NUMBERS,
    float: NUMBERS,
    str: TEXTS,
    type(None): NOTHING,
}
_EVERY = 11


@dataclass
class Pens:
    """Whose turn it is, for each kind of value, over all files of a run."""

    written: Counter[type] = field(default_factory=Counter)

    def spell(self, value: Value, usual: Mapping[type, str]) -> tuple[str, bool]:
        """The value as text, and whether somebody else held the pen."""
        kind = type(value)
        spellings = _KINDS[kind]
        self.written[kind] += 1
        turn, rest = divmod(self.written[kind], _EVERY)
        if rest:
            return spellings[usual.get(kind, "plain")](value), False
        return list(spellings.values())[turn % len(spellings)](value), True
