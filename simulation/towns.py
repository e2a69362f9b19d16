"""A made-up town that answers: for demonstrations and tests, never for real cases.

It fills workbooks in as people do: rows sorted anew, a row inserted for an earlier step, full-width
digits, a word that is not on the list. What it answers follows from the alert's number alone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click
import xlsxwriter
from python_calamine import CalamineWorkbook

from plumbline.casework.commands import feedback, landing_path
from plumbline.casework.workbook import HEADER_ROW, SHEET
from plumbline.landing.contract import Extract
from plumbline.landing.forms import FORM_SHEET

Rows = list[list[Any]]
FULL_WIDTH = str.maketrans("0123456789.", "０１２３４５６７８９．")
FOUND = (
    ("查实", "违规违纪", "第一种形态"),
    ("查实", "工作失误", "监察建议书"),
    ("部分属实", "制度漏洞", ""),
    ("查实", "违规违纪", "第二种形态"),
    ("不属实", "数据错误", ""),
    ("不属实", "制度允许", ""),
    ("无法认定", "其他", ""),
)
# nobody was reached where the list says so; the others were heard on the day of the answer
RESPONSES = ("认可", "部分认可", "有异议", "未联系上", "认可")


def answer(workbook: Path, target: Path, day: dt.date, extract: Extract) -> int:
    """Writes the workbook, filled in on that day, to the target; returns how many cases it answers.

    Two of three cases are answered; the others stay blank.
    """
    sheets = read_sheets(workbook)
    headers = {column: header for header, column in extract.columns.items()}
    if SHEET not in sheets:  # it only checks along
        return 0
    rows = sheets[SHEET]
    at = {name: rows[HEADER_ROW].index(header) for name, header in headers.items()}
    amount = rows[HEADER_ROW].index("涉及金额（元）")
    filled: Rows = []
    answered = 0
    for row in rows[HEADER_ROW + 1 :]:
        number = int(str(row[at["alert_id"]])[-8:], 16)
        if number % 3 == 0:
            filled.append(row)
            continue
        answered += 1
        finding, cause, form = FOUND[number % len(FOUND)]
        confirmed = finding in ("查实", "部分属实")
        # a rule that names no yuan leaves the cell empty, and nothing comes back
        at_risk = row[amount] or 0
        recovered = f"{at_risk if finding == '查实' else at_risk / 2:.2f}" if at_risk else ""
        begun = _with(row, at, handled_date=day - dt.timedelta(days=7), status="核查中")
        done = _with(
            row,
            at,
            handled_date=f"{day:%Y.%m.%d}",
            status="已办结",
            finding="基本属实" if answered == 2 else finding,
            cause=cause,
            discipline_form=form,
            recovered_amount=recovered.translate(FULL_WIDTH) if confirmed else "",
            persons_handled="１" if form else "",
            measure="谈话提醒" if form == "第一种形态" else "",
            response_kind=RESPONSES[number % len(RESPONSES)] if confirmed else "",
        )
        filled += [begun, done]
    filled.sort(key=lambda row: str(row[at["alert_id"]]), reverse=True)
    sheets[SHEET] = [*rows[: HEADER_ROW + 1], *filled]
    write_sheets(target, sheets)
    return answered


def _with(row: list[Any], at: dict[str, int], **answers: Any) -> list[Any]:
    filled = list(row)
    for name, value in answers.items():
        filled[at[name]] = value
    return filled


def read_sheets(path: Path) -> dict[str, Rows]:
    """Every sheet, hidden ones too, as rows of values from its first cell on."""
    workbook = CalamineWorkbook.from_path(path)
    return {
        name: workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
        for name in workbook.sheet_names
    }


def write_sheets(path: Path, sheets: dict[str, Rows]) -> None:
    """A plain workbook of these sheets, as another program would save it."""
    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False}) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            if name == FORM_SHEET:
                sheet.very_hidden()
            for row, values in enumerate(rows):
                _write_row(sheet, row, values, day)


def _write_row(
    sheet: xlsxwriter.worksheet.Worksheet, row: int, values: Iterable[Any], day: Any
) -> None:
    for at, value in enumerate(values):
        if isinstance(value, dt.date):
            sheet.write_datetime(row, at, value, day)
        elif isinstance(value, float | int):
            sheet.write_number(row, at, value)
        elif value != "":
            sheet.write_string(row, at, value)


@click.command()
@click.argument("batch", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--on", "day", type=click.DateTime(["%Y-%m-%d"]), required=True)
def answer_as_made_up_towns(batch: Path, day: dt.datetime) -> None:
    """Fills in a batch's workbooks with made-up answers and returns them to PLUMBLINE_LANDING."""
    folder = landing_path() / "case_feedback"
    extract = feedback()
    answered = sum(
        answer(workbook, folder / workbook.name, day.date(), extract)
        for workbook in sorted(batch.glob("*.xlsx"))
    )
    click.echo(f"{answered} cases answered with made-up findings, returned to {folder}")
