"""Dispatch from a warehouse of a few rows: all or nothing, and safe for whoever opens it."""

from __future__ import annotations

import csv
import datetime as dt
import io
import shutil
from dataclasses import asdict, fields, replace
from decimal import Decimal
from pathlib import Path

import duckdb
import msoffcrypto
import pytest
from builds import RESIDENT
from click.testing import CliRunner
from deliveries import Landing
from python_calamine import CalamineWorkbook
from test_workbook import FEEDBACK, ITEM

from plumbline.casework import dispatch as dispatching
from plumbline.casework.dispatch import dispatch, write_states
from plumbline.casework.work_items import CaseworkError, LeadItem, UnitState, WorkItem
from plumbline.cli import main
from plumbline.landing.errors import DeliveryError
from plumbline.landing.readers.isolated import sheets_of
from simulation.towns import read_sheets

LIST = """
create schema marts;
create table marts.published_builds (
    as_of_date date, is_this_file boolean, is_replay boolean
);
create table marts.dispatches (batch varchar);
create table marts.case_problems (
    addressee varchar, unit varchar, alert_id varchar, found varchar, what_to_do varchar,
    source_row varchar, problem varchar, is_settled boolean
);
create table marts.rule_briefs as
select 'meal_after_death' as rule_id, '规则甲' as title, '《甲办法》' as policies,
    '查台账。' as how_to_check, '同名。' as false_alarms;
create table marts.dispatch_list (
    addressee varchar, joint_unit varchar, cc varchar, alert_id varchar, rule_id varchar,
    subject_kind varchar, kind varchar, is_to_go_out boolean, title varchar, subject_name varchar,
    subject_id varchar, first_event_date date, last_event_date date, event_count bigint,
    amount_at_risk decimal(14, 2), reason varchar, evidence varchar[], recurrence varchar,
    state_title varchar, withdrawn_on date, withdrawal_reason varchar, due_date date,
    reminder varchar, as_of_date date
);
create table marts.unit_states (
    unit varchar, role varchar, alert_id varchar, title varchar, subject_name varchar,
    subject_id varchar, addressee varchar, amount_at_risk decimal(14, 2), state_title varchar,
    dispatched_on date, due_date date, reminder varchar, result varchar, second_finding varchar,
    as_of_date date
)
"""


def fill(warehouse: Path, table: str, *items: WorkItem | UnitState) -> None:
    with duckdb.connect(str(warehouse)) as connection:
        connection.execute(f"delete from marts.{table}")
        for item in items:
            row = asdict(item)
            names, marks = ", ".join(row), ", ".join("?" * len(row))
            connection.execute(
                f"insert into marts.{table} ({names}) values ({marks})", list(row.values())
            )


def made(tmp_path: Path, *items: WorkItem) -> tuple[Path, Path, Path]:
    """Warehouse, landing folder and the folder that batches go to."""
    warehouse = tmp_path / "w.duckdb"
    with duckdb.connect(str(warehouse)) as connection:
        connection.execute(LIST)
    fill(warehouse, "dispatch_list", *items)
    (tmp_path / "landing").mkdir()
    return warehouse, tmp_path / "landing", tmp_path / "out"


def registered(landing: Path) -> list[list[str]]:
    (register,) = (landing / FEEDBACK.name).iterdir()
    with register.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))[1:]


def test_the_joint_unit_gets_the_row_and_only_the_addressee_answers(tmp_path: Path) -> None:
    shared = replace(ITEM, joint_unit="养老科", subject_id=RESIDENT)
    done = dispatch(*made(tmp_path, shared), FEEDBACK)
    assert sorted(path.name for path in done.workbooks) == [
        "20231231-1-养老科.xlsx",
        "20231231-1-样例镇.xlsx",
    ]
    joint, lead = (read_sheets(path) for path in sorted(done.workbooks))
    assert list(joint) == ["联合核查", "规则说明", "证件号"]
    assert "样例镇" in joint["联合核查"][3]
    assert {"核查处置", "规则说明", "证件号"} <= set(lead)
    # the full number stands on its own sheet and nowhere else
    for sheets in (joint, lead):
        named = [sheet for sheet, rows in sheets.items() if RESIDENT in str(rows)]
        assert named == ["证件号"]
    assert [row[3] for row in registered(tmp_path / "landing")] == ["样例镇"]


def test_who_is_told_gets_a_list_to_read_and_no_full_id(tmp_path: Path) -> None:
    done = dispatch(*made(tmp_path, replace(ITEM, cc="财政局", subject_id=RESIDENT)), FEEDBACK)
    (told,) = (path for path in done.workbooks if path.stem.endswith("财政局"))
    sheets = read_sheets(told)
    assert list(sheets) == ["抄送"]
    assert ITEM.alert_id in str(sheets) and RESIDENT not in str(sheets)
    assert done.subjects["财政局"] == 1
    assert [row[3] for row in registered(tmp_path / "landing")] == ["样例镇"]


