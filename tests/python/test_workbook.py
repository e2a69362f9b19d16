"""The workbook a unit gets: what stands in it stays text, and what comes back lands."""

from __future__ import annotations

import datetime as dt
import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from builds import PROJECT, RESIDENT
from deliveries import Landing

from plumbline.casework.shown import rows_by_file
from plumbline.casework.work_items import LeadItem, Problem, RuleBrief, WorkItem
from plumbline.casework.workbook import (
    HEADER_ROW,
    LEAD_SHEET,
    SHEET,
    UnitWorkbook,
    lead_layout,
)
from plumbline.landing.contract import read_contract
from simulation import towns
from simulation.towns import Rows, read_sheets, write_sheets

FEEDBACK = read_contract(PROJECT)["case_feedback"]
HEADERS = {column: header for header, column in FEEDBACK.columns.items()}
ITEM = WorkItem(
    addressee="样例镇",
    joint_unit=None,
    cc=None,
    alert_id="00000000000000a1",
    rule_id="meal_after_death",
    subject_kind="person",
    kind="generated",
    is_to_go_out=True,
    title="死亡后仍发放居家养老就餐补助",
    subject_name="样一",
    subject_id="P1",
    first_event_date=dt.date(2023, 3, 5),
    last_event_date=dt.date(2023, 3, 6),
    event_count=2,
    amount_at_risk=Decimal("16.00"),
    reason="已于2023年3月1日死亡，2023年3月5日至2023年3月6日仍有就餐2次，补助16.00元。",
    evidence=["deaths/死亡.csv#1", "meal_records/就餐.csv#1"],
    recurrence=None,
    state_title="待交办",
    withdrawn_on=None,
    withdrawal_reason=None,
    due_date=dt.date(2024, 1, 22),
    reminder=None,
    as_of_date=dt.date(2023, 12, 31),
)
OTHER = replace(ITEM, alert_id="00000000000000b2", kind="sample")
GONE = replace(
    ITEM,
    alert_id="00000000000000c3",
    kind="withdrawn",
    withdrawn_on=dt.date(2023, 12, 31),
    withdrawal_reason="数据更正后不再成立",
)


@pytest.fixture
def feedback(tmp_path: Path) -> Landing:
    """A landing folder of the one extract that answers come back in."""
    return Landing(tmp_path, FEEDBACK)


def write(path: Path, *items: WorkItem, problems: tuple[Problem, ...] = ()) -> Path:
    UnitWorkbook(path, "20231231-1", "样例镇", FEEDBACK).write(items, problems)
    return path


def column(rows: Rows, name: str) -> int:
    return rows[HEADER_ROW].index(HEADERS[name])


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "{="])
def test_nothing_from_data_becomes_a_formula(tmp_path: Path, start: str) -> None:
    text = f"{start}HYPERLINK(1)"
    hostile = replace(
        ITEM,
        title=text,
        subject_name=text,
        subject_id=text,
        reason=text,
        recurrence=text,
        reminder=text,
        evidence=[f"{text}#1"],
    )
    path = write(
        tmp_path / "样例镇.xlsx",
        hostile,
        replace(GONE, withdrawal_reason=text),
        problems=(Problem("样例镇", text, text, text, text),),
    )
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/sheet"):
                assert b"<f>" not in archive.read(name), name
    cells = [cell for rows in read_sheets(path).values() for row in rows for cell in row]
    # six cells of the alert beside its source row, one of the withdrawn one, four of the problem
    assert cells.count(text) == 6 + 1 + 4
    assert cells.count(f"{text}#1") == 1


def test_the_header_stays_and_only_answers_are_open(tmp_path: Path) -> None:
    path = write(tmp_path / "样例镇.xlsx", ITEM)
    with zipfile.ZipFile(path) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
        workbook = archive.read("xl/workbook.xml").decode()
    assert f'ySplit="{HEADER_ROW + 1}"' in sheet
    assert "<sheetProtection" in sheet
    assert sheet.count("<dataValidation ") == sum(
        name in FEEDBACK.words or kind in ("date", "money", "int")
        for name, kind in FEEDBACK.types.items()
        if name not in FEEDBACK.prefilled
    )
    assert workbook.count('state="veryHidden"') == 1
    assert workbook.count('state="hidden"') == 1


