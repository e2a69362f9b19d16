"""Readers: a delivered file as one or more tables of text records below a header.

Every reader yields `Table`s whose batches hold the records in file order, each with its number
below the header; wholly blank records are counted but left out. What a file may look like is
told in docs/deliveries.md.
"""

from __future__ import annotations

import codecs
import csv
import functools
import itertools
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from python_calamine import CalamineSheet, CalamineWorkbook

from plumbline.landing.batches import BATCH_ROWS, Batch, _batches, _text_array, without_notes
from plumbline.landing.contract import Extract
from plumbline.landing.error_cells import Cells, error_cells
from plumbline.landing.errors import DeliveryError, NoHeaderError, TornFileError
from plumbline.landing.forms import FORM_SHEET, Form, checksum, read_form
from plumbline.landing.headers import HEADER_ROWS, Header, PartialHeaderError, find_header, of_sheet
from plumbline.landing.text import WHITE_SPACE, cell_text, clean_text

DELIMITERS = (",", "\t", ";")
CHINA = "Asia/Shanghai"
SUFFIXES = (".csv", ".xlsx", ".xls", ".parquet")

csv.field_size_limit(sys.maxsize)


@dataclass
class Table:
    """One sheet, or a whole CSV or Parquet file, that holds the header."""

    sheet: str | None
    unknown_columns: list[str]
    batches: Iterator[Batch]
    unfilled: list[int] = field(default_factory=list)
    """Numbers of a returned form's records that nobody filled in; known once all are read."""


@dataclass
class Delivery:
    """A file opened for reading."""

    encoding: str
    tables: list[Table] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    hidden_sheets: list[str] = field(default_factory=list)
    sheets_without_header: list[str] = field(default_factory=list)

    def source_name(self, file_name: str, table: Table) -> str:
        """The file name as source rows carry it: with the sheet where several were read."""
        return f"{file_name}[{table.sheet}]" if len(self.tables) > 1 else file_name


def open_delivery(path: Path, extract: Extract) -> Delivery:
    """The delivery's tables, headers found, records not yet read.

    Raises DeliveryError for another suffix, a torn file, an unknown encoding, a missing header;
    reading the batches can raise it too, where a tear shows only later.
    """
    suffix = path.suffix.lower()
    if suffix == ".csv":
        return _open_csv(path, extract)
    if suffix in (".xlsx", ".xls"):
        return _open_workbook(path, extract)
    if suffix == ".parquet":
        return _open_parquet(path, extract)
    ending = f"its name ends in {suffix}" if suffix else "its name has no ending"
    raise DeliveryError(f"{ending}; expected one of {', '.join(SUFFIXES)}")


# CSV ------------------------------------------------------------------------------------------


def _open_csv(path: Path, extract: Extract) -> Delivery:
    encoding = _csv_encoding(path)
    problems: list[tuple[bool, int, DeliveryError]] = []
    for delimiter in DELIMITERS:
        rows: list[list[str]] = []
        try:
            with path.open(encoding=encoding, newline="") as file:
                rows = list(itertools.islice(_csv_records(file, delimiter), HEADER_ROWS))
            header = find_header(rows, extract)
        except DeliveryError as problem:
            # a tear says most; then the delimiter that splits the rows most
            width = max((len(row) for row in rows), default=0)
            problems.append((isinstance(problem, TornFileError), width, problem))
            continue
        except UnicodeDecodeError as problem:
            raise _neither_encoding(problem) from None
        table = Table(None, header.unknown_columns, _csv_batches(path, encoding, delimiter, header))
        return Delivery("UTF-8" if encoding == "utf-8-sig" else "GB18030", [table])
    worst = max(problems, key=lambda problem: problem[:2])[2]
    if encoding == "gb18030":
        raise type(worst)(f"{worst} (it is not UTF-8 throughout, and was read as GB18030)")
    raise worst


