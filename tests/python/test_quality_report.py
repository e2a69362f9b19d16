"""What the departments are told: right, complete in itself, and without a person in it."""

from __future__ import annotations

import re
from pathlib import Path

import duckdb
import pytest
from builds import ids_in
from python_calamine import CalamineWorkbook

from plumbline.process_maps import read_seed
from plumbline.quality import catalogue
from plumbline.quality.pages import bars, share, write_pages
from plumbline.quality.report import Report, read_reports, spans
from plumbline.quality.workbooks import write_workbooks

PROJECT = Path(__file__).resolve().parents[2]
WAREHOUSE = PROJECT / "warehouse" / "plumbline.duckdb"
WORKING = WAREHOUSE.with_name(f"{WAREHOUSE.name}.build") / WAREHOUSE.name


@pytest.fixture(scope="module")
def reports() -> list[Report]:
    assert WAREHOUSE.is_file(), "build the sample first: make test-dbt"
    with duckdb.connect(str(WAREHOUSE), read_only=True) as connection:
        return read_reports(connection)


@pytest.fixture(scope="module")
def folder(reports: list[Report], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("quality")
    write_pages(reports, folder)
    write_workbooks(reports, folder)
    return folder


def sheets(path: Path) -> dict[str, list[list[object]]]:
    workbook = CalamineWorkbook.from_path(path)
    return {name: workbook.get_sheet_by_name(name).to_python() for name in workbook.sheet_names}


def people() -> set[str]:
    """Every ID and name in the sample, and what stands in their place in rejected rows."""
    with duckdb.connect(str(WAREHOUSE), read_only=True) as connection:
        rows = connection.execute(
            """
            select person_id, name from intermediate.int_people
            union
            select landed_text ->> '身份证号', landed_text ->> '姓名' from marts.rejected_rows
            """
        ).fetchall()
    return {text for row in rows for text in row if text and len(text) > 1}


def test_every_department_has_a_page_and_a_workbook(reports: list[Report], folder: Path) -> None:
    names = {report.provider for report in reports}
    assert len(names) == 13
    assert {path.name for path in folder.iterdir()} == {
        "index.html",
        *(f"{name}.html" for name in names),
        *(f"{name}.xlsx" for name in names),
    }
    index = (folder / "index.html").read_text(encoding="utf-8")
    for report in reports:
        assert f'<a href="{report.provider}.html">{report.name}</a>' in index


def test_counts_are_those_of_the_accounting(reports: list[Report]) -> None:
    with duckdb.connect(str(WAREHOUSE), read_only=True) as connection:
        landed, rejected = connection.execute(
            "select sum(landed), sum(rejected) from marts.row_accounting"
        ).fetchall()[0]
    assert sum(report.count("landed") for report in reports) == landed
    assert sum(report.count("rejected") for report in reports) == rejected > 0


def test_every_rejected_row_is_told_by_file_and_number(reports: list[Report], folder: Path) -> None:
    with duckdb.connect(str(WAREHOUSE), read_only=True) as connection:
        rejected = set(
            connection.execute("select file_name, row_number from marts.rejected_rows").fetchall()
        )
    told = {
        (line[1], line[2])
        for report in reports
        for line in sheets(folder / f"{report.provider}.xlsx")["不合格行号"][1:]
    }
    assert told == rejected


def test_reasons_and_rows_stand_on_the_page(folder: Path) -> None:
    page = (folder / "civil_affairs.html").read_text(encoding="utf-8")
    assert "民政局　数据质量报告" in page
    assert "餐次无法识别或不符合规定" in page
    assert "开始时间无法识别或不符合规定" in page


def test_pages_load_nothing(folder: Path) -> None:
    for path in folder.glob("*.html"):
        page = path.read_text(encoding="utf-8")
        assert "default-src 'none'" in page
        assert "://" not in page
        assert "<script" not in page


def test_no_person_is_in_pages_workbooks_or_results(folder: Path) -> None:
    secrets = people()
    assert len(secrets) > 500
    texts = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.html")}
    texts |= {path.name: str(sheets(path)) for path in folder.glob("*.xlsx")}
    with duckdb.connect(str(WORKING), read_only=True) as connection:
        for schema, table in connection.execute(
            "select schema_name, table_name from duckdb_tables() where "
            "regexp_matches(table_name, 'quality|delivered_files|_profile|_measures|by_reason')"
        ).fetchall():
            texts[table] = str(connection.execute(f"from {schema}.{table}").fetchall())
    assert {"quality_findings", "quality_log", "int_delivery_profile", "delivered_files"} <= {
        *texts
    }
    for name, text in texts.items():
        assert ids_in(text) == [], name
        # a name of two characters may be part of another word
        words = set(re.findall(r"\w+", text))
        assert [s for s in secrets if s in words or (len(s) > 2 and s in text)] == [], name


def test_a_town_column_that_holds_names_shows_none() -> None:
    """The town of a finding is one that the register uses for many people."""
    with duckdb.connect(str(WORKING), read_only=True) as connection:
        towns = connection.execute("select distinct town from intermediate.int_town_profile")
        assert 0 < len(towns.fetchall()) <= 14


def test_runs_of_row_numbers_are_drawn_together() -> None:
    assert spans([]) == []
    assert spans([3, 5, 6, 7, 9]) == ["3", "5-7", "9"]


def test_a_small_share_is_not_called_none() -> None:
    assert (share(0, 10), share(1, 2000), share(1, 1000), share(3, 0)) == (
        "0.0%",
        "不足0.1%",
        "0.1%",
        "—",
    )


def test_bars_are_drawn_to_the_highest(reports: list[Report]) -> None:
    months = next(report for report in reports if report.provider == "civil_affairs").months
    drawn = bars(months["居家养老照料中心就餐记录"])
    assert max(bar.height for bar in drawn) == 90
    assert all(0 <= bar.rejected <= bar.height for bar in drawn)


def test_the_list_of_checks_is_what_the_seeds_say() -> None:
    page = (PROJECT / catalogue.PAGE).read_text(encoding="utf-8")
    assert page == catalogue.page(PROJECT)
    for check in read_seed(PROJECT, "quality_checks"):
        assert f"`{check['check_id']}` {check['title']}" in page
