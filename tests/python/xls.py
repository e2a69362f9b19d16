"""Writes the workbooks of Excel 97 (.xls), since no library of ours does.

A BIFF8 stream in a compound file; just what a reader needs: sheets, text, numbers,
dates and errors.
"""

from __future__ import annotations

import datetime as dt
import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

_SECTOR = 512
_END, _FREE, _FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
_GENERAL, _DATE, _MOMENT = range(3)
_FORMATS = (0, 14, 22)  # built-in number formats: General, a date, a date with a time


@dataclass(frozen=True)
class ExcelError:
    """A cell that holds an error, by its code: 0x2A is #N/A, 0x17 is #REF!."""

    code: int


Cell = str | int | float | dt.date | ExcelError


def write_xls(
    path: Path, sheets: dict[str, Iterable[Sequence[Cell]]], from_1904: bool = False
) -> None:
    first_day = dt.datetime(1904, 1, 1) if from_1904 else dt.datetime(1899, 12, 30)
    streams = [_sheet(rows, first_day) for rows in sheets.values()]
    opening = _beginning(5) + _record(0x22, struct.pack("<H", from_1904))
    opening += b"".join(_record(0xE0, _cell_format(f)) for f in _FORMATS)
    at = len(opening) + sum(len(_bound_sheet(name, 0)) for name in sheets) + len(_record(0x0A))
    bound = b""
    for name, stream in zip(sheets, streams, strict=True):
        bound += _bound_sheet(name, at)
        at += len(stream)
    path.write_bytes(_compound(opening + bound + _record(0x0A) + b"".join(streams)))


def _record(kind: int, data: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def _beginning(kind: int) -> bytes:
    return _record(0x809, struct.pack("<HHHHII", 0x600, kind, 0x0DBB, 1996, 0, 6))


def _cell_format(number_format: int) -> bytes:
    return struct.pack("<HHHBBBBIIH", 0, number_format, 1, 32, 0, 0, 0, 0, 0, 0x20C0)


def _bound_sheet(name: str, at: int) -> bytes:
    return _record(0x85, struct.pack("<IBBBB", at, 0, 0, len(name), 1) + name.encode("utf-16-le"))


def _sheet(rows: Iterable[Sequence[Cell]], first_day: dt.datetime) -> bytes:
    rows = list(rows)
    width = max(map(len, rows), default=0)
    stream = _beginning(0x10) + _record(0x200, struct.pack("<IIHHH", 0, len(rows), 0, width, 0))
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            if cell != "":
                stream += _cell(row, column, cell, first_day)
    return stream + _record(0x0A)


def _cell(row: int, column: int, cell: Cell, first_day: dt.datetime) -> bytes:
    if isinstance(cell, str):
        text = cell.encode("utf-16-le")
        head = struct.pack("<HHHHB", row, column, _GENERAL, len(text) // 2, 1)
        return _record(0x204, head + text)
    if isinstance(cell, ExcelError):
        return _record(0x205, struct.pack("<HHHBB", row, column, _GENERAL, cell.code, 1))
    look = _GENERAL
    if isinstance(cell, dt.date):
        look = _MOMENT if isinstance(cell, dt.datetime) else _DATE
        moment = cell if isinstance(cell, dt.datetime) else dt.datetime.combine(cell, dt.time())
        cell = (moment - first_day) / dt.timedelta(days=1)
    return _record(0x203, struct.pack("<HHHd", row, column, look, cell))


def _compound(stream: bytes) -> bytes:
    """A compound file with one stream: its sectors, one directory sector, one FAT sector."""
    stream = stream.ljust(max(4096, -(-len(stream) // _SECTOR) * _SECTOR), b"\0")
    count = len(stream) // _SECTOR
    directory, fat = count, count + 1
    if fat >= _SECTOR // 4:
        raise ValueError("too long for one FAT sector")
    chain = [*range(1, count), _END, _END, _FAT]
    chain += [_FREE] * (_SECTOR // 4 - len(chain))
    header = (
        bytes.fromhex("d0cf11e0a1b11ae1").ljust(24, b"\0")
        + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
        + struct.pack("<9I", 0, 1, directory, 0, 4096, _END, 0, _END, 0)
        + struct.pack("<109I", fat, *[_FREE] * 108)
    )
    entries = (
        _entry("Root Entry", 5, child=1, start=_END, size=0)
        + _entry("Workbook", 2, child=_FREE, start=0, size=len(stream))
        + bytes(2 * 128)
    )
    return header + stream + entries + struct.pack(f"<{len(chain)}I", *chain)


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    text = (name + "\0").encode("utf-16-le")
    return (
        text.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(text), kind, 1, _FREE, _FREE, child)
        + bytes(36)
        + struct.pack("<IQ", start, size)
    )
