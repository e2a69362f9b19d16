"""What calamine does not tell of an .xlsx: error cells, formulas never calculated, its days.

It gives the first two as empty, and an empty check-out day means "still living there". Only sheets
that hold such cells are parsed; a search in their bytes tells which.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from pathlib import Path
from typing import IO

from lxml import etree

from plumbline.landing.errors import problem
from plumbline.landing.limits import MEBIBYTE, UNPACKED_BYTES
from plumbline.landing.sheets.sheet import Cells, Untold, place

_SUSPECT = re.compile(
    rb"""\st\s*=\s*["']e["']      # an error cell
    |<(?:[\w.-]+:)?f[\s/>]      # a formula
    |\0                         # UTF-16, in which neither would be seen""",
    re.VERBOSE,
)
# Each of them holds one of these, which are found much faster.
_SIGNS = (b'"e"', b"'e'", b"<f", b":f", b"\0")
_OVERLAP = 64
_PLACE = re.compile(r"([A-Z]+)([0-9]+)")


def check_size(path: Path) -> None:
    """Raises DeliveryError for a packed workbook that would unpack to more than it may."""
    with zipfile.ZipFile(path) as archive:
        size = sum(info.file_size for info in archive.infolist())
    if size > UNPACKED_BYTES:
        raise problem(
            "D05",
            f"解压后 {size // MEBIBYTE:,} MiB，最多 {UNPACKED_BYTES // MEBIBYTE:,} MiB",
            f"it unpacks to {size // MEBIBYTE:,} MiB, {UNPACKED_BYTES // MEBIBYTE:,} at most",
        )


def untold(path: Path) -> Untold:
    with zipfile.ZipFile(path) as archive:
        names = {name.lower(): name for name in archive.namelist()}
        part = names.get(_main_part(archive, names), "xl/workbook.xml")
        book = _tree(archive, part)
        days = [about.get("date1904") for about in book.iter("{*}workbookPr")]
        cells = {
            at: _special_cells(archive, member)
            for at, member in _members(archive, names, part, book).items()
            if _is_suspect(archive, member)
        }
        return Untold(any(said in ("1", "true", "on") for said in days), cells)


def _members(
    archive: zipfile.ZipFile, names: dict[str, str], part: str, book: etree._Element
) -> dict[int, str]:
    """The member of the archive that holds each sheet of the workbook in that part."""
    relations = posixpath.join(posixpath.dirname(part), "_rels", posixpath.basename(part) + ".rels")
    targets: dict[str, str] = {}
    for relation in _tree(archive, names.get(relations.lower(), relations)).iterchildren("{*}*"):
        target = posixpath.join("/", posixpath.dirname(part), relation.get("Target", ""))
        targets[relation.get("Id", "")] = posixpath.normpath(target).lstrip("/").lower()
    members = {}
    for at, sheet in enumerate(book.iter("{*}sheet")):
        identity = next((str(v) for k, v in sheet.attrib.items() if str(k).endswith("}id")), "")
        if targets.get(identity) in names:
            members[at] = names[targets[identity]]
    return members


def _main_part(archive: zipfile.ZipFile, names: dict[str, str]) -> str:
    if "_rels/.rels" in names:
        for relation in _tree(archive, names["_rels/.rels"]).iterchildren("{*}*"):
            if relation.get("Type", "").endswith("/officeDocument"):
                return str(relation.get("Target", "")).lstrip("/").lower()
    return "xl/workbook.xml"


def _tree(archive: zipfile.ZipFile, member: str) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    return etree.fromstring(archive.read(member), parser)


def _is_suspect(archive: zipfile.ZipFile, member: str) -> bool:
    before = b""
    with archive.open(member) as file:
        while chunk := file.read(MEBIBYTE):
            text = before + chunk
            if any(sign in text for sign in _SIGNS) and _SUSPECT.search(text):
                return True
            before = chunk[-_OVERLAP:]
    return False


def _special_cells(archive: zipfile.ZipFile, member: str) -> tuple[Cells, str]:
    with archive.open(member) as file:
        return _parsed(file)


def _parsed(file: IO[bytes]) -> tuple[Cells, str]:
    errors: Cells = {}
    uncalculated = ""
    row, column = -1, -1
    parts = etree.iterparse(
        file,
        events=("start", "end"),
        tag=("{*}row", "{*}c"),
        resolve_entities=False,
        no_network=True,
    )
    for event, element in parts:
        is_row = etree.QName(element).localname == "row"
        if event == "start" and is_row:
            row, column = int(element.get("r", row + 2)) - 1, -1
        elif event == "start":
            row, column = _place(element.get("r", ""), (row, column + 1))
        elif is_row:
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
        elif element.get("t") == "e":
            errors[row, column] = element.findtext("{*}v") or "#N/A"
        elif _is_uncalculated(element):
            uncalculated = uncalculated or place(row, column)
    return errors, uncalculated


def _is_uncalculated(cell: etree._Element) -> bool:
    if cell.find("{*}f") is None:
        return False
    value = cell.find("{*}v")
    # a formula whose value is an empty text says so
    return value is None or (not value.text and cell.get("t") != "str")


def _place(written: str, default: tuple[int, int]) -> tuple[int, int]:
    found = _PLACE.fullmatch(written)
    if not found:
        return default
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]) - 1, column - 1
