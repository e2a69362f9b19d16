"""One loop of casework by whole builds: alerts go out in workbooks, come back filled in as people
do it, move their cases, and nothing is lost when the build folder is.
"""

from __future__ import annotations

import datetime as dt
import shutil
from dataclasses import dataclass
from pathlib import Path

import docx
import duckdb
import pytest
from builds import MEALS, PROJECT, RESIDENT, STAYS, VISITOR, Builder, Outcome, ids_in, meal, stay

from plumbline.casework.dispatch import Dispatched, dispatch
from plumbline.casework.letters import places, write_advice
from plumbline.casework.work_items import connect
from plumbline.casework.workbook import HEADER_ROW, SHEET
from plumbline.landing.contract import read_contract
from simulation.towns import read_sheets, write_sheets

pytestmark = pytest.mark.slow

FEEDBACK = read_contract(PROJECT)["case_feedback"]
HEADERS = {column: header for header, column in FEEDBACK.columns.items()}
HANDLED = dt.date(2024, 1, 15)


@dataclass
class Loop:
    """A city's landing folder and warehouse, and what was dispatched from it first."""

    builder: Builder
    sent: Dispatched
    sent_twice: Dispatched
    moved: Outcome
    again: Outcome
    history_before: list[tuple[object, ...]]
    unchanged_before: list[tuple[object, ...]]


HISTORY = """
    select 'alert' as kind, alert_id, dbt_valid_from, dbt_valid_to, dbt_is_deleted
    from history.alert_history
    union all
    select 'step', alert_id, dbt_valid_from, dbt_valid_to, dbt_is_deleted
    from history.case_step_history
    union all
    select 'day', '', built_at, null, as_of_date::varchar
    from history.as_of_days
    order by all
"""
CASES = "select * from marts.cases order by alert_id"
EVENTS = "select * from marts.case_events order by all"


