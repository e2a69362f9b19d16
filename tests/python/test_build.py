"""Whole builds by the real dbt: what gets published, what never does, and what is left of a build
that was killed. The tests stand in the order of one warehouse's life; each starts from a warehouse
that was published.
"""

from __future__ import annotations

import re
import shutil
import signal
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest
from builds import (
    FAULTY,
    MEALS,
    MODEL_MADE,
    RESIDENT,
    STAYS,
    VISITOR,
    Builder,
    Outcome,
    ids_in,
    meal,
    stay,
)
from test_masked_surface import assert_masked

from plumbline.casework.work_items import CaseworkError, connect
from plumbline.publish import BuildFolder

pytestmark = pytest.mark.slow

ALERTS = "select subject_id, event_count from rules.rule_meal_while_in_institution"
A_PART = "Not published: this was a build of a part"
FAILED = "Not published: the build failed"


@pytest.fixture(scope="module")
def first_build(city_folder: Path) -> tuple[Builder, Outcome]:
    builder = Builder(city_folder)
    builder.deliver("institution_stays", "2023.csv", STAYS, stay(RESIDENT, "2023-01-01", ""))
    builder.deliver(
        "meal_records",
        "2023.csv",
        MEALS,
        meal(RESIDENT, "2023-03-05"),
        meal(RESIDENT, "2023-03-06"),
        meal(VISITOR, "2023-03-05"),
        meal(FAULTY, "2023-03-05"),
    )
    return builder, builder.build_all()


@pytest.fixture
def builder(first_build: tuple[Builder, Outcome]) -> Builder:
    assert first_build[1].code == 0, first_build[1].output[-3000:]
    return first_build[0]


