"""The same reports as workbooks: every rejected row has a line of its own, to be put right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter

from plumbline.quality.report import Report

# A sheet holds little more than a million lines.
MOST_LINES = 1_000_000

_Column = tuple[str, int]

_FINDINGS: list[_Column] = [
    ("级别", 12),
    ("数据", 26),
    ("问题", 60),
    ("涉及行数", 10),
    ("质量维度", 10),
    ("由谁处理", 12),
    ("怎么改", 50),
    ("暂缓理由", 30),
]
_FILES: list[_Column] = [
    ("数据", 26),
    ("文件", 34),
    ("起始月", 10),
    ("截止月", 10),
    ("收到", 10),
    ("可用", 10),
    ("被后报替代", 12),
    ("不合格", 10),
    ("户籍中有", 10),
    ("缺少的列", 24),
    ("未约定的列", 24),
]
_REASONS: list[_Column] = [("数据", 26), ("文件", 34), ("原因", 40), ("行数", 10)]
_ROWS: list[_Column] = [("数据", 26), ("文件", 34), ("行号", 10), ("原因", 40)]


def write_workbooks(reports: list[Report], folder: Path) -> None:
    """Writes `folder/<department>.xlsx`."""
    folder.mkdir(parents=True, exist_ok=True)
    for report in reports:
        with xlsxwriter.Workbook(
            str(folder / f"{report.provider}.xlsx"), {"constant_memory": True}
        ) as workbook:
            workbook.set_properties({"title": f"{report.name} 数据质量报告"})
            _sheet(workbook, "先改什么", _FINDINGS, _findings(report))
            _sheet(workbook, "收到的文件", _FILES, _files(report))
            _sheet(workbook, "不合格原因", _REASONS, _reasons(report))
            _sheet(workbook, "不合格行号", _ROWS, _rows(report))


def _findings(report: Report) -> Iterator[list[Any]]:
    for row in report.findings:
        yield [
            row["level"],
            row["extract_zh"],
            row["finding"],
            row["affected"],
            row["dimension"],
            row["who_acts"],
            row["remedy"],
            row["accepted_because"] or "",
        ]


def _files(report: Report) -> Iterator[list[Any]]:
    for row in report.files:
        yield [
            row["extract_zh"],
            row["file_name"],
            _month(row["first_month"]),
            _month(row["last_month"]),
            row["landed"],
            row["staged"],
            row["superseded"],
            row["rejected"],
            row["in_register"],
            "、".join(row["absent_columns"]),
            "、".join(row["unknown_columns"]),
        ]


def _reasons(report: Report) -> Iterator[list[Any]]:
    for row in report.reasons:
        yield [row["extract_zh"], row["file_name"], row["reason_zh"], row["rejected"]]


def _rows(report: Report) -> Iterator[list[Any]]:
    for row in report.reasons:
        for number in row["row_numbers"]:
            yield [row["extract_zh"], row["file_name"], number, row["reason_zh"]]


def _sheet(
    workbook: xlsxwriter.Workbook, name: str, columns: list[_Column], lines: Iterable[list[Any]]
) -> None:
    head = workbook.add_format({"bold": True, "bg_color": "#DCE6F1", "border": 1})
    cell = workbook.add_format({"text_wrap": True, "valign": "top"})
    number = workbook.add_format({"valign": "top", "num_format": "#,##0"})
    sheet = workbook.add_worksheet(name)
    sheet.freeze_panes(1, 0)
    for at, (title, width) in enumerate(columns):
        sheet.set_column(at, at, width)
        sheet.write_string(0, at, title, head)
    line = 0
    for line, values in enumerate(lines, start=1):
        if line > MOST_LINES:
            sheet.write_string(line, 0, "以下从略：行数超过一张表的容量，请先整改以上各行", cell)
            break
        for at, value in enumerate(values):
            if isinstance(value, int):
                sheet.write_number(line, at, value, number)
            else:
                sheet.write_string(line, at, value, cell)
    sheet.autofilter(0, 0, max(line, 1), len(columns) - 1)


def _month(month: date | None) -> str:
    return "" if month is None else f"{month:%Y-%m}"
