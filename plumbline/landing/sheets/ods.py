"""OpenDocument spreadsheets: read here, since calamine gives their errors as empty cells."""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from plumbline.landing.errors import problem, too_many_columns
from plumbline.landing.limits import CELLS, COLUMNS
from plumbline.landing.sheets.sheet import Merges, Range, Sheet, place
from plumbline.landing.text import cell_text

MANIFEST = "META-INF/manifest.xml"
_NUMBERS = ("float", "currency", "percentage")
_DURATION = re.compile(r"PT(\d+)H(\d+)M(\d+)(?:[.,](\d+))?S")


@dataclass
class _Table:
    name: str
    hidden: bool
    records: list[list[str]] = field(default_factory=list)
    merges: list[Range] = field(default_factory=list)
    uncalculated: str = ""
    blank: int = 0
    """Blank rows that count only where another row follows."""
    cells: int = 0


def sheets(path: Path) -> Iterator[Sheet]:
    """Every table of the document."""
    if not zipfile.is_zipfile(path):
        raise zipfile.BadZipFile("no zip")
    hidden_styles = set()
    table: _Table | None = None
    from_1904 = False
    with zipfile.ZipFile(path) as archive:
        if MANIFEST in archive.namelist() and b"encryption-data" in archive.read(MANIFEST):
            raise problem("D03", "需要密码", "it asks for a password")
    with zipfile.ZipFile(path) as archive, archive.open("content.xml") as file:
        parts = etree.iterparse(
            file,
            events=("start", "end"),
            tag=("{*}style", "{*}null-date", "{*}table", "{*}table-row"),
            resolve_entities=False,
            no_network=True,
        )
        for event, element in parts:
            kind = _local(element)
            if kind == "style" and event == "end":
                if any(_get(part, "display") == "false" for part in element):
                    hidden_styles.add(_get(element, "name"))
            elif kind == "null-date" and event == "start":
                from_1904 = _get(element, "date-value").startswith("1904")
            elif kind == "table" and event == "start":
                table = _Table(_get(element, "name"), _get(element, "style-name") in hidden_styles)
            elif kind == "table" and table:
                records = Merges(table.merges).filled(table.records)
                yield Sheet(table.name, records, table.hidden, table.uncalculated, from_1904)
                table = None
                element.clear()
            elif kind == "table-row" and event == "end" and table:
                _add_row(table, element)
                element.clear()


def _add_row(table: _Table, row: etree._Element) -> None:
    repeated = int(_get(row, "number-rows-repeated") or 1)
    number = len(table.records) + table.blank
    record = _record(table, row, number)
    if not any(record):
        table.blank += repeated
        return
    table.cells += len(record) * repeated + table.blank
    if table.cells > CELLS:
        raise problem(
            "D05",
            f"工作表“{table.name}”超过 {CELLS:,} 个单元格",
            f"its sheet {table.name} has over {CELLS:,} cells",
        )
    table.records += [[] for _ in range(table.blank)]
    table.records += [list(record) for _ in range(repeated)]
    table.blank = 0


def _record(table: _Table, row: etree._Element, number: int) -> list[str]:
    record: list[str] = []
    column = 0
    for cell in row:
        if _local(cell) not in ("table-cell", "covered-table-cell"):
            continue
        repeated = int(_get(cell, "number-columns-repeated") or 1)
        text = _value(cell) if _local(cell) == "table-cell" else ""
        if not text and _get(cell, "formula") and not _get(cell, "value-type"):
            table.uncalculated = table.uncalculated or place(number, column)
        spanned = int(_get(cell, "number-rows-spanned") or 1)
        if spanned > 1:
            table.merges.append(((number, column), (number + spanned - 1, column)))
        if text:
            if column + repeated > COLUMNS:
                raise too_many_columns(column + repeated)
            record += [""] * (column - len(record)) + [text] * repeated
        column += repeated
    return record


def _value(cell: etree._Element) -> str:
    shown = "\n".join(_text(part) for part in cell if _local(part) == "p")
    kinds = [value for key, value in cell.attrib.items() if str(key).endswith("}value-type")]
    if "error" in kinds or not kinds:
        return shown
    if kinds[0] in _NUMBERS:
        return cell_text(float(_get(cell, "value")))
    if kinds[0] == "date":
        return cell_text(dt.datetime.fromisoformat(_get(cell, "date-value")))
    if kinds[0] == "time":
        found = _DURATION.fullmatch(_get(cell, "time-value"))
        return _time(*found.groups()) if found else shown
    if kinds[0] == "boolean":
        return _get(cell, "boolean-value").upper()
    return shown or _get(cell, "string-value")


def _time(hours: str, minutes: str, seconds: str, fraction: str | None) -> str:
    # a spreadsheet's day fraction, a hair short of the second
    whole = int(hours) * 3600 + int(minutes) * 60 + int(seconds) + ((fraction or "") >= "999")
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}"


def _text(element: etree._Element) -> str:
    text = element.text or ""
    for part in element:
        kind = _local(part)
        if kind == "s":
            text += " " * int(_get(part, "c") or 1)
        elif kind in ("tab", "line-break"):
            text += "\t" if kind == "tab" else "\n"
        elif kind in ("span", "a"):
            text += _text(part)
        text += part.tail or ""
    return text


def _local(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _get(element: etree._Element, name: str) -> str:
    """An attribute, whatever its namespace is called in this version of the format."""
    return next(
        (
            str(value)
            for key, value in element.attrib.items()
            if etree.QName(str(key)).localname == name
        ),
        "",
    )
