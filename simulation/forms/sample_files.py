"""Writes the sample's records into files, as `sample_forms` says."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from plumbline.landing.contract import Extract
from simulation.forms.sample_forms import Delivery, Row, read_deliveries
from simulation.forms.spelling import Pens
from simulation.settings import AS_OF
from simulation.values import Month, Value

Line = list[Value]
Formats = dict[type, Format]
T = TypeVar("T")

# A workbook keeps its time of making; a fixed one makes it the same file every time.
_MADE_AT = datetime(AS_OF.year, AS_OF.month, AS_OF.day)
_NUMBER_CELL_DIGITS = 15

_INSTRUCTIONS = ("填表说明", "一、本表为演示数据，人员、机构均为虚构。", "二、日期请填写年月日。")


def write_landing(
    rows_of: dict[str, list[Row]], contract: dict[str, Extract], landing: Path
) -> None:
    """Writes `landing/<extract>/…` for every extract of the contract, with or without rows."""
    pens, planned = Pens(), read_deliveries()
    for name, extract in contract.items():
        folder = landing / name
        folder.mkdir(parents=True)
        remaining = sorted(rows_of[name], key=lambda row: row.day)
        brought: list[Row] = []
        deliveries = planned.get(name, [Delivery("全部.csv")])
        if not any(delivery.takes == "corrections" for delivery in deliveries):
            deliveries = [*deliveries, Delivery("更正.csv", takes="corrections")]
        for delivery in deliveries:
            taken = [row for row in remaining if delivery.brings(row)]
            again = [row for row in brought if delivery.brings_again(row)]
            remaining = [row for row in remaining if not delivery.brings(row)]
            brought += taken
            if again or taken:
                Writer(extract, delivery, pens).write(folder, again + taken)
        if remaining:
            raise ValueError(f"{name}: no delivery takes {len(remaining)} records")


class Writer:
    """Writes one delivery."""

    def __init__(self, extract: Extract, delivery: Delivery, pens: Pens) -> None:
        self.extract = extract
        self.delivery = delivery
        self.pens = pens
        self.headers = {column: header for header, column in extract.columns.items()}

    def write(self, folder: Path, rows: list[Row]) -> None:
        path = folder / self.delivery.file
        if path.suffix == ".csv":
            self._write_csv(path, rows)
        elif path.suffix == ".xlsx":
            self._write_workbook(path, rows)
        elif self.delivery.typed:
            self._write_parquet(path, [list(row.values.values()) for row in rows])
        else:
            self._write_parquet(path, [self._texts(row, 0) for row in rows])

    def _write_csv(self, path: Path, rows: list[Row]) -> None:
        delivery = self.delivery
        with path.open("w", encoding=delivery.encoding, newline="") as file:
            writer = csv.writer(
                file,
                delimiter=delivery.delimiter,
                lineterminator="\n" if delivery.encoding == "utf-8" else "\r\n",
            )
            records = (self._texts(row, number) for number, row in _numbered(rows))
            for line in self._lines(records):
                writer.writerow(_trimmed(line) if delivery.trims else line)

    def _write_workbook(self, path: Path, rows: list[Row]) -> None:
        delivery = self.delivery
        with xlsxwriter.Workbook(str(path)) as workbook:
            workbook.set_properties({"created": _MADE_AT, "title": self.extract.title_zh})
            formats = {
                date: workbook.add_format({"num_format": "yyyy-mm-dd"}),
                datetime: workbook.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"}),
            }
            if delivery.explained or delivery.sheet_by:
                sheet = workbook.add_worksheet(_INSTRUCTIONS[0])
                sheet.write_column(0, 0, _INSTRUCTIONS)
            for name, members in self._sheets(rows):
                self._write_sheet(workbook.add_worksheet(name), members, formats)

    def _sheets(self, rows: list[Row]) -> Iterator[tuple[str, list[Row]]]:
        column = self.delivery.sheet_by
        if column is None:
            yield "明细", rows
            return
        for name in sorted({str(row.values[column]) for row in rows}):
            yield name, [row for row in rows if row.values[column] == name]

    def _write_sheet(self, sheet: Worksheet, rows: list[Row], formats: Formats) -> None:
        records = (self._cells(row, number) for number, row in _numbered(rows))
        for at, line in enumerate(self._lines(records)):
            for column, cell in enumerate(line):
                if isinstance(cell, date):
                    sheet.write_datetime(at, column, cell, formats[type(cell)])
                elif isinstance(cell, str):
                    if cell:
                        sheet.write_string(at, column, cell)
                else:
                    sheet.write_number(at, column, cell)

    def _write_parquet(self, path: Path, records: list[Line]) -> None:
        columns = zip(*records, strict=True)
        table = pa.table(dict(zip(self._header(), map(pa.array, columns), strict=True)))
        pq.write_table(table, path)

    def _lines(self, records: Iterable[Line]) -> Iterator[Line]:
        """All lines of a file or sheet: notes, header, records and the blanks among them."""
        if self.delivery.titled:
            yield [f"{self.extract.title_zh}（演示数据）"]
            yield ["单位：元"]
        yield self._header()
        for number, record in _numbered(records):
            yield record
            if number == self.delivery.blank_after:
                yield []
                yield [" ", "\u3000"]

    def _header(self) -> Line:
        header: Line = [*self.headers.values(), *self.delivery.extra]
        return [f" {name} " for name in reversed(header)] if self.delivery.rearranged else header

    def _texts(self, row: Row, number: int) -> Line:
        texts = [self.pens.spell(value, self.delivery.usual)[0] for value in row.values.values()]
        return self._arranged([*texts, *self._extras(number)])

    def _cells(self, row: Row, number: int) -> Line:
        cells = [self._cell(value) for value in row.values.values()]
        return self._arranged([*cells, *self._extras(number)])

    def _arranged(self, record: Line) -> Line:
        return record[::-1] if self.delivery.rearranged else record

    def _cell(self, value: Value) -> Value:
        """The cell of a workbook: a real number or date where the office works with such.

        Whatever looks like a number to the one who types it becomes one, too: a serial day,
        a month of six digits, a citizen ID of fifteen.
        """
        usual = self.delivery.usual
        text, is_exception = self.pens.spell(value, usual)
        if not self.delivery.typed:
            return text
        if not is_exception and type(value) not in usual:
            if isinstance(value, Decimal):
                return float(value)
            if isinstance(value, int | float | date):
                return value
            if isinstance(value, Month):
                return value.year * 100 + value.month
        is_number = text.isascii() and text.isdigit() and len(text) <= _NUMBER_CELL_DIGITS
        return int(text) if is_number and type(value) is not str else text

    def _extras(self, number: int) -> list[str]:
        values = {
            "序号": str(number),
            "联系电话": f"000-{number:07}",
            "备注": "家属代办，\n已电话核实" if number % 13 == 0 else "",
        }
        return [values[name] for name in self.delivery.extra]


def _numbered(items: Iterable[T]) -> Iterator[tuple[int, T]]:
    return enumerate(items, start=1)


def _trimmed(record: Line) -> Line:
    while len(record) > 1 and record[-1] == "":
        record = record[:-1]
    return record