def query(warehouse: Path, sql: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def settled(builder: Builder) -> dict[str, int]:
    """What is kept of the published file for the next one."""
    return {path.name: path.stat().st_ino for path in builder.working.glob("settled.*")}


def assert_published_as_built(builder: Builder) -> None:
    """Tables that rest on deliveries stand in the published file as in the working file."""
    tables = query(
        builder.warehouse,
        "select schema_name || '.' || table_name from duckdb_tables()"
        " where schema_name in ('staging', 'intermediate')",
    )
    assert len(tables) > len(builder.contract)
    rows = " union all ".join(
        f"select '{table}', count(*), sum(hash(kept)) from {table} as kept" for (table,) in tables
    )
    built, published = (
        sorted(query(file, rows))
        for file in (builder.working / "plumbline.duckdb", builder.warehouse)
    )
    assert built == published


def test_a_whole_build_publishes(first_build: tuple[Builder, Outcome]) -> None:
    builder, outcome = first_build
    assert outcome.code == 0, outcome.output[-3000:]
    assert f"Published {builder.warehouse}" in outcome.output
    assert query(builder.warehouse, ALERTS) == [(RESIDENT, 2)]
    accounted = query(
        builder.warehouse,
        "select landed, staged, superseded, rejected from marts.row_accounting "
        "where extract = 'meal_records'",
    )
    assert accounted == [(4, 3, 0, 1)]
    assert_published_as_built(builder)


def test_beside_the_published_file_stand_its_build_folder_history_and_accesses(
    builder: Builder,
) -> None:
    names = sorted(path.name for path in builder.warehouse.parent.iterdir())
    beside = [f"plumbline.duckdb.{what}" for what in ("accesses", "build", "history")]
    masked = ["plumbline_bi", "plumbline_bi.duckdb", "plumbline_marts.xlsx"]
    assert names == ["plumbline.duckdb", *beside, *masked]
    assert not (builder.working / "unpublished.duckdb").exists()


def test_nothing_that_a_build_leaves_is_open_to_others(builder: Builder) -> None:
    assert [
        path for path in builder.warehouse.parent.rglob("*") if path.stat().st_mode & 0o007
    ] == []


def test_nobody_can_be_found_in_what_bi_opens(builder: Builder) -> None:
    assert_masked(builder.warehouse)


def test_the_masked_file_is_of_the_same_build(builder: Builder) -> None:
    folder = BuildFolder(builder.warehouse)
    moments = set()
    for path in (folder.warehouse, folder.masked):
        with duckdb.connect(str(path), read_only=True) as connection:
            moments |= set(connection.execute("select built_at, alerts from bi.build").fetchall())
    parquet = folder.masked.with_suffix("") / "build.parquet"
    moments |= set(duckdb.sql(f"select built_at, alerts from '{parquet}'").fetchall())
    assert len(moments) == 1
    assert {alerts for _, alerts in moments} == {1}


def test_the_masked_file_tells_what_the_alert_is(builder: Builder) -> None:
    with duckdb.connect(str(BuildFolder(builder.warehouse).masked), read_only=True) as connection:
        ((subject, reason),) = connection.execute(
            "select subject, reason from bi.alerts"
        ).fetchall()
        days = connection.execute(
            "select extract, first_day::varchar, last_day::varchar, is_conflict"
            " from bi.alert_days order by all"
        ).fetchall()
        (commented,) = connection.execute(
            "select count(*) from duckdb_columns() where comment is null and not internal"
        ).fetchone() or (None,)
    assert subject == "样某某"
    assert reason.startswith("样某某自2023年1月1日起入住样例敬老院")
    assert days == [
        ("institution_stays", "2023-01-01", "2023-12-31", True),
        ("meal_records", "2023-03-05", "2023-03-06", True),
    ]
    assert commented == 0


def test_a_copy_under_another_name_answers_the_same(builder: Builder, tmp_path: Path) -> None:
    copy = shutil.copy(builder.warehouse, tmp_path / "周报 2023.duckdb")
    assert query(copy, ALERTS) == [(RESIDENT, 2)]
    views = query(copy, "select schema_name, view_name from duckdb_views() where not internal")
    assert ("rules", "rule_meal_while_in_institution") in views
    for schema, view in views:
        query(copy, f'select count(*) from "{schema}"."{view}"')


def test_a_build_of_a_part_publishes_nothing_and_says_so(builder: Builder) -> None:
    before = builder.published()
    outcome = builder.build_part()
    assert outcome.code == 0
    assert A_PART in outcome.output
    assert builder.published() == before


def test_a_memory_limit_that_is_too_small_or_none_is_told_by_its_name(builder: Builder) -> None:
    for limit, said in (
        ("1MB", "which is too small for any build"),
        ("much", "expected an amount"),
    ):
        outcome = builder.build("--select", "rule_parameters", PLUMBLINE_MEMORY_LIMIT=limit)
        assert outcome.code != 0
        assert f"PLUMBLINE_MEMORY_LIMIT is '{limit}'" in outcome.output
        assert said in outcome.output
        assert "Traceback" not in outcome.output


def test_bad_deliveries_stop_the_build_and_are_all_named(builder: Builder) -> None:
    before = builder.published()
    text = "照料中心,身份证号\n样例照料中心,1\n"
    bad = {
        "meal_records/坏.csv": text.encode() + b"\xff\xff\n",
        "meal_records/缺列.csv": text.encode(),
        "deaths/表.xlsx": b"PK\x03\x04",
        "institution_stays/扫描.pdf": b"%PDF",
    }
    for name, content in bad.items():
        (builder.landing / name).write_bytes(content)
    (builder.landing / "hospital_stays").rename(builder.landing / "hospital_stay")
    outcome = builder.build_all()
    (builder.landing / "hospital_stay").rename(builder.landing / "hospital_stays")
    for name in bad:
        (builder.landing / name).unlink()

    assert outcome.code != 0
    assert builder.published() == before
    assert MODEL_MADE not in outcome.output
    said = {line.split(": ")[0].strip(): line for line in outcome.output.splitlines()}
    assert "neither UTF-8 nor GB18030" in said["meal_records/坏.csv"]
    assert (
        "lacks the required column 姓名、就餐日期、餐次、补助金额" in said["meal_records/缺列.csv"]
    )
    assert "D04 文件损坏，打不开" in said["deaths/表.xlsx"]
    assert "D02 不是表格文件：内容是 PDF" in said["institution_stays/扫描.pdf"]
    assert "no folder hospital_stays" in said["hospital_stays"]
    assert "5 problems with the deliveries; nothing was built" in outcome.output
    assert "hospital_stay: not the folder of a known extract" in outcome.output


@contextmanager
def rows_landed_twice(builder: Builder) -> Iterator[None]:
    """As if landing had gone wrong: each meal stands twice in the raw file, unnoticed."""
    (builder.working / "landing_report.json").unlink()
    (path,) = (
        path
        for path in (builder.working / "raw" / "meal_records").iterdir()
        if pq.read_metadata(path).num_rows > 0
    )
    good = path.read_bytes()
    file = pq.ParquetFile(path)
    rows = file.read()
    with pq.ParquetWriter(path, rows.schema) as writer:
        writer.write_table(rows)
        writer.write_table(rows)
        writer.add_key_value_metadata(file.metadata.metadata)
    yield
    path.write_bytes(good)


def test_a_failing_test_leaves_the_published_file_alone(builder: Builder) -> None:
    before = builder.published()
    with rows_landed_twice(builder):
        outcome = builder.build_all(DBT_WRITE_JSON="true")
    assert outcome.code == 1
    assert "FAIL 4 conserves_landed_rows_base_meal_records" in outcome.output
    assert FAILED in outcome.output
    assert builder.published() == before


@dataclass
class Killed:
    """What was seen while a build stood still, and after it was killed."""

    before: tuple[str, int, int]
    second: Outcome
    after: tuple[str, int, int]


@pytest.fixture(scope="module")
def killed(first_build: tuple[Builder, Outcome]) -> Killed:
    """One build is halted after its first models, another one tried, and the first one killed."""
    builder, _ = first_build
    before = builder.published()
    builder.deliver("meal_records", "补报.csv", MEALS, meal(RESIDENT, "2023-03-07"))
    process = builder.start("--exclude-resource-type", "unit_test")
    assert process.stdout is not None
    for line in process.stdout:
        if MODEL_MADE in line:
            break
    process.send_signal(signal.SIGSTOP)
    try:
        second = builder.build_all()
    finally:
        process.kill()
        process.communicate()
    assert process.returncode == -signal.SIGKILL
    return Killed(before, second, builder.published())


def test_the_second_of_two_builds_ends_with_a_clear_message(
    killed: Killed, builder: Builder
) -> None:
    assert killed.second.code != 0
    assert f"Another build of {builder.warehouse} is under way (process " in killed.second.output
    assert "wait for it to end and build again" in killed.second.output
    assert MODEL_MADE not in killed.second.output
    assert "Traceback" not in killed.second.output


def test_a_killed_build_leaves_the_published_file_alone(killed: Killed, builder: Builder) -> None:
    assert killed.after == killed.before
    assert query(builder.warehouse, ALERTS) == [(RESIDENT, 2)]


READER = """
    import sys, duckdb
    connection = duckdb.connect(sys.argv[1], read_only=True)
    for _ in sys.stdin:
        print(connection.execute(sys.argv[2]).fetchall(), flush=True)
    """


def test_the_next_build_publishes_while_a_reader_keeps_the_old_file(
    killed: Killed, builder: Builder
) -> None:
    """After a killed build, without anybody's help."""
    with subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(READER), str(builder.warehouse), ALERTS],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as reader:

        def ask() -> str:
            print("?", file=reader.stdin, flush=True)
            return reader.stdout.readline().strip()

        assert ask() == str([(RESIDENT, 2)])
        before = settled(builder)
        outcome = builder.build_all()
        assert outcome.code == 0, outcome.output[-3000:]
        assert len(before) == len(settled(builder)) == 1
        assert before.keys() != settled(builder).keys()
        assert_published_as_built(builder)
        assert builder.published() != killed.before
        assert ask() == str([(RESIDENT, 2)])
        assert query(builder.warehouse, ALERTS) == [(RESIDENT, 3)]
        reader.stdin.close()
    assert reader.returncode == 0


