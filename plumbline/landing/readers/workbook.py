"""Workbooks: every visible sheet that holds the header; of a returned form, its answers."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from pathlib import Path

from plumbline.landing.batches import Batch, batch_of_columns, batches_of_records, text_array
from plumbline.landing.contract import Extract
from plumbline.landing.errors import DeliveryError, NoHeaderError, problem
from plumbline.landing.forms import FORM_SHEET, Form, checksum, read_form
from plumbline.landing.headers import HEADER_ROWS, Header, PartialHeaderError, find_header, of_sheet
from plumbline.landing.readers import kinds
from plumbline.landing.readers.delivery import Delivery, Table
from plumbline.landing.readers.isolated import SpooledSheet, sheets_of
from plumbline.landing.text import BLANK, clean_text

DAYS_FROM_1900_TO_1904 = 1462
_SERIAL_DAY = re.compile("[1-6][0-9]{4}")
DAY_TYPES = {"date", "month", "moment"}
ENCODINGS = {kinds.HTML: "HTML", kinds.XML_SPREADSHEET: "XML Spreadsheet"}


def open_workbook(path: Path, kind: str, extract: Extract) -> Delivery:
    """Raises DeliveryError where no visible sheet holds the header, and for what cannot be read."""
    sheets = sheets_of(path, kind)
    delivery = Delivery(ENCODINGS.get(kind, "workbook"))
    form = _form_of(sheets) if extract.prefilled else None
    problems: list[NoHeaderError] = []
    for sheet in sheets:
        if sheet.hidden:
            continue
        rows = list(itertools.islice(sheet.records(), HEADER_ROWS))
        try:
            header = find_header(rows, extract)
        except NoHeaderError as fault:
            # a form brings sheets of its own, with the words that may be filled in
            if isinstance(fault, PartialHeaderError) and not form:
                raise of_sheet(sheet.name, fault) from None
            problems.append(fault)
            widest = max((sum(bool(cell.strip(BLANK)) for cell in row) for row in rows), default=0)
            if widest:
                delivery.sheets_without_header.append(sheet.name)
            if widest >= len(extract.required_headers) and not form:
                delivery.remarks.append(_no_header(sheet.name))
            continue
        if sheet.uncalculated:
            raise problem(
                "D07",
                f"工作表“{sheet.name}”的 {sheet.uncalculated} 等",
                f"its sheet {sheet.name}, {sheet.uncalculated} for one",
            )
        delivery.tables.append(_table(sheet, header, extract, form))
        if form:
            delivery.remarks += _numbers_changed(sheet, header, extract, form)
    if not delivery.tables:
        raise _no_table(sheets, problems)
    delivery.hidden_sheets = [sheet.name for sheet in sheets if sheet.hidden]
    if delivery.hidden_sheets and not form:
        delivery.remarks.append(
            f"隐藏的工作表没有读入：{'、'.join(delivery.hidden_sheets)}"
            f" / its hidden sheets are not read: {', '.join(delivery.hidden_sheets)}"
        )
    return delivery


def _no_header(sheet: str) -> str:
    """Of a sheet with rows as wide as records, which may be the next page of another's."""
    return (
        f"工作表“{sheet}”没有表头，没有读入；是数据就请加上表头 / its sheet {sheet} has no header "
        "and is not read; if it holds data, put the header above them"
    )


def _no_table(sheets: list[SpooledSheet], problems: list[NoHeaderError]) -> DeliveryError:
    if problems:
        return problems[0]
    hidden = "、".join(sheet.name for sheet in sheets)
    if hidden:
        return NoHeaderError(
            f"D23 没有可见的工作表 / it holds no visible sheet, only hidden ones ({hidden}); "
            "show it"
        )
    return NoHeaderError("D23 没有工作表 / it holds no sheet; expected one")


def _table(sheet: SpooledSheet, header: Header, extract: Extract, form: Form | None) -> Table:
    table = Table(sheet.name, header.unknown_columns, _batches(sheet, header))
    if not sheet.from_1904 and not form:
        return table
    records: Iterator[list[str]] = itertools.islice(sheet.records(), header.row + 1, None)
    if sheet.from_1904:
        records = _counted_from_1900(records, header, extract)
    if form:
        records = _filled_in(records, header, extract, table)
    table.batches = batches_of_records(records, header)
    return table


def _batches(sheet: SpooledSheet, header: Header) -> Iterator[Batch]:
    """The records below the header; by columns, where nothing stands beyond the header's last."""
    width, above, before = header.width, header.row + 1, 0
    for count, columns in sheet.blocks():
        below = [column[above:] for column in columns]
        count, above = max(count - above, 0), max(above - count, 0)
        if any(cell.strip(BLANK) for column in below[width:] for cell in column):
            yield from batches_of_records(map(list, zip(*below, strict=True)), header, before)
        elif count:
            below += [[""] * count] * (width - len(below))
            yield batch_of_columns([*map(text_array, below[:width])], before, header)
        before += count


def _counted_from_1900(
    records: Iterator[list[str]], header: Header, extract: Extract
) -> Iterator[list[str]]:
    """A day that is a bare number of a workbook from 1904 lands as staging reads such numbers."""
    days = [at for c, at in header.positions.items() if extract.types.get(c) in DAY_TYPES]
    for record in records:
        for at in days:
            text = clean_text(record[at]) if at < len(record) else ""
            if _SERIAL_DAY.fullmatch(text):
                record[at] = str(int(text) + DAYS_FROM_1900_TO_1904)
        yield record


def _form_of(sheets: list[SpooledSheet]) -> Form | None:
    """The form that a workbook is, where it went out as one."""
    return next((read_form(sheet.records()) for sheet in sheets if sheet.name == FORM_SHEET), None)


def _filled_in(
    records: Iterator[list[str]], header: Header, extract: Extract, table: Table
) -> Iterator[list[str]]:
    """A form's records; those with nothing beside what it held when it went out come as blank."""
    answers = [at for c, at in header.positions.items() if c not in extract.prefilled]
    for number, record in enumerate(records, start=1):
        if any(record[at].strip(BLANK) for at in answers if at < len(record)):
            yield record
        else:
            if any(cell.strip(BLANK) for cell in record):
                table.unfilled.append(number)
            yield []


def _numbers_changed(
    sheet: SpooledSheet, header: Header, extract: Extract, form: Form
) -> list[str]:
    """A remark where the numbers on a form's sheet are not those that went out."""
    at = header.positions[extract.prefilled[0]]
    records = itertools.islice(sheet.records(), header.row + 1, None)
    found = checksum(clean_text(record[at]) for record in records if at < len(record))
    if found == form.checksum:
        return []
    return [
        f"the numbers on its sheet {sheet.name} are not those sent with batch {form.batch}: "
        "rows were taken out, or numbers changed or added"
    ]