def test_made_up_towns_answer_where_a_rule_names_no_yuan(tmp_path: Path) -> None:
    # two of three are answered, found true wholly or in part: no yuan come back either way
    items = [replace(ITEM, alert_id=f"{n:016x}", amount_at_risk=Decimal(0)) for n in range(1, 22)]
    path = write(tmp_path / "样例镇.xlsx", *items)
    assert towns.answer(path, path, dt.date(2024, 1, 15), FEEDBACK) == 14
    rows = read_sheets(path)[SHEET]
    filled = rows[HEADER_ROW + 1 :]
    assert {row[column(rows, "finding")] for row in filled} >= {"查实", "部分属实", "不属实"}
    assert {row[column(rows, "recovered_amount")] for row in filled} == {""}


def test_a_withdrawn_alert_stays_in_sight_but_is_not_asked_for(tmp_path: Path) -> None:
    sheets = read_sheets(write(tmp_path / "样例镇.xlsx", ITEM, GONE))
    asked = [row[0] for row in sheets[SHEET][HEADER_ROW + 1 :]]
    assert asked == [ITEM.alert_id]
    (told,) = sheets["已撤回"][HEADER_ROW + 1 :]
    assert (told[0], told[4]) == (GONE.alert_id, GONE.withdrawal_reason)


def test_a_workbook_as_it_went_out_lands_no_row(feedback: Landing) -> None:
    feedback.put("样例镇.xlsx", lambda path: write(path, ITEM, OTHER) and None, FEEDBACK.name)
    report = feedback.land()
    assert (report.errors, report.warnings) == ([], [])
    assert feedback.rows(FEEDBACK.name) == []
    assert [file.unfilled for file in report.files] == [2]
    assert "0 rows and 2 not filled in" in report.summary()


def test_sheets_that_only_tell_land_nothing(feedback: Landing) -> None:
    def write_all(path: Path) -> None:
        named = replace(ITEM, subject_id=RESIDENT)
        brief = RuleBrief("meal_after_death", "规则甲", "《甲办法》", "查台账。", "同名。")
        book = UnitWorkbook(path, "20231231-1", "样例镇", FEEDBACK)
        book.write([named], [], [replace(named, alert_id="00000000000000c4")], [brief])

    feedback.put("样例镇.xlsx", write_all, FEEDBACK.name)
    report = feedback.land()
    assert (report.errors, report.warnings) == ([], [])
    assert [file.unfilled for file in report.files] == [1]


def returned(path: Path, *answers: dict[str, object]) -> None:
    """The first alert's row once for each of the answers, below the untouched second."""
    sheets = read_sheets(write(path, ITEM, OTHER))
    rows = sheets[SHEET]
    first, second = rows[HEADER_ROW + 1 :]
    filled = []
    for answer in answers:
        row = list(first)
        for name, value in answer.items():
            row[column(rows, name)] = value
        filled.append(row)
    sheets[SHEET] = [*rows[: HEADER_ROW + 1], second, *filled]
    write_sheets(path, sheets)


def test_filled_rows_land_wherever_they_stand(feedback: Landing) -> None:
    feedback.put(
        "样例镇.xlsx",
        lambda path: returned(
            path,
            {"handled_date": dt.date(2024, 1, 8), "status": "核查中"},
            {"handled_date": "２０２４．１．１５", "status": "已办结", "recovered_amount": 16.0},
            {"note": "只写了备注"},
        ),
        FEEDBACK.name,
    )
    report = feedback.land()
    assert (report.errors, report.warnings) == ([], [])
    names = ["", *FEEDBACK.columns.values()]
    landed = [dict(zip(names, row, strict=True)) for row in feedback.rows(FEEDBACK.name)]
    told = ("", "alert_id", "handled_date", "status", "recovered_amount", "unit", "note")
    assert [tuple(row[name] for name in told) for row in landed] == [
        ("样例镇.xlsx#2", ITEM.alert_id, "2024-01-08", "核查中", "", "样例镇", ""),
        ("样例镇.xlsx#3", ITEM.alert_id, "２０２４．１．１５", "已办结", "16", "样例镇", ""),
        ("样例镇.xlsx#4", ITEM.alert_id, "", "", "", "样例镇", "只写了备注"),
    ]


def test_a_number_that_was_not_sent_is_remarked(feedback: Landing) -> None:
    feedback.put(
        "样例镇.xlsx",
        lambda path: returned(path, {"alert_id": "00000000000000d4", "status": "核查中"}),
        FEEDBACK.name,
    )
    (remark,) = feedback.land().warnings
    assert "the numbers on its sheet 核查处置 are not those sent with batch 20231231-1" in remark
    # and once more when it is not read again
    assert feedback.land().warnings == [remark]