STATE = UnitState(
    unit="养老科",
    role="joint_unit",
    alert_id=ITEM.alert_id,
    title=ITEM.title,
    subject_name=ITEM.subject_name,
    subject_id=RESIDENT,
    addressee="样例镇",
    amount_at_risk=Decimal("16.00"),
    state_title="核查中",
    dispatched_on=dt.date(2023, 12, 31),
    due_date=dt.date(2024, 1, 22),
    reminder="督办，逾期30天",
    result=None,
    second_finding=None,
    as_of_date=dt.date(2024, 2, 21),
)


def test_states_are_written_anew_a_sheet_a_role(tmp_path: Path) -> None:
    warehouse, *_ = made(tmp_path)
    out = tmp_path / "states"
    supervised = replace(STATE, role="supervising_unit")
    fill(warehouse, "unit_states", STATE, supervised, replace(STATE, unit="甲镇"))
    assert write_states(warehouse, out, FEEDBACK) == {"养老科": 1, "甲镇": 1}
    sheets = read_sheets(out / "办理状态-养老科.xlsx")
    assert list(sheets) == ["督办", "联合核查"]
    assert all("督办，逾期30天" in str(rows) for rows in sheets.values())
    assert RESIDENT not in str(sheets)
    # who has nothing more to see keeps no old list
    fill(warehouse, "unit_states", replace(STATE, role="second_look", second_finding="查实"))
    write_states(warehouse, out, FEEDBACK)
    (path,) = out.glob("*.xlsx")
    assert list(read_sheets(path)) == ["抽查复核"]
    assert read_sheets(path)["抽查复核"][3][-1] == "查实"
    assert [path.name for path in tmp_path.glob("*states*")] == ["states"]


def test_states_take_no_place_of_a_folder_that_holds_something_else(tmp_path: Path) -> None:
    warehouse, *_ = made(tmp_path)
    fill(warehouse, "unit_states", STATE)
    out = tmp_path / "mine"
    out.mkdir()
    (out / "办理状态-养老科.xlsx").write_text("mine", encoding="utf-8")
    with pytest.raises(CaseworkError, match="holds no states"):
        write_states(warehouse, out, FEEDBACK)
    assert [path.read_text(encoding="utf-8") for path in out.iterdir()] == ["mine"]


