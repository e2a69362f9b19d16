"""Workbooks of Excel and WPS, through calamine."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from pathlib import Path

from python_calamine import CalamineSheet, CalamineWorkbook, SheetVisibleEnum

from plumbline.landing.errors import problem
from plumbline.landing.limits import CELLS
from plumbline.landing.sheets.sheet import Cells, Merges, Sheet, Untold, place
from plumbline.landing.text import cell_text


def sheets(path: Path, untold: Untold) -> Iterator[Sheet]:
    """Every worksheet, with the cells that calamine cannot tell from empty ones laid over it."""
    with path.open("rb") as file:
        workbook = CalamineWorkbook.from_filelike(file)
    for at, about in enumerate(workbook.sheets_metadata):
        if not str(about.typ).endswith("WorkSheet"):
            continue
        sheet = workbook.get_sheet_by_index(at)
        if sheet.height * sheet.width > CELLS:
            raise problem(
                "D05",
                f"工作表“{about.name}”用到了 {place(*_last(sheet))}，超过 {CELLS:,} 个单元格",
                f"its sheet {about.name} reaches to {place(*_last(sheet))}, over {CELLS:,} cells",
            )
        errors, uncalculated = untold.cells.get(at, ({}, ""))
        column = sheet.start[1] if sheet.start else 0
        merges = Merges(sheet.merged_cell_ranges or (), column)
        records = merges.filled(_records(sheet, errors))
        hidden = about.visible != SheetVisibleEnum.Visible
        yield Sheet(about.name, records, hidden, uncalculated, untold.from_1904)


def _last(sheet: CalamineSheet) -> tuple[int, int]:
    return sheet.end or (0, 0)


def _records(sheet: CalamineSheet, errors: Cells) -> Iterator[list[str]]:
    first_column = sheet.start[1] if sheet.start else 0
    # the same days and amounts stand in most rows; 1 and TRUE are equal, and not the same text
    text_of = functools.lru_cache(10_000, typed=True)(cell_text)
    try:
        for number, row in enumerate(sheet.iter_rows()):
            record = [cell if type(cell) is str else text_of(cell) for cell in row]
            for at in range(len(record)) if errors else ():
                record[at] = errors.get((number, first_column + at), record[at])
            yield record
    except OverflowError as fault:
        raise problem("D13", f"工作表“{sheet.name}”", f"its sheet {sheet.name}: {fault}") from None