def _csv_encoding(path: Path) -> str:
    """`utf-8-sig` where the whole file is UTF-8, else `gb18030`."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        has_bom = file.read(3) == codecs.BOM_UTF8
        file.seek(0)
        try:
            while chunk := file.read(1 << 20):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError as problem:
            if has_bom:
                raise DeliveryError(
                    f"it says it is UTF-8 but is not: {problem.reason}; expected UTF-8 throughout"
                ) from None
            return "gb18030"
    return "utf-8-sig"


def _neither_encoding(problem: UnicodeDecodeError) -> DeliveryError:
    return DeliveryError(
        f"its encoding is neither UTF-8 nor GB18030 (byte {problem.object[problem.start]:#04x}: "
        f"{problem.reason}); expected one of the two"
    )


def _csv_records(file: IO[str], delimiter: str) -> Iterator[list[str]]:
    """The file's records; a quote that is never closed is a torn file."""
    at_end = False

    def lines() -> Iterator[str]:
        nonlocal at_end
        yield from file
        at_end = True

    for record in csv.reader(lines(), delimiter=delimiter):
        # the reader asks for a line past the last one only while a quote is open
        if at_end:
            raise TornFileError(
                "it is torn: a quoted cell is still open at its end; expected a closing quote"
            )
        yield record


def _csv_batches(path: Path, encoding: str, delimiter: str, header: Header) -> Iterator[Batch]:
    try:
        with path.open(encoding=encoding, newline="") as file:
            records = _csv_records(file, delimiter)
            yield from _batches(itertools.islice(records, header.row + 1, None), header)
    except UnicodeDecodeError as problem:
        raise _neither_encoding(problem) from None


# Workbooks ------------------------------------------------------------------------------------


def _open_workbook(path: Path, extract: Extract) -> Delivery:
    try:
        workbook = CalamineWorkbook.from_path(path)
        sheets = {name: workbook.get_sheet_by_name(name) for name in _worksheets(workbook)}
        hidden = [
            s.name for s in workbook.sheets_metadata if not str(s.visible).endswith("Visible")
        ]
        errors = error_cells(path)
    except Exception as problem:  # calamine raises many kinds
        raise TornFileError(
            f"it is torn, locked or no workbook ({problem}); expected one that opens"
        ) from None
    delivery = Delivery("workbook")
    form = _form_of(sheets) if extract.prefilled else None
    problems: list[NoHeaderError] = []
    delivery.hidden_sheets = [name for name in hidden if name in sheets]
    for name, sheet in sheets.items():
        if name in hidden:
            continue
        records = _sheet_records(name, sheet, errors.get(name, {}))
        rows = list(itertools.islice(records, HEADER_ROWS))
        try:
            header = find_header(rows, extract)
        except NoHeaderError as problem:
            # a form brings sheets of its own, with the words that may be filled in
            if isinstance(problem, PartialHeaderError) and not form:
                raise of_sheet(name, problem) from None
            problems.append(problem)
            if any(cell.strip(WHITE_SPACE) for row in rows for cell in row):
                delivery.sheets_without_header.append(name)
            continue
        table = Table(name, header.unknown_columns, iter(()))
        records = itertools.islice(
            _sheet_records(name, sheet, errors.get(name, {})), header.row + 1, None
        )
        if form:
            records = _filled_in(records, header, extract, table)
        table.batches = _batches(records, header)
        delivery.tables.append(table)
        if form:
            delivery.remarks += _numbers_changed(name, sheet, header, extract, form)
    if not delivery.tables:
        raise (problems or [NoHeaderError("it holds no sheet; expected one")])[0]
    return delivery


def _form_of(sheets: dict[str, CalamineSheet]) -> Form | None:
    """The form that a workbook is, where it went out as one."""
    if FORM_SHEET not in sheets:
        return None
    return read_form(_sheet_records(FORM_SHEET, sheets[FORM_SHEET], {}))


def _filled_in(
    records: Iterator[list[str]], header: Header, extract: Extract, table: Table
) -> Iterator[list[str]]:
    """A form's records; those with nothing beside what it held when it went out come as blank."""
    answers = [at for c, at in header.positions.items() if c not in extract.prefilled]
    for number, record in enumerate(records, start=1):
        if any(record[at].strip(WHITE_SPACE) for at in answers if at < len(record)):
            yield record
        else:
            if any(cell.strip(WHITE_SPACE) for cell in record):
                table.unfilled.append(number)
            yield []


