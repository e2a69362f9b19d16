"""Delivery order: which of two deliveries of the same row is the later one.

Offices name a correction after what it corrects (`名单.csv`, `名单-更正.csv`, `名单(1).csv`) and
count in numbers (`9月`, `10月`). The order is told in docs/deliveries.md; here it becomes a text
that every engine sorts alike, by code point, so that it lands beside each row.
"""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath

# Below whatever a name can hold: an end comes before digits, digits before other characters.
_END, _DIGITS, _OTHERS = "\x01", "\x02", "\x03"
DIGITS = "0123456789"
_RUN = re.compile(r"[0-9]+|[^0-9]+")


def delivery_order(name: str, sheet: str = "") -> str:
    """The sorting text of a delivery, `<zip>/<file>` for one out of a zip, and of its sheet.

    First the name's stem, then the whole name, then the sheet, all of whose name counts.
    """
    stem = name.removesuffix(PurePosixPath(name).suffix)
    return _runs(stem) + name + _END + (_runs(sheet) + sheet if sheet else "")


def _runs(text: str) -> str:
    """Runs of digits, which sort by value, and of other characters, which sort by code point."""
    return (
        "".join(
            f"{_DIGITS}{len(value := run.lstrip('0')):05}{value}"
            if run[0] in DIGITS
            else f"{_OTHERS}{run}{_END}"
            for run in _RUN.findall(unicodedata.normalize("NFKC", text))
        )
        + _END
    )
