"""Cells of a workbook that hold an Excel error, such as #N/A.

calamine gives them as empty, and an empty check-out day means "still living there": so they are
looked up in the workbook's own XML and land as their text, which no type can read. Only `.xlsx`;
the old `.xls` keeps them where no public reader shows them.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_ERROR_CELL = re.compile(
    rb'<c r="([A-Z]+)([0-9]+)"[^>]*\bt="e"[^>]*>(?:(?!</c>).)*?<v>([^<]*)</v>', re.DOTALL
)

Cells = dict[tuple[int, int], str]
"""Row and column, both from 0, to the text of the error."""


def error_cells(path: Path) -> dict[str, Cells]:
    """The error cells of each sheet that has any, by sheet name; none for an `.xls`.

    Raises zipfile.BadZipFile, KeyError or ElementTree.ParseError for a torn workbook.
    """
    if not zipfile.is_zipfile(path):
        return {}
    found: dict[str, Cells] = {}
    with zipfile.ZipFile(path) as archive:
        relations = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
        targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
        workbook = ElementTree.fromstring(archive.read("xl/workbook.xml"))
        for sheet in workbook.iter(f"{_MAIN}sheet"):
            target = targets.get(sheet.get(_RELATION), "")
            member = posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")
            if member not in archive.namelist():
                continue
            content = archive.read(member)
            if b't="e"' in content:
                found[sheet.get("name", "")] = {
                    (int(row) - 1, _column(letters)): text.decode()
                    for letters, row, text in _ERROR_CELL.findall(content)
                }
    return found


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number - 1
