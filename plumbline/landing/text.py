"""Text as the readers need it: headers cleaned for comparison, cells of any type as plain text.

Values themselves stay as they came; they are cleaned in SQL (`macros/values/clean_text.sql`).
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

# Unicode White_Space, spelled out: str.isspace() also counts U+001C..U+001F.
WHITE_SPACE = (
    "\t\n\x0b\x0c\r \x85\xa0\u1680"
    + "".join(map(chr, range(0x2000, 0x200B)))
    + "\u2028\u2029\u202f\u205f\u3000"
)
# Unicode's Cc without white space, and Cf
_INVISIBLE_RANGES = (
    (0x0000, 0x0008), (0x000E, 0x001F), (0x007F, 0x0084), (0x0086, 0x009F), (0x00AD, 0x00AD),
    (0x0600, 0x0605), (0x061C, 0x061C), (0x06DD, 0x06DD), (0x070F, 0x070F), (0x0890, 0x0891),
    (0x08E2, 0x08E2), (0x180E, 0x180E), (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x2064),
    (0x2066, 0x206F), (0xFEFF, 0xFEFF), (0xFFF9, 0xFFFB), (0x110BD, 0x110BD), (0x110CD, 0x110CD),
    (0x13430, 0x1343F), (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A), (0xE0001, 0xE0001),
    (0xE0020, 0xE007F),
)  # fmt: skip
INVISIBLE = "".join(
    chr(code) for first, last in _INVISIBLE_RANGES for code in range(first, last + 1)
)
BLANK = WHITE_SPACE + INVISIBLE
"""What is no content where nothing else stands in a cell."""

EXCEL_DIGITS = 15
"""Significant digits of a number cell."""

_TO_CLEAN = str.maketrans(
    {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    | dict.fromkeys(WHITE_SPACE, " ")
    | dict.fromkeys(INVISIBLE)
)


def clean_text(text: str) -> str:
    """The clean-up of values, for what Python compares with them.

    Full-width ASCII becomes half-width, every white space a blank; control and zero-width
    characters go; runs of blanks become one; then what guards a text in a CSV goes.
    """
    clean = " ".join(part for part in text.translate(_TO_CLEAN).split(" ") if part)
    if len(clean) > 2 and clean.startswith('="') and clean.endswith('"'):
        clean = clean[2:-1].strip(" ")
    if clean.startswith(("'", "’", "‘")):
        clean = clean[1:].strip(" ")
    return clean


def cell_text(value: object) -> str:
    """A workbook's or Parquet file's cell as the text a person would have typed.

    A number loses a `.0`, so that an old citizen ID in a number cell is its digits; one of more
    digits than such a cell can hold is shown as Excel does, since its last ones are lost. A date
    cell at midnight is a date alone; fractions of a second go.
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return _float_text(value)
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, dt.datetime):
        return _moment_text(value)
    if isinstance(value, dt.time):
        return value.replace(microsecond=0, tzinfo=None).isoformat()
    if isinstance(value, dt.timedelta):
        return _duration_text(value)
    return str(value)


def _float_text(value: float) -> str:
    if value != value or value in (float("inf"), float("-inf")):
        return str(value)
    if value.is_integer() and abs(value) < 10**EXCEL_DIGITS:
        return str(int(value))
    shown = format(value, f".{EXCEL_DIGITS}g")
    if abs(value) < 10**EXCEL_DIGITS:
        return format(Decimal(shown), "f")
    mantissa, _, exponent = f"{Decimal(shown):E}".partition("E")
    mantissa = mantissa.rstrip("0").rstrip(".") if "." in mantissa else mantissa
    return f"{mantissa}E{exponent}"


def _moment_text(value: dt.datetime) -> str:
    value = value.replace(tzinfo=None)
    # a spreadsheet's day fraction, a hair short of the second
    if value.microsecond >= 999_000 and value.year < dt.MAXYEAR:
        value += dt.timedelta(milliseconds=1)
    value = value.replace(microsecond=0)
    if value.time() == dt.time():
        return value.date().isoformat()
    return value.isoformat(sep=" ")


def _duration_text(value: dt.timedelta) -> str:
    seconds = round(value.total_seconds())
    return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
