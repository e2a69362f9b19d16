"""The masked tables as a workbook, for those who have only Excel, WPS or LibreOffice."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import xlsxwriter
from xlsxwriter.utility import xl_col_to_name, xl_range, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

EVERY = "全部"
NO_TOWN = "（无镇街）"
TOLD = ["预警数", "涉及金额（元）"]
# More rows a sheet does not take; the rest stands in the Parquet files.
MOST_ROWS = 1_048_575


def write_workbook(masked: Path, path: Path) -> None:
    """A sheet for each masked table, and before them sums by town and rule that Excel keeps."""
    with (
        duckdb.connect(str(masked), read_only=True) as connection,
        xlsxwriter.Workbook(str(path), {"remove_timezone": True}) as book,
    ):
        heading = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "border": 1})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        formats = {"DATE": day, "TIMESTAMP": moment}
        sums = book.add_worksheet("汇总")
        for table, title in connection.execute(
            "select table_name, split_part(comment, ' · ', 1) from duckdb_tables() order by 1"
        ).fetchall():
            sheet = book.add_worksheet(title)
            rows = _write_table(connection, sheet, table, heading, formats)
            if table == "alerts":
                _write_sums(connection, sums, title, rows, heading)


def _write_table(
    connection: duckdb.DuckDBPyConnection,
    sheet: Worksheet,
    table: str,
    heading: Any,
    formats: dict[str, Any],
) -> int:
    """The table with Chinese headers; how many rows it has."""
    columns = connection.execute(
        "select column_name, data_type, split_part(comment, ' · ', 1) from duckdb_columns()"
        " where schema_name = 'bi' and table_name = ? order by column_index",
        [table],
    ).fetchall()
    for at, (_, _, title) in enumerate(columns):
        sheet.write_string(0, at, title, heading)
    told = ", ".join(
        f"array_to_string({name}, '、')" if kind.endswith("[]") else name
        for name, kind, _ in columns
    )
    records = connection.execute(f"select {told} from bi.{table} limit {MOST_ROWS}").fetchall()
    for row, record in enumerate(records, start=1):
        for at, value in enumerate(record):
            if isinstance(value, str):
                sheet.write_string(row, at, value)
            elif value is not None:
                sheet.write(row, at, value, formats.get(columns[at][1]))
    sheet.autofilter(0, 0, max(len(records), 1), len(columns) - 1)
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(columns) - 1, 14)
    return len(records)


def _write_sums(
    connection: duckdb.DuckDBPyConnection, sheet: Worksheet, alerts: str, rows: int, heading: Any
) -> None:
    """Rules down, towns across; one cell above chooses the state, another what is told."""

    def listed(query: str) -> list[str]:
        return [value for (value,) in connection.execute(query).fetchall()]

    def column(name: str) -> str:
        letter = xl_col_to_name(names.index(name), col_abs=True)
        return f"'{alerts}'!{letter}$2:{letter}${rows + 1}"

    names = listed(
        "select column_name from duckdb_columns() where table_name = 'alerts' order by column_index"
    )
    town = f"coalesce(town, '{NO_TOWN}')"
    towns = listed(f"select distinct {town} as town from bi.alerts order by town = '{NO_TOWN}', 1")
    counted = connection.execute(
        f"select title, list(alerts order by town = '{NO_TOWN}', town) from ("
        f"select rules.title, towns.town, count(alerts.title) as alerts"
        f" from (select distinct title from bi.alerts) as rules"
        f" cross join (select distinct {town} as town from bi.alerts) as towns"
        f" left join bi.alerts on rules.title = alerts.title"
        f" and towns.town = coalesce(alerts.town, '{NO_TOWN}') group by all"
        ") group by title order by title"
    ).fetchall()
    states = listed("select distinct state_title from bi.alerts order by 1")
    _write_choice(sheet, 0, "状态", [EVERY, *states], heading)
    _write_choice(sheet, 1, "数字", TOLD, heading)
    for at, title in enumerate(["规则", *towns, "合计"]):
        sheet.write_string(3, at, title, heading)
    for row, (rule, counts) in enumerate(counted, start=4):
        sheet.write_string(row, 0, rule)
        for at, count in enumerate(counts, start=1):
            here = xl_rowcol_to_cell(3, at, row_abs=True)
            chosen = (
                f"{column('title')},$A{row + 1},"
                f'{column("town")},IF({here}="{NO_TOWN}","=",{here}),'
                f'{column("state_title")},IF($B$1="{EVERY}","*",$B$1)'
            )
            formula = (
                f'=IF($B$2="{TOLD[0]}",COUNTIFS({chosen}),'
                f"SUMIFS({column('amount_at_risk')},{chosen}))"
            )
            sheet.write_formula(row, at, formula, None, count)
        _write_sum(sheet, row, len(towns) + 1, (row, 1, row, len(towns)), sum(counts))
    end = 4 + len(counted)
    sheet.write_string(end, 0, "合计", heading)
    by_town = [sum(counts) for counts in zip(*(counts for _, counts in counted), strict=True)]
    for at, whole in enumerate([*by_town, sum(by_town)], start=1):
        _write_sum(sheet, end, at, (4, at, end - 1, at), whole)
    sheet.freeze_panes(4, 1)
    sheet.set_column(0, 0, 36)


def _write_choice(sheet: Worksheet, row: int, label: str, choices: list[str], heading: Any) -> None:
    sheet.write_string(row, 0, label, heading)
    sheet.write_string(row, 1, choices[0])
    sheet.data_validation(row, 1, row, 1, {"validate": "list", "source": choices})


def _write_sum(
    sheet: Worksheet, row: int, at: int, cells: tuple[int, int, int, int], whole: int
) -> None:
    sheet.write_formula(row, at, f"=SUM({xl_range(*cells)})", None, whole)
