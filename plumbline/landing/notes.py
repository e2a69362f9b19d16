"""Notes below the data: totals, who filled the table in, remarks. They are no records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from plumbline.landing.headers import Header
from plumbline.landing.text import BLANK, clean_text

TOTALS = ("合计", "总计")
WORDS = (*TOTALS, "小计", "制表人", "填表人", "审核人", "单位负责人", "备注")
# Most records are told from a note by their first character.
BEGINNINGS = {word[0] for word in WORDS}
# What means "nothing", as macros/values/clean_text.sql has it.
EMPTY = {"", "-", "--", "—", "——", "/", "\\", "\\N", "无", "空", "NULL", "NONE", "N/A", "NAN"}


@dataclass(frozen=True)
class Note:
    """A row that is no record, and the amount that it gives as the sum of those above."""

    number: int
    total: str = ""


def note_in(number: int, record: Sequence[str], header: Header) -> Note | None:
    """The note that a row is: its first text says so, and most of what a record must hold lacks.

    That text is no value of the column it stands in.
    """
    at, first = next(
        ((at, t) for at, cell in enumerate(record) if (t := cell.strip(BLANK))), (0, "")
    )
    if first[:1] not in BEGINNINGS:
        return None
    # 合 计 is how a total is often spaced out
    word = clean_text(first).split(":")[0].replace(" ", "")
    if word not in WORDS:
        return None
    lacking = sum(
        header.positions[column] == at or _cell(record, header, column) in EMPTY
        for column in header.required
    )
    if 2 * lacking <= len(header.required):
        return None
    total = _cell(record, header, header.amount) if word in TOTALS and header.amount else ""
    return Note(number, total)


def _cell(record: Sequence[str], header: Header, column: str) -> str:
    at = header.positions[column]
    return clean_text(record[at]).upper() if at < len(record) else ""