def query(builder: Builder, sql: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(builder.warehouse), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def deliver(builder: Builder, *stays: tuple[str, ...]) -> None:
    builder.deliver("institution_stays", "2023.csv", STAYS, *stays)
    builder.deliver(
        "meal_records",
        "2023.csv",
        MEALS,
        meal(RESIDENT, "2023-03-05"),
        meal(RESIDENT, "2023-03-06"),
        meal(VISITOR, "2023-04-05"),
    )


def fill_in(workbook: Path, target: Path) -> None:
    """As a town does it: a row inserted, sorted anew, full-width digits, a word off the list."""
    sheets = read_sheets(workbook)
    rows = sheets[SHEET]
    at = {name: rows[HEADER_ROW].index(header) for name, header in HEADERS.items()}
    (resident,) = [row for row in rows if "2笔" in str(row) or 16.0 in row]
    (visitor,) = [row for row in rows if 8.0 in row]

    def step(row: list[object], **answers: object) -> list[object]:
        filled = list(row)
        for name, value in answers.items():
            filled[at[name]] = value
        return filled

    done = step(
        resident,
        handled_date="２０２４．１．１５",
        status="已办结",
        finding="查实",
        recovered_amount="１６．００元",
        persons_handled="１",
        cause="违规违纪",
        response_date="2024.1.12",
        response_kind="认可",
        note="=HYPERLINK(1)",
    )
    begun = step(resident, handled_date=dt.date(2024, 1, 8), status="核查中")
    off_list = step(visitor, handled_date=HANDLED, status="已核查", finding="基本属实")
    unknown = step(visitor, alert_id="0" * 16, handled_date=HANDLED, status="核查中")
    untouched = [r for r in rows[HEADER_ROW + 1 :] if r not in (resident, visitor)]
    sheets[SHEET] = [*rows[: HEADER_ROW + 1], off_list, done, *untouched, begun, unknown]
    write_sheets(target, sheets)


@pytest.fixture(scope="module")
def loop(city_folder: Path) -> Loop:
    builder = Builder(city_folder)
    deliver(builder, stay(RESIDENT, "2023-01-01", ""), stay(VISITOR, "2023-01-01", ""))
    first = builder.build_all()
    assert first.code == 0, first.output[-3000:]
    history = query(builder, HISTORY)

    out = builder.root / "dispatch"
    sent = dispatch(builder.warehouse, builder.landing, out, FEEDBACK)
    sent_twice = dispatch(builder.warehouse, builder.landing, out, FEEDBACK)
    (workbook,) = sent.workbooks
    fill_in(workbook, builder.landing / "case_feedback" / workbook.name)

    # the visitor's check-in day is corrected, and everything a build keeps is lost
    deliver(builder, stay(RESIDENT, "2023-01-01", ""), stay(VISITOR, "2023-01-02", ""))
    shutil.rmtree(builder.working)
    builder.environment["PLUMBLINE_AS_OF"] = "2024-01-31"
    moved = builder.build_all()
    assert moved.code == 0, moved.output[-3000:]
    tables = [query(builder, sql) for sql in (HISTORY, CASES, EVENTS)]
    again = builder.build_all()
    return Loop(builder, sent, sent_twice, moved, again, history, tables)


def test_dispatching_twice_repeats_nothing(loop: Loop) -> None:
    assert loop.sent.batch == "20231231-1"
    assert loop.sent.handed_over > 0
    assert (loop.sent_twice.workbooks, loop.sent_twice.register) == ([], None)


def test_a_build_without_its_folder_keeps_the_history(loop: Loop) -> None:
    then = {(row[0], row[1], row[2]) for row in loop.history_before}
    now = {(row[0], row[1], row[2]) for row in loop.unchanged_before[0]}
    assert then <= now
    days = query(loop.builder, "select as_of_date::varchar from history.as_of_days order by 1")
    assert days == [("2023-12-31",), ("2024-01-31",)]


def test_the_same_build_once_more_changes_nothing(loop: Loop) -> None:
    assert loop.again.code == 0, loop.again.output[-3000:]
    assert [query(loop.builder, sql) for sql in (HISTORY, CASES, EVENTS)] == loop.unchanged_before


def test_answers_move_their_case(loop: Loop) -> None:
    cases = query(
        loop.builder,
        f"""
        select state, finding, verdict, recovered_amount::varchar, persons_handled, is_on_time
        from marts.cases
        where subject_id = '{RESIDENT}' and alert_id = case_id
        """,
    )
    assert cases == [("recheck", "查实", "misconduct", "16.00", 1, True)]
    days = query(
        loop.builder,
        f"""
        select dispatched_on::varchar, due_date::varchar, closed_on::varchar
        from marts.cases
        where subject_id = '{RESIDENT}' and alert_id = case_id
        """,
    )
    assert days == [("2023-12-31", "2024-01-22", "2024-01-15")]


def test_a_corrected_alert_carries_the_case_on(loop: Loop) -> None:
    cases = query(
        loop.builder,
        f"""
        select alert_id = case_id, is_withdrawn, withdrawn_on::varchar, appeared_on::varchar, state
        from marts.cases
        where subject_id = '{VISITOR}'
        order by 1
        """,
    )
    assert cases == [
        (False, True, "2024-01-31", "2023-12-31", "dispatched"),
        (True, False, None, "2024-01-31", "dispatched"),
    ]


def test_what_a_unit_got_wrong_goes_back_to_it(loop: Loop) -> None:
    problems = query(
        loop.builder, "select problem, found, is_settled from marts.case_problems order by problem"
    )
    assert problems == [
        ("rejected_row", "核查结论“基本属实”不能用", False),
        ("unknown_alert", "预警编号0000000000000000不存在", False),
    ]


def test_rows_nobody_filled_in_do_not_land_and_are_counted(loop: Loop) -> None:
    landed = query(
        loop.builder,
        "select landed, staged, rejected from marts.row_accounting where extract = 'case_feedback'",
    )
    # four rows that were filled in, and the register
    assert landed == [(4 + loop.sent.handed_over, 3 + loop.sent.handed_over, 1)]
    if loop.sent.handed_over > 2:
        assert f"{loop.sent.handed_over - 2} not filled in" in loop.moved.output


def test_a_letter_tells_facts_advice_and_the_day_of_reply(loop: Loop, tmp_path: Path) -> None:
    path = tmp_path / "建议书.docx"
    with connect(loop.builder.warehouse) as connection:
        # the home where the guest of the centre lives did nothing
        assert [row["place"] for row in places(connection)] == ["样例照料中心"]
        assert write_advice(connection, "样例照料中心", path) == 1
    letter = docx.Document(str(path))
    text = "\n".join(paragraph.text for paragraph in letter.paragraphs)
    for part in (
        "监察建议书",
        "样例照料中心：",
        "涉及记录2条，查实金额16.00元，已追缴16.00元",
        "2024年3月18日前整改到位",
    ):
        assert part in text
    row = [cell.text for cell in letter.tables[0].rows[1].cells]
    assert row[4:] == ["2", "16.00", "16.00", "16.00", "查实、违规违纪"]


def test_no_output_names_anybody(loop: Loop) -> None:
    for output in loop.builder.outputs:
        assert ids_in(output) == []