def _numbers_changed(
    name: str, sheet: CalamineSheet, header: Header, extract: Extract, form: Form
) -> list[str]:
    """A remark where the numbers on a form's sheet are not those that went out."""
    at = header.positions[extract.prefilled[0]]
    records = itertools.islice(_sheet_records(name, sheet, {}), header.row + 1, None)
    found = checksum(clean_text(record[at]) for record in records if at < len(record))
    if found == form.checksum:
        return []
    return [
        f"the numbers on its sheet {name} are not those sent with batch {form.batch}: rows were "
        "taken out, or numbers changed or added"
    ]


def _sheet_records(name: str, sheet: CalamineSheet, errors: Cells) -> Iterator[list[str]]:
    first_column = sheet.start[1] if sheet.start else 0
    try:
        for number, row in enumerate(sheet.iter_rows()):
            record = [cell_text(cell) for cell in row]
            for at in range(len(record)) if errors else ():
                record[at] = errors.get((number, first_column + at), record[at])
            yield record
    except OverflowError as problem:
        raise DeliveryError(
            f"a cell of its sheet {name} holds a time no clock shows ({problem}); expected a time"
        ) from None


def _worksheets(workbook: CalamineWorkbook) -> list[str]:
    return [
        sheet.name for sheet in workbook.sheets_metadata if str(sheet.typ).endswith("WorkSheet")
    ]


# Parquet --------------------------------------------------------------------------------------


def _open_parquet(path: Path, extract: Extract) -> Delivery:
    try:
        file = pq.ParquetFile(path)
    except Exception as problem:  # pyarrow raises many kinds
        raise DeliveryError(
            f"it is torn or no Parquet file ({problem}); expected one that opens"
        ) from None
    header = find_header([file.schema_arrow.names], extract)
    table = Table(None, header.unknown_columns, _parquet_batches(file, header))
    return Delivery("Parquet", [table])


def _parquet_batches(file: pq.ParquetFile, header: Header) -> Iterator[Batch]:
    before = 0
    known = set(header.positions.values())
    batches = file.iter_batches(batch_size=BATCH_ROWS)
    while records := _next_batch(batches):
        texts = {at: _column_text(records.column(at)) for at in known}
        holds_text = functools.reduce(
            pc.or_,
            (
                _holds_text(texts.get(at, column))
                for at, column in enumerate(records.columns[: header.width])
            ),
        )
        kept = pc.indices_nonzero(holds_text)
        batch = Batch(
            row_numbers=[before + at + 1 for at in kept.to_pylist()],
            columns={name: texts[at].take(kept) for name, at in header.positions.items()},
        )
        yield without_notes(batch, header)
        before += records.num_rows


def _next_batch(batches: Iterator[pa.RecordBatch]) -> pa.RecordBatch | None:
    try:
        batch = next(batches, None)
        if batch is not None:
            batch.validate(full=True)
    except (OSError, pa.ArrowException) as problem:
        raise TornFileError(
            f"it is torn, or holds text that is not UTF-8 ({problem}); expected it whole"
        ) from None
    return batch


def _holds_text(column: pa.Array) -> pa.Array:
    if pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
        return pc.fill_null(pc.not_equal(pc.utf8_trim(column, WHITE_SPACE), ""), False)
    return column.is_valid()


def _column_text(column: pa.Array) -> pa.Array:
    kind = column.type
    if pa.types.is_string(kind) or pa.types.is_large_string(kind):
        return column.cast(pa.string()).fill_null("")
    if pa.types.is_timestamp(kind):
        if kind.tz:  # a moment of the world is a time of day in China
            column = pc.local_timestamp(column.cast(pa.timestamp(kind.unit, CHINA)))
        column = column.cast(pa.timestamp("us"), safe=False)
    try:
        return _text_array(cell_text(value) for value in column.to_pylist())
    except (OverflowError, ValueError):  # a day beyond the year 9999, which Python has not
        return column.cast(pa.string()).fill_null("")