def test_the_gate_judges_the_same_figures_once(builder: Builder) -> None:
    """Whoever builds a part goes on with what is known to have come."""
    gate = ("int_arrival_measures", "int_quality_questions", "int_quality_verdicts")
    judged = [builder.build("--select", *gate).output for _ in range(2)]
    assert re.search(r"int_quality_verdicts .*\[KEPT", judged[1]), judged[1][-3000:]


def test_history_is_what_was_published(builder: Builder) -> None:
    """What an unpublished build wrote is forgotten, and an emptied build folder loses nothing."""
    for file, day in (
        (builder.warehouse, "2023-12-01"),
        (builder.working / "plumbline.duckdb", "2023-12-02"),
    ):
        with duckdb.connect(str(file)) as connection:
            connection.execute("create schema if not exists history")
            connection.execute(f"create or replace table history.kept as select '{day}' as day")
    kept = "select day from history.kept"
    assert builder.build_part().code == 0
    assert query(builder.working / "plumbline.duckdb", kept) == [("2023-12-02",)]
    before = settled(builder)
    assert builder.build_all().code == 0
    assert query(builder.warehouse, kept) == [("2023-12-01",)]
    # nothing was delivered: what rests on deliveries is not written again
    assert settled(builder) == before
    assert_published_as_built(builder)
    shutil.rmtree(builder.working)
    assert builder.build_part().code == 0
    assert query(builder.working / "plumbline.duckdb", kept) == [("2023-12-01",)]


def test_a_lost_warehouse_stops_the_build_before_anything_lands(
    builder: Builder,
) -> None:
    shutil.rmtree(builder.working)
    aside = builder.warehouse.rename(builder.warehouse.with_name("lost"))
    outcome = builder.build_all()
    assert outcome.code != 0
    assert f"{builder.warehouse} is gone, and it was published" in outcome.output
    assert "plumbline restore --from" in outcome.output
    assert "landing: " not in outcome.output
    aside.rename(builder.warehouse)
    assert builder.build_part().code == 0


