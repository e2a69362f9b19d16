"""The masked tables as a workbook: every row, sums that are SQL's, and nobody in it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook
from test_masked_surface import PLACES, found, never_to_be_seen
from test_site import MASKED, WAREHOUSE, asked

from plumbline.masked_workbook import write_workbook


@pytest.fixture(scope="module")
def sheets(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[list[Any]]]:
    path: Path = tmp_path_factory.mktemp("workbook") / "marts.xlsx"
    write_workbook(MASKED, path)
    book = CalamineWorkbook.from_path(path)
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_each_masked_table_is_a_sheet_with_all_its_rows(
    sheets: dict[str, list[list[Any]]],
) -> None:
    tables = asked("select table_name, split_part(comment, ' · ', 1) from duckdb_tables()")
    assert sheets.keys() == {"汇总"} | {title for _, title in tables}
    for table, title in tables:
        ((rows,),) = asked(f"select count(*) from bi.{table}")
        headers = asked(
            "select split_part(comment, ' · ', 1) from duckdb_columns()"
            f" where schema_name = 'bi' and table_name = '{table}' order by column_index"
        )
        assert sheets[title][0] == [header for (header,) in headers]
        assert len(sheets[title]) == rows + 1


def test_the_sums_are_sqls(sheets: dict[str, list[list[Any]]]) -> None:
    _, _, _, (_, *towns, _), *rules, totals = sheets["汇总"]
    told = {
        (rule, town): count
        for rule, *counts, _ in rules
        for town, count in zip(towns, counts, strict=True)
        if count
    }
    assert told == {
        (rule, town): count
        for rule, town, count in asked(
            "select title, coalesce(town, '（无镇街）'), count(*) from bi.alerts group by all"
        )
    }
    assert asked("select count(*) from bi.alerts") == [(totals[-1],)]


def test_nobody_can_be_found_in_it(sheets: dict[str, list[list[Any]]]) -> None:
    assert found(set(never_to_be_seen(WAREHOUSE)), str(sheets).replace(PLACES, "")) == set()