def test_rows_of_any_other_workbook_land_filled_in_or_not(feedback: Landing) -> None:
    def write_plain(path: Path) -> None:
        write_sheets(path, {"表": [list(HEADERS.values()), [ITEM.alert_id]]})

    feedback.put("另一份.xlsx", write_plain, FEEDBACK.name)
    report = feedback.land()
    assert [file.unfilled for file in report.files] == [0]
    assert len(feedback.rows(FEEDBACK.name)) == 1


LEAD = LeadItem(
    addressee="民政局",
    alert_id="00000000000000e5",
    kind="generated",
    is_to_go_out=True,
    title="符合年龄未发放高龄补贴",
    subject_name="样一",
    subject_id="P1",
    town="样例镇",
    reason="样一2023年1月至2023年3月年满80周岁，未发放高龄补贴。",
    source_rows=2,
    withdrawn_on=None,
    due_date=dt.date(2024, 1, 22),
    as_of_date=dt.date(2023, 12, 31),
)


def write_list(path: Path, *leads: LeadItem, problems: tuple[Problem, ...] = ()) -> Path:
    layout = lead_layout(FEEDBACK, ["纳入发放", "其他"])
    UnitWorkbook(path, "20231231-1", "民政局", FEEDBACK, layout).write(leads, problems)
    return path


def test_nothing_from_data_becomes_a_formula_in_the_list_of_leads(tmp_path: Path) -> None:
    text = "=HYPERLINK(1)"
    hostile = replace(LEAD, title=text, subject_name=text, subject_id=text, town=text, reason=text)
    gone = replace(hostile, alert_id=text, kind="withdrawn")
    problem = Problem("民政局", text, text, text, text)
    path = write_list(tmp_path / "名单.xlsx", hostile, gone, problems=(problem,))
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/sheet"):
                assert b"<f>" not in archive.read(name), name
    sheets = read_sheets(path)
    assert [name for name, rows in sheets.items() if text in str(rows)] == [
        LEAD_SHEET,
        "退回更正",
        "已撤回",
    ]


def test_a_lead_shows_its_full_id_on_a_sheet_of_its_own(tmp_path: Path) -> None:
    sheets = read_sheets(write_list(tmp_path / "名单.xlsx", replace(LEAD, subject_id=RESIDENT)))
    assert [name for name, rows in sheets.items() if RESIDENT in str(rows)] == ["证件号"]
    assert f"{RESIDENT[:6]}{'*' * 8}{RESIDENT[-4:]}" in str(sheets[LEAD_SHEET])


def test_a_list_of_leads_lands_what_was_filled_in(feedback: Landing) -> None:
    def filled_in(path: Path) -> None:
        sheets = read_sheets(write_list(path, LEAD, replace(LEAD, alert_id="00000000000000f6")))
        rows = sheets[LEAD_SHEET]
        answer = {"handled_date": dt.date(2024, 1, 15), "status": "已办结", "note": "纳入发放"}
        for name, value in answer.items():
            rows[HEADER_ROW + 1][column(rows, name)] = value
        write_sheets(path, sheets)

    feedback.put("名单.xlsx", filled_in, FEEDBACK.name)
    report = feedback.land()
    assert (report.errors, report.warnings) == ([], [])
    assert [file.unfilled for file in report.files] == [1]
    names = ["", *FEEDBACK.columns.values()]
    (landed,) = (dict(zip(names, row, strict=True)) for row in feedback.rows(FEEDBACK.name))
    told = ("alert_id", "handled_date", "status", "note", "unit", "finding")
    assert tuple(landed[name] for name in told) == (
        *(LEAD.alert_id, "2024-01-15", "已办结", "纳入发放", "民政局", ""),
    )


def test_source_rows_are_told_by_file_and_none_is_left_out() -> None:
    rows = [
        "meal_records/就餐.csv#4",
        "b/第1#批.csv#10",
        "b/第1#批.csv#2",
        "b/第1#批.csv#3",
        "b/第1#批.csv#1",
        "a/表.xlsx[佛堂镇]#7",
    ]
    assert rows_by_file(rows) == [
        "a/表.xlsx[佛堂镇]#7",
        "b/第1#批.csv#1–3、10",
        "居家养老照料中心就餐记录/就餐.csv#4",
    ]
