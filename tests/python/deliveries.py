"""Deliveries made for the tests, in every form an office sends, and what landing makes of them."""

from __future__ import annotations

import csv
import datetime as dt
import io
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter

from plumbline.landing.contract import Extract, read_contract
from plumbline.landing.land import LandingReport, land

CONTRACT = """
sources:
  - name: care_office
    tables:
      - name: visits
        config: {meta: {title_zh: 上门服务, key: [id_number, service_date]}}
        columns:
          - {name: id_number, config: {meta: {header: 身份证号, type: id, required: true}}}
          - {name: name, config: {meta: {header: 姓名, type: name, required: true}}}
          - {name: service_date, config: {meta: {header: 服务日期, type: date, required: true}}}
          - {name: town, config: {meta: {header: 镇街, type: text, required: false}}}
          - {name: file_name}
          - {name: row_number}
"""


def contract_of(sources: str) -> dict[str, Extract]:
    """The contract of a project with this one source file."""
    with tempfile.TemporaryDirectory() as project:
        path = Path(project) / "models" / "staging" / "office" / "_office__sources.yml"
        path.parent.mkdir(parents=True)
        path.write_text(sources, encoding="utf-8")
        return read_contract(Path(project))


VISITS = contract_of(CONTRACT)["visits"]
LANDED_WITH = ["file_name", "delivery_order", "row_number", "extra_cells"]
HEADER = list(VISITS.columns)
P1 = ("P1", "样一", "2022-03-05", "佛堂镇")
P2 = ("P2", "样二", "2022-03-06", "廿三里街道")
RARE = "𠮷田㐂〇€😀"  # none of them fits GBK; in GB18030 most take four bytes

Content = bytes | str | Callable[[Path], None]
Row = tuple[str, ...]


class Landing:
    """A landing folder, the folder landing works in, and what landed."""

    def __init__(self, root: Path, *extracts: Extract) -> None:
        self.contract = {extract.name: extract for extract in extracts or (VISITS,)}
        self.folder = root / "landing"
        self.work = root / "work"
        for extract in self.contract.values():
            if not extract.optional:
                (self.folder / extract.name).mkdir(parents=True)

    def put(self, name: str, content: Content, extract: str = "visits") -> Path:
        path = self.folder / extract / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, str):
            content = content.encode()
        if isinstance(content, bytes):
            path.write_bytes(content)
        else:
            content(path)
        return path

    def land(self, settle_seconds: float = 0) -> LandingReport:
        return land(self.folder, self.work, self.contract, settle_seconds)

    def raw(self, extract: str = "visits") -> Path:
        return self.work / "raw" / extract

    def rows(self, extract: str = "visits") -> list[Row]:
        """What SQL reads: `<file name>#<row number>` and the texts, in the contract's order."""
        names = list(self.contract[extract].columns.values())
        landed = []
        for path in self.raw(extract).glob("*.parquet"):
            table = pq.ParquetFile(path).read()
            assert table.schema.names == [*names, *LANDED_WITH]
            assert {field.type for field in table.schema} <= {pa.string(), pa.int64()}
            landed += table.to_pylist()
        landed.sort(key=lambda row: (row["file_name"], row["row_number"]))
        return [
            (f"{row['file_name']}#{row['row_number']}", *(row[name] for name in names))
            for row in landed
        ]

    def extra_cells(self) -> list[str]:
        """What stood beyond the header, by row."""
        landed = [row for p in self.raw().glob("*.parquet") for row in pq.read_table(p).to_pylist()]
        landed.sort(key=lambda row: row["row_number"])
        return [row["extra_cells"] for row in landed]

    def read(self, name: str, content: Content) -> list[Row]:
        """The rows of the one good delivery."""
        self.put(name, content)
        report = self.land()
        assert report.errors == []
        return self.rows()

    def refusal(self, name: str, content: Content) -> str:
        """What is said of the one bad delivery, which never is any of its values."""
        self.put(name, content)
        report = self.land()
        assert len(report.errors) == 1
        assert report.files == []
        (error,) = report.errors
        assert not any(value in error for value in (*P1, *P2))
        return error


def csv_text(
    *records: Sequence[str],
    header: Sequence[str] = HEADER,
    delimiter: str = ",",
    line_end: str = "\n",
) -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator=line_end).writerows([header, *records])
    return text.getvalue()


def plain_csv(*lines: str, header: str = ",".join(HEADER)) -> str:
    """Lines as they are, so that a test can get the quoting wrong."""
    return "".join(f"{line}\n" for line in (header, *lines))


def workbook(
    sheets: dict[str, Iterable[Sequence[Any]]],
    first_row: int = 0,
    first_column: int = 0,
    hidden: Iterable[str] = (),
    very_hidden: Iterable[str] = (),
    **options: Any,
) -> Callable[[Path], None]:
    """A workbook with real dates, times, numbers and errors (`=NA()`) in its cells."""

    def write(path: Path) -> None:
        with xlsxwriter.Workbook(str(path), options) as book:
            formats = {
                dt.date: book.add_format({"num_format": "yyyy-mm-dd"}),
                dt.datetime: book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"}),
                dt.time: book.add_format({"num_format": "hh:mm"}),
                dt.timedelta: book.add_format({"num_format": "[h]:mm"}),
            }
            for name, rows in sheets.items():
                sheet = book.add_worksheet(name)
                if name in hidden:
                    sheet.hide()
                if name in very_hidden:
                    sheet.very_hidden()
                for at, row in enumerate(rows, start=first_row):
                    for column, cell in enumerate(row, start=first_column):
                        _write_cell(sheet, at, column, cell, formats)

    return write


def _write_cell(
    sheet: xlsxwriter.worksheet.Worksheet, at: int, column: int, cell: Any, formats: dict[type, Any]
) -> None:
    if cell is None or cell == "":
        return
    if cell == "=NA()":
        sheet.write_formula(at, column, cell, None, "#N/A")
    elif isinstance(cell, str):
        sheet.write_string(at, column, cell)
    elif isinstance(cell, bool):
        sheet.write_boolean(at, column, cell)
    elif type(cell) in formats:
        sheet.write_datetime(at, column, cell, formats[type(cell)])
    else:
        sheet.write_number(at, column, cell)


def parquet(columns: dict[str, Any], **options: Any) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        pq.write_table(pa.table(columns), path, **options)

    return write


def columns_of(*records: Sequence[Any]) -> dict[str, Any]:
    """Records of the extract as the columns of a Parquet file."""
    return dict(zip(HEADER, map(list, zip(*records, strict=True)), strict=True))


def zipped(members: dict[str, bytes | str]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, member in members.items():
            archive.writestr(name, member)
    return content.getvalue()


def damaged(
    content: Callable[[Path], None], damage: Callable[[bytes], bytes]
) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        content(path)
        path.write_bytes(damage(path.read_bytes()))

    return write


def first_half(content: bytes) -> bytes:
    return content[: len(content) // 2]


def scratched(content: bytes) -> bytes:
    """As long as before, but its middle is lost."""
    middle = len(content) // 2
    return content[:middle] + b"\xff" * 200 + content[middle + 200 :]
