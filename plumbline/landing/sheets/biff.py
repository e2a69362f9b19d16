"""What calamine does not tell of an .xls: its error cells, its days, and that a part is lost.

The file's records are walked one by one, since a copy that broke off leaves zeros in their place,
and whoever reads on behind them loses rows without a word.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from pathlib import Path

from xlrd.biffh import error_text_from_code
from xlrd.compdoc import SIGNATURE, CompDoc

from plumbline.landing.errors import DeliveryError, problem
from plumbline.landing.sheets.sheet import Cells, Untold, place

_BEGINNINGS = (0x0009, 0x0209, 0x0409, 0x0809)
_ENDING, _LOCKED, _BOUND_SHEET = 0x000A, 0x002F, 0x0085
_TEXTS, _CONTINUED = (0x00FC, 0x0204), 0x003C  # the table of shared texts, a text cell
_TRUTH_OR_ERROR, _DAYS = 0x0205, 0x0022
_FORMULA, _FORMULA_TEXT = 0x0006, 0x0207
_OLD_FORMULAS = (0x0206, 0x0406)  # of Excel 3 and 4, and of some exports: calamine passes them over
_BESIDE_FORMULAS = (0x04BC, 0x0221, 0x0236)
_HOLE = bytes(64)

Record = tuple[int, bytes]


class EncryptedPackage(Exception):
    """It is no .xls, but a workbook of the newer kinds behind a password."""


def untold(path: Path) -> Untold:
    stream = _workbook_stream(path.read_bytes())
    offsets = []
    from_1904 = False
    for kind, data in _records(stream, 0):
        if kind == _LOCKED:
            raise problem("D03", "需要密码", "it asks for a password")
        if kind == _BOUND_SHEET:
            offsets.append(struct.unpack_from("<I", data)[0])
        if kind == _DAYS:
            from_1904 = data[:1] == b"\1"
    cells = {at: _special_cells(_records(stream, offset)) for at, offset in enumerate(offsets)}
    return Untold(from_1904, cells)


def _workbook_stream(content: bytes) -> bytes:
    if not content.startswith(SIGNATURE):
        return content
    compound = CompDoc(content, logfile=io.StringIO(), ignore_workbook_corruption=True)
    if compound.get_named_stream("EncryptedPackage"):
        raise EncryptedPackage
    for name in ("Workbook", "Book"):
        holder, start, length = compound.locate_named_stream(name)
        if holder:
            return bytes(holder[start : start + length])
    raise problem(
        "D02", "内容是别的 Office 文档", "a compound file without a workbook, such as a .doc"
    )


def _records(stream: bytes, at: int) -> Iterator[Record]:
    """From a beginning to its ending; whatever is begun in between ends there too."""
    depth = 0
    begun = 0
    while True:
        if at + 4 > len(stream):
            raise _torn("the file ends among its records")
        kind, length = struct.unpack_from("<HH", stream, at)
        data = stream[at + 4 : at + 4 + length]
        at += 4 + length
        if depth == 0 and kind not in _BEGINNINGS:
            raise _torn("a part does not begin where it should")
        begun = begun if kind == _CONTINUED else kind
        if (kind == 0 and length == 0) or (begun in _TEXTS and _HOLE in data):
            raise _torn("zeros among its records")
        if len(data) < length:
            raise _torn("the file ends within a record")
        depth += (kind in _BEGINNINGS) - (kind == _ENDING)
        if depth == 0:
            return
        yield kind, data


def _torn(found: str) -> DeliveryError:
    return problem("D04", "有一部分数据丢失", found)


def _special_cells(records: Iterator[Record]) -> tuple[Cells, str]:
    errors: Cells = {}
    uncalculated = ""
    awaiting: tuple[int, int] | None = None
    for kind, data in records:
        if awaiting and kind not in _BESIDE_FORMULAS:
            if kind != _FORMULA_TEXT:
                uncalculated = uncalculated or place(*awaiting)
            awaiting = None
        if kind == _TRUTH_OR_ERROR:
            row, column, _, value, is_error = struct.unpack_from("<HHHBB", data)
            if is_error:
                errors[row, column] = error_text(value)
        elif kind in _OLD_FORMULAS:
            raise problem("D04", "公式是旧版格式", "formulas in the form of an older Excel")
        elif kind == _FORMULA and data[12:14] == b"\xff\xff":
            row, column = struct.unpack_from("<HH", data)
            if data[6] == 2:
                errors[row, column] = error_text(data[8])
            elif data[6] == 0:
                awaiting = (row, column)
    return errors, uncalculated


def error_text(code: int) -> str:
    return str(error_text_from_code.get(code, "#ERROR!"))