def test_states_that_cannot_be_written_leave_the_old_ones_and_no_half(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    warehouse, *_ = made(tmp_path)
    out = tmp_path / "states"
    fill(warehouse, "unit_states", STATE)
    write_states(warehouse, out, FEEDBACK)
    before = sorted(path.read_bytes() for path in out.iterdir())
    monkeypatch.setattr(dispatching, "_lock", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        write_states(warehouse, out, FEEDBACK)
    assert sorted(path.read_bytes() for path in out.iterdir()) == before
    assert [path.name for path in tmp_path.glob("*states*")] == ["states"]


def test_a_dispatch_that_fails_leaves_nothing_and_a_retry_repeats_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = replace(ITEM, addressee="乙镇", alert_id="00000000000000b2")
    warehouse, landing, out = made(tmp_path, ITEM, other)
    with monkeypatch.context() as patch:
        patch.setattr(dispatching, "_register", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            dispatch(warehouse, landing, out, FEEDBACK)
    assert not (out / "20231231-1").exists()
    assert not (landing / FEEDBACK.name).exists()
    done = dispatch(warehouse, landing, out, FEEDBACK)
    assert (done.batch, len(done.workbooks), done.handed_over) == ("20231231-1", 2, 2)
    assert [path.name for path in out.iterdir()] == ["20231231-1"]
    assert dispatch(warehouse, landing, out, FEEDBACK).workbooks == []


def test_a_dispatch_stopped_after_its_register_is_finished_by_the_next(tmp_path: Path) -> None:
    warehouse, landing, out = made(tmp_path, ITEM)
    done = dispatch(warehouse, landing, out, FEEDBACK)
    (out / done.batch).rename(out / f"{dispatching.UNFINISHED}{done.batch}")
    assert dispatch(warehouse, landing, out, FEEDBACK).workbooks == []
    assert [path.name for path in out.iterdir()] == [done.batch]


def test_a_list_of_people_to_help_that_was_stopped_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: dict[str, str | int | None] = dict.fromkeys(field.name for field in fields(LeadItem))
    told |= {"addressee": "民政局", "alert_id": "00000000000000c1", "title": "应享未享"}
    told |= {"subject_id": RESIDENT, "reason": "甲", "kind": "new", "source_rows": 1}
    lead = LeadItem(**{**told, "is_to_go_out": True, "as_of_date": dt.date(2023, 12, 31)})  # type: ignore[arg-type]
    for name, found in {
        "read_leads": [lead],
        "read_lead_problems": [],
        "read_outcomes": ["已纳入发放"],
        "last_lead_batch": "",
    }.items():
        monkeypatch.setattr(dispatching, name, lambda _connection, found=found: found)
    warehouse, landing, out = made(tmp_path)
    with monkeypatch.context() as stopped:

        def stop(*_arguments: object) -> Path:
            raise KeyboardInterrupt

        stopped.setattr(dispatching, "_register", stop)
        with pytest.raises(KeyboardInterrupt):
            dispatching.hand_over_leads(warehouse, landing, out, FEEDBACK)
    done = dispatching.hand_over_leads(warehouse, landing, out, FEEDBACK)
    assert [path.name for path in out.iterdir()] == ["20231231-1"]
    assert (done.handed_over, [path.is_file() for path in done.workbooks]) == (1, [True])


def test_two_do_not_hand_over_at_the_same_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    warehouse, landing, out = made(tmp_path, ITEM)
    monkeypatch.setenv("PLUMBLINE_WAREHOUSE", str(warehouse))
    monkeypatch.setenv("PLUMBLINE_LANDING", str(landing))
    left = out / f"{dispatching.UNFINISHED}20231231-1"
    left.mkdir(parents=True)
    with dispatching.alone(landing, FEEDBACK):
        refused = CliRunner().invoke(main, ["dispatch", "--out", str(out)])
    assert refused.exit_code == 1
    assert "somebody else is handing over just now" in refused.output
    assert left.is_dir()
    assert CliRunner().invoke(main, ["dispatch", "--out", str(out)]).exit_code == 0
    assert [path.name for path in out.iterdir()] == ["20231231-1"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_no_cell_of_the_register_is_a_formula(tmp_path: Path, start: str) -> None:
    dispatch(*made(tmp_path, replace(ITEM, addressee=f"{start}1+1")), FEEDBACK)
    ((*_, unit, _note),) = registered(tmp_path / "landing")
    assert unit == f"'{start}1+1"


@pytest.mark.parametrize("town", ["长" * 120, "甲/乙:丙", "甲镇. "])
def test_no_name_of_a_town_stops_a_dispatch(tmp_path: Path, town: str) -> None:
    done = dispatch(*made(tmp_path, replace(ITEM, addressee=town)), FEEDBACK)
    assert len(done.workbooks) == 1
    assert [row[3] for row in registered(tmp_path / "landing")] == [town]


@pytest.mark.parametrize(
    ("password", "told"),
    [
        ("好记的口令", ""),
        ("另一个口令", "the password in the file that PLUMBLINE_WORKBOOK_PASSWORD_FILE names does"),
        (None, "it asks for a password"),
    ],
)
def test_a_workbook_comes_back_as_it_went_out_behind_its_password(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, password: str | None, told: str
) -> None:
    (path,) = dispatch(*made(tmp_path, ITEM), FEEDBACK, password="好记的口令").workbooks
    with pytest.raises(DeliveryError):  # who reads it before the password is told waits for more
        sheets_of(path, "xls")
    if password:
        (tmp_path / "secret").write_text(f"{password}\n", encoding="utf-8")
        monkeypatch.setenv("PLUMBLINE_WORKBOOK_PASSWORD_FILE", str(tmp_path / "secret"))
    (tmp_path / "back").mkdir()
    returns = Landing(tmp_path / "back", FEEDBACK)
    returns.put("样例镇.xlsx", lambda target: shutil.copy(path, target) and None, FEEDBACK.name)
    report = returns.land()
    if told:
        (error,) = report.errors
        assert "D03" in error and told in error
    else:
        assert (report.errors, [file.unfilled for file in report.files]) == ([], [1])


def test_a_workbook_with_a_password_opens_only_by_it(tmp_path: Path) -> None:
    (path,) = dispatch(*made(tmp_path, ITEM), FEEDBACK, password="好记的口令").workbooks
    locked = msoffcrypto.OfficeFile(io.BytesIO(path.read_bytes()))
    assert locked.is_encrypted()
    locked.load_key(password="好记的口令")
    plain = io.BytesIO()
    locked.decrypt(plain)
    assert "核查处置" in CalamineWorkbook.from_filelike(io.BytesIO(plain.getvalue())).sheet_names
