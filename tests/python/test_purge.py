"""Rows past keeping are taken out; their deliveries are named and stay."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner
from deliveries import P1, P2, Landing, csv_text
from test_history import publish

from plumbline.accesses import accesses
from plumbline.cli import main
from plumbline.files import checksum
from plumbline.history import SavedHistories
from plumbline.landing.land import land
from plumbline.landing.purged import purged_rows
from plumbline.publish import BuildFolder
from plumbline.purge import find_past_rows, take_out, whole_deliveries

BEFORE = dt.date(2015, 1, 1)
TABLES = """
create schema marts;
create table marts.published_builds as
select date '2024-06-30' as as_of_date, true as is_this_file, false as is_replay;
create table marts.cases (subject_id varchar, evidence varchar[]);
create table marts.service_leads (subject_id varchar, evidence varchar[]);
create table marts.superseded_rows (extract varchar, source_row varchar, replaced_by varchar);
create table marts.rejected_rows (extract varchar, file_name varchar, row_number bigint);
create table marts.told_rows (
    extract varchar, extract_zh varchar, source_row varchar, last_day date
);
create table marts.person_records (person_id varchar, source_row varchar, last_day date);
create view marts.delivered_files as
select distinct extract, '就餐' as extract_zh, file_name, 'sha of ' || file_name as content
from (
    select extract, file_name from marts.rejected_rows
    union all
    select extract, regexp_extract(source_row, '^[^/]*/(.*)#', 1)
    from marts.told_rows
    union all
    select extract, regexp_extract(source_row, '^[^/]*/(.*)#', 1) from marts.superseded_rows
);
create schema reference;
create table reference.rule_parameters as
select
    'cases' as rule_id,
    'retention_years' as parameter,
    '9' as value,
    date '2000-01-01' as valid_from;