def test_a_day_or_a_clock_before_the_last_build_is_refused(builder: Builder) -> None:
    before = builder.published()
    outcome = builder.build_all(PLUMBLINE_AS_OF="2023-12-30")
    assert outcome.code != 0
    assert "The as-of date lies before that of the last build, 2023-12-31" in outcome.output
    good = builder.warehouse.read_bytes()
    with duckdb.connect(str(builder.warehouse)) as connection:
        connection.execute(
            "insert into history.builds"
            " select * replace (built_at + interval 400 day as built_at) from history.builds"
        )
    outcome = builder.build_all()
    builder.warehouse.write_bytes(good)
    assert outcome.code != 0
    assert "This machine's clock is behind the last build" in outcome.output
    assert MODEL_MADE not in outcome.output
    assert builder.published()[0] == before[0]


def test_a_replay_publishes_and_writes_no_history(builder: Builder) -> None:
    """And nothing of it goes out."""
    kept = [
        f"select '{table}', count(*), sum(hash(kept)) from history.{table} as kept"
        for (table,) in query(
            builder.warehouse,
            "select table_name from duckdb_tables() where schema_name = 'history' order by all",
        )
    ]
    everything = " union all ".join(kept)
    before = query(builder.warehouse, everything)
    saved = sorted(builder.warehouse.with_name("plumbline.duckdb.history").iterdir())
    # a day before the second of the alert's three
    outcome = builder.build_all(PLUMBLINE_AS_OF="2023-03-05", PLUMBLINE_REPLAY="1")
    assert outcome.code == 0, outcome.output[-3000:]
    assert query(builder.warehouse, ALERTS) == [(RESIDENT, 1)]
    assert sorted(query(builder.warehouse, everything)) == sorted(before)
    assert sorted(builder.warehouse.with_name("plumbline.duckdb.history").iterdir()) == saved
    this = "select as_of_date::varchar, is_replay from marts.published_builds where is_this_file"
    assert query(builder.warehouse, this) == [("2023-03-05", True)]
    schemas = query(builder.warehouse, "select schema_name from duckdb_schemas()")
    assert ("history_before",) not in schemas
    with pytest.raises(CaseworkError, match="is a replay of 2023-03-05: nothing of it goes out"):
        connect(builder.warehouse)


def test_a_working_file_that_somebody_reads_stops_the_build_and_stays(builder: Builder) -> None:
    assert builder.build_part().code == 0
    working = builder.working / "plumbline.duckdb"
    before = working.stat().st_ino
    with duckdb.connect(str(working), read_only=True):
        outcome = builder.build_part()
    assert outcome.code != 0
    assert f"{working} is open elsewhere (PID " in outcome.output
    assert working.stat().st_ino == before


def test_working_files_of_garbage_are_made_anew(builder: Builder) -> None:
    before = builder.published()
    for database in ("plumbline.duckdb", "intake.db"):
        for suffix in ("", ".wal"):
            (builder.working / f"{database}{suffix}").write_bytes(b"garbage" * 10_000)
    (builder.working / "unpublished.duckdb").write_bytes(b"garbage")
    outcome = builder.build_part()
    assert outcome.code == 0, outcome.output[-3000:]
    assert A_PART in outcome.output
    assert builder.published() == before


def test_no_id_and_no_name_is_in_any_log(builder: Builder) -> None:
    """Of all the builds above, those that failed too; dbt's own account is of a failed one."""
    assert ids_in(f"id={RESIDENT}, 0.12345678901234567") == [RESIDENT]
    for output in builder.outputs:
        assert ids_in(output) == []
        assert "样一" not in output
    logs = [path for path in builder.logs.rglob("*") if path.is_file()]
    assert logs != []
    for path in logs + [path for path in builder.target.rglob("*") if path.is_file()]:
        content = path.read_bytes()
        for secret in (RESIDENT, VISITOR, FAULTY):
            assert secret.encode() not in content, path
    for path in logs:
        assert ids_in(path.read_text(encoding="utf-8")) == []


def test_the_secret_is_told_nowhere(builder: Builder) -> None:
    secret = builder.environment["PLUMBLINE_KEY_SALT"].encode()
    assert len(secret) > 20
    files = [path for path in builder.root.rglob("*") if path.is_file()]
    assert any(path.suffix == ".log" for path in files)
    assert [path.name for path in files if secret in path.read_bytes()] == []
    assert not [output for output in builder.outputs if secret.decode() in output]
