"""What calamine does not tell of an .xlsb: its error cells and its days, found in binary parts."""

from __future__ import annotations

import posixpath
import struct
import zipfile
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from plumbline.landing.sheets.biff import error_text
from plumbline.landing.sheets.sheet import Cells, Untold

_ROW, _ERROR, _FORMULA_ERROR, _BOOK_ABOUT, _BOUND_SHEET = 0, 3, 11, 153, 156
_BOOK = "xl/workbook.bin"


def untold(path: Path) -> Untold:
    """A formula always has its value."""
    with zipfile.ZipFile(path) as archive:
        relations = etree.fromstring(archive.read("xl/_rels/workbook.bin.rels"))
        targets = {relation.get("Id"): str(relation.get("Target")) for relation in relations}
        book = archive.read(_BOOK)
        found = Untold(any(k == _BOOK_ABOUT and data[0] & 1 for k, data in _records(book)))
        for at, identity in enumerate(_sheet_identities(book)):
            target = posixpath.join("/xl", targets.get(identity, ""))
            member = posixpath.normpath(target).lstrip("/")
            if member in archive.namelist():
                found.cells[at] = (_errors(archive.read(member)), "")
        return found


def _sheet_identities(content: bytes) -> Iterator[str]:
    for kind, data in _records(content):
        if kind == _BOUND_SHEET:
            (length,) = struct.unpack_from("<I", data, 8)
            yield data[12 : 12 + 2 * length].decode("utf-16-le")


def _errors(content: bytes) -> Cells:
    errors: Cells = {}
    row = 0
    for kind, data in _records(content):
        if kind == _ROW:
            (row,) = struct.unpack_from("<I", data)
        elif kind in (_ERROR, _FORMULA_ERROR):
            (column,) = struct.unpack_from("<I", data)
            errors[row, column] = error_text(data[8])
    return errors


def _records(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Kind and length are numbers of seven bits a byte, the high bit says that more follow."""
    at = 0
    while at < len(content):
        kind = content[at]
        at += 1
        if kind & 0x80:
            kind = (kind & 0x7F) | (content[at] & 0x7F) << 7
            at += 1
        length = 0
        for shift in (0, 7, 14, 21):
            byte = content[at]
            at += 1
            length |= (byte & 0x7F) << shift
            if not byte & 0x80:
                break
        yield kind, content[at : at + length]
        at += length