"""


@pytest.fixture
def warehouse(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "plumbline.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute(TABLES)
    monkeypatch.setenv("PLUMBLINE_WAREHOUSE", str(path))
    return path


@pytest.fixture
def histories(warehouse: Path) -> SavedHistories:
    """Three builds before the one that is published."""
    folder = BuildFolder(warehouse.with_name("another.duckdb"))
    for moment in ("2013-05-01", "2014-05-01", "2024-06-30"):
        publish(folder, f"{moment} 08:00:00")
    folder.histories.path.rename(SavedHistories(warehouse).path)
    return SavedHistories(warehouse)


def add(
    warehouse: Path,
    file: str,
    person: str | None,
    day: str | None,
    number: int = 2,
    extract: str = "meals",
) -> str:
    row = f"{extract}/{file}#{number}"
    with duckdb.connect(str(warehouse)) as connection:
        connection.execute(
            "insert into marts.told_rows values (?, '就餐', ?, ?)", [extract, row, day]
        )
        if person:
            connection.execute(
                "insert into marts.person_records values (?, ?, ?)", [person, row, day]
            )
    return row


def run_sql(warehouse: Path, statement: str) -> None:
    with duckdb.connect(str(warehouse)) as connection:
        connection.execute(statement)


def past(warehouse: Path) -> list[str]:
    """The rows past keeping; of a delivery that is past as a whole, its name."""
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        find_past_rows(connection, BEFORE)
        whole = [delivery for _extract, _title, delivery, _rows in whole_deliveries(connection)]
        rows = connection.execute(
            "select file_name || '#' || row_number from past where not is_whole order by all"
        ).fetchall()
        return whole + [row for (row,) in rows]


def test_a_file_of_old_rows_alone_is_named(warehouse: Path) -> None:
    add(warehouse, "2013.csv", "a", "2014-12-31")
    add(warehouse, "2015.csv", "b", "2015-01-01")
    assert past(warehouse) == ["2013.csv"]


def test_one_newer_row_keeps_its_file_and_the_old_row_goes(warehouse: Path) -> None:
    add(warehouse, "2013.csv", "a", "2013-12-31")
    add(warehouse, "2013.csv", "b", "2015-01-01", 3)
    assert past(warehouse) == ["2013.csv#2"]


def test_a_rejected_row_goes_with_the_last_other_row_of_its_file(warehouse: Path) -> None:
    for file in ("2013.csv", "2015.csv"):
        run_sql(warehouse, f"insert into marts.rejected_rows values ('meals', '{file}', 9)")
    run_sql(warehouse, "insert into marts.rejected_rows values ('meals', 'nothing else.csv', 9)")
    add(warehouse, "2013.csv", "a", "2013-12-31")
    add(warehouse, "2015.csv", "b", "2015-01-01")
    add(warehouse, "2015.csv", "c", "2013-01-01", 3)
    assert past(warehouse) == ["2013.csv", "2015.csv#3"]


def test_a_forgotten_case_keeps_nobody(warehouse: Path) -> None:
    add(warehouse, "2013.csv", "a", "2013-12-31")
    run_sql(warehouse, "insert into marts.cases values ('0123456789abcdef', [])")
    assert past(warehouse) == ["2013.csv"]


def test_who_has_a_day_since_keeps_the_rows_of_before(warehouse: Path) -> None:
    add(warehouse, "2013.csv", "a", "2013-12-31")
    add(warehouse, "2020.csv", "a", "2020-01-01")
    assert past(warehouse) == []


@pytest.mark.parametrize("table", ["cases", "service_leads"])
def test_who_has_an_alert_or_lead_keeps_all_rows(warehouse: Path, table: str) -> None:
    add(warehouse, "2013.csv", "a", "2013-12-31")
    run_sql(warehouse, f"insert into marts.{table} values ('a', [])")
    assert past(warehouse) == []


def test_what_an_alert_about_another_rests_on_is_kept(warehouse: Path) -> None:
    row = add(warehouse, "2013.csv", "a", "2013-12-31")
    run_sql(warehouse, f"insert into marts.cases values ('a worker', ['{row}'])")
    assert past(warehouse) == []


def test_a_row_without_a_day_of_somebody_without_one_is_kept(warehouse: Path) -> None:
    add(warehouse, "register.csv", "a", None)
    add(warehouse, "register2.csv", "b", None)
    add(warehouse, "2013.csv", "b", "2013-12-31")
    assert past(warehouse) == ["2013.csv", "register2.csv"]


def test_a_superseded_row_goes_with_the_row_that_replaced_it(warehouse: Path) -> None:
    row = add(warehouse, "corrected.csv", "a", "2013-12-30")
    run_sql(
        warehouse,
        f"insert into marts.superseded_rows values ('meals', 'meals/2013.csv#9', '{row}')",
    )
    assert past(warehouse) == ["2013.csv", "corrected.csv"]
    add(warehouse, "2020.csv", "a", "2020-01-01")
    assert past(warehouse) == []


def test_what_units_did_about_alerts_is_kept(warehouse: Path) -> None:
    add(warehouse, "steps.csv", None, "2013-12-31", extract="case_feedback")
    assert past(warehouse) == []


def test_sheets_and_members_go_with_their_file(warehouse: Path) -> None:
    add(warehouse, "book.xlsx[a]", "a", "2013-12-31")
    add(warehouse, "book.xlsx[b]", "b", "2016-12-31")
    add(warehouse, "old.zip/a#1.csv", "c", "2013-12-31")
    assert past(warehouse) == ["old.zip", "book.xlsx[a]#2"]


def test_the_list_names_rows_by_what_stood_in_their_file_and_only_grows(warehouse: Path) -> None:
    add(warehouse, "2013.csv", "a", "2013-12-31", 7)
    folder = BuildFolder(warehouse)
    (folder.raw / "meals").mkdir(parents=True)
    landed = folder.raw / "meals" / "0.parquet"
    for path in (landed, folder.working, folder.settled("a")):
        path.touch()
    for day in ("2013-12-31", "2012-12-31"):
        run_sql(warehouse, f"update marts.told_rows set last_day = '{day}'")
        with duckdb.connect(str(warehouse), read_only=True) as connection:
            find_past_rows(connection, BEFORE)
            take_out(connection, folder)
        add(warehouse, "2012.csv", "b", "2012-12-31")
    assert not landed.exists()
    assert not folder.working.exists()
    assert not folder.settled("a").exists()
    listed = purged_rows(folder.purged)
    rows = {content: {n: v.to_pylist() for n, v in of.items()} for content, of in listed.items()}
    assert rows == {
        "sha of 2013.csv": {"2013.csv": [7]},
        "sha of 2012.csv": {"2012.csv": [2]},
    }


def test_copies_are_deleted_only_when_told_to(warehouse: Path, histories: SavedHistories) -> None:
    old = [
        histories.path / "20130501T080000.000000",
        histories.path / "20140501T080000.000000",
        warehouse.with_name("dispatch") / "20141231-1",
        warehouse.with_name(f"{warehouse.name}.set-aside-20140101T080000"),
    ]
    kept = [histories.builds()[0], warehouse.with_name("dispatch") / "20150101-1", warehouse]
    for path in (old[2], kept[1]):
        path.mkdir(parents=True)
    old[3].touch()
    add(warehouse, "2013.csv", "990000000000000000", "2013-12-31")
    named = CliRunner().invoke(main, ["purge", "--before", "2015-01-01"])
    assert "meals (就餐): 1 rows of 1 deliveries are past keeping" in named.output
    assert "to delete by hand: meals/2013.csv (就餐), all of its 1 rows" in named.output
    assert "990000000000000000" not in named.output
    assert all(path.exists() for path in old + kept)
    assert accesses(warehouse) == []
    done = CliRunner().invoke(main, ["purge", "--before", "2015-01-01", "--delete"])
    assert done.exit_code == 0
    assert [path for path in old if path.exists()] == []
    assert all(path.exists() for path in kept)
    noted_of = {access.about: access.subjects for access in accesses(warehouse)}
    assert noted_of == {path.name: 0 for path in old} | {"meals -2015-01-01": 1}
    assert len(purged_rows(BuildFolder(warehouse).purged)) == 1


def test_nothing_is_taken_out_while_a_build_is_under_way(
    warehouse: Path, histories: SavedHistories
) -> None:
    add(warehouse, "2013.csv", "a", "2013-12-31")
    folder = BuildFolder(warehouse)
    folder.path.mkdir()
    with folder.hold_lock():
        refused = CliRunner().invoke(main, ["purge", "--before", "2015-01-01", "--delete"])
    assert refused.exit_code == 1
    assert "is under way" in refused.output
    assert not folder.purged.exists()


def test_the_only_whole_history_is_kept(histories: SavedHistories) -> None:
    newest, middle, _oldest = histories.builds()
    (newest / "builds.parquet").unlink()
    CliRunner().invoke(main, ["purge", "--before", "2015-01-01", "--delete"])
    assert histories.builds() == [newest, middle]


@pytest.mark.parametrize("day", ["2024-07-01", "2016-01-01", "2014-07-01"])
def test_a_date_within_the_period_or_a_year_is_refused(histories: SavedHistories, day: str) -> None:
    refused = CliRunner().invoke(main, ["purge", "--before", day, "--delete"])
    assert refused.exit_code == 1
    assert "expected the first day of a year, 2015-01-01 at the latest" in refused.output
    assert len(histories.builds()) == 3


def test_purged_rows_land_no_more_from_the_same_content_alone(landing: Landing) -> None:
    first = landing.put("a.csv", csv_text(P1, P2))
    listed = landing.work.with_name("purged.parquet")
    rows = {"content": [checksum(first)], "file_name": ["a.csv"], "row_number": [1]}
    pq.write_table(pa.table(rows), listed)
    landing.land()
    (before,) = land(landing.folder, landing.work, landing.contract).files
    assert (before.rows, before.purged) == (2, 0)
    (landed,) = land(landing.folder, landing.work, landing.contract, purged=listed).files
    assert (landed.rows, landed.purged) == (1, 1)
    assert landing.rows() == [("a.csv#2", *P2)]
    assert len([*landing.raw().glob("*.parquet")]) == 2  # with the file without rows
    landing.put("a.csv", csv_text(P2, P1))
    (corrected,) = land(landing.folder, landing.work, landing.contract, purged=listed).files
    assert (corrected.rows, corrected.purged) == (2, 0)
