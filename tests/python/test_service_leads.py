"""Service leads stand apart from red alerts, from the list that goes out to the score of who was
helped: two whole builds around a list that civil affairs fills in.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pytest
from builds import (
    MEALS,
    PROJECT,
    RESIDENT,
    STAYS,
    Builder,
    Outcome,
    ids_in,
    meal,
    stay,
)
from click.testing import CliRunner

from plumbline.casework.dispatch import Dispatched, dispatch, hand_over_leads
from plumbline.casework.work_items import CaseworkError
from plumbline.casework.workbook import HEADER_ROW, LEAD_SHEET, WORDS_SHEET
from plumbline.cli import findings, main
from plumbline.landing.contract import read_contract
from plumbline.process_maps import read_seed
from simulation.towns import read_sheets, write_sheets

FEEDBACK = read_contract(PROJECT)["case_feedback"]
HEADERS = {column: header for header, column in FEEDBACK.columns.items()}
PAID = "990101195003070017"
ALIVE = "990101195003070025"
UNCLEAR = "990101195003070033"
WAITING = "990101195003070041"
DEATHS = ("id_number", "name", "death_date", "source")
ADMISSIONS = ("hospital_name", "id_number", "name", "admitted_at", "discharged_at")

# who reads what of service leads, beside the models of their own room
READERS = {
    # the desk explains a lead as it explains an alert, each under its own number
    "service_leads": {
        "service_lead_history",
        "alerts_are_well_formed",
        "alert_rows",
        "explained_alerts",
    },
    # which row of feedback is about a lead, and so about no alert
    "service_lead_history": {"int_feedback_rows", "history_runs_forward"},
    # people helped stand in columns of their own, which no sum of alerts holds
    "service_help": {"scorecard"},
    "service_scores": {"bi_service_leads"},
}
ROOM = "models/marts/service/"


def test_nothing_about_red_alerts_reads_service_leads() -> None:
    path = PROJECT / "target" / "manifest.json"
    assert path.is_file(), "build the sample first: make test-dbt"
    nodes = json.loads(path.read_text(encoding="utf-8"))["nodes"]
    project = (PROJECT / "dbt_project.yml").read_text(encoding="utf-8")
    readers = unlisted_readers(nodes)
    rules = [name for name in readers if name.startswith("rule_")]
    assert rules
    assert all(f"    - {name.removeprefix('rule_')}\n" in project for name in rules)
    allowed = {**{name: {"service_leads"} for name in rules}, **READERS}
    assert {name: who for name, who in readers.items() if who - allowed.get(name, set())} == {}
    assert readers["service_leads"] >= {"service_lead_history"}


def unlisted_readers(nodes: dict[str, dict[str, Any]]) -> dict[str, set[str]]:
    """Who outside their own room reads a service rule, the leads, or what became of them."""
    kept = {
        unique_id: node
        for unique_id, node in nodes.items()
        if node["config"].get("meta", {}).get("kind") == "service"
        or node["name"] in READERS
        or node["original_file_path"].startswith(ROOM)
    }
    found: dict[str, set[str]] = {node["name"]: set() for node in kept.values()}
    for reader in nodes.values():
        is_own = reader["original_file_path"].startswith(ROOM)
        # a generic test reads the model it is declared at
        if is_own or reader.get("test_metadata") or reader["resource_type"] == "unit_test":
            continue
        for unique_id in reader.get("depends_on", {}).get("nodes", []):
            if unique_id in kept:
                found[kept[unique_id]["name"]].add(reader["name"])
    return found


@pytest.mark.parametrize(
    ("reader", "read"),
    [
        ("scorecard", "service_lead_outcomes"),
        ("red_alerts", "service_leads"),
        ("monthly_sample", "service_leads"),
        ("cases", "service_lead_history"),
        ("raised_alerts", "rule_recorded_dead_but_alive"),
    ],
)
def test_another_reader_of_service_leads_is_seen(reader: str, read: str) -> None:
    manifest = json.loads((PROJECT / "target" / "manifest.json").read_text(encoding="utf-8"))
    nodes = manifest["nodes"]
    by_name = {node["name"]: unique_id for unique_id, node in nodes.items()}
    nodes[by_name[reader]]["depends_on"]["nodes"].append(by_name[read])
    allowed = {"service_leads"} if read.startswith("rule_") else READERS.get(read, set())
    assert unlisted_readers(nodes)[read] - allowed == {reader}


@dataclass
class Help:
    """A city with four people who live though they are recorded as dead, before and after."""

    builder: Builder
    sent: Dispatched
    sent_twice: Dispatched
    sheets: dict[str, list[list[Any]]]
    alerts_sent: Dispatched
    answered: Outcome
    next_list: Dispatched


def deliver(builder: Builder, *dead: str) -> None:
    builder.deliver("institution_stays", "2023.csv", STAYS, stay(RESIDENT, "2023-01-01", ""))
    before_death = [meal(person, "2023-02-01") for person in (PAID, ALIVE, UNCLEAR, WAITING)]
    builder.deliver("meal_records", "2023.csv", MEALS, meal(RESIDENT, "2023-03-05"), *before_death)
    builder.deliver(
        "deaths", "2023.csv", DEATHS, *((p, "样一", "2023-03-01", "火化") for p in dead)
    )
    builder.deliver(
        "hospital_stays",
        "2023.csv",
        ADMISSIONS,
        *(
            ("样例医院", person, "样一", "2023-05-20 08:00", "2023-05-25 08:00")
            for person in (PAID, ALIVE, UNCLEAR, WAITING)
        ),
    )


def query(builder: Builder, sql: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(builder.warehouse), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def hidden(person: str) -> str:
    """The ID as the list shows it."""
    return f"{person[:6]}{'*' * 8}{person[-4:]}"


def fill_in(sheets: dict[str, list[list[Any]]], target: Path) -> None:
    """One paid, one living, one told in a sentence and again without a day, one untouched."""
    rows = sheets[LEAD_SHEET]
    header = rows[HEADER_ROW]
    by_person = {row[header.index("身份证号")]: row for row in rows[HEADER_ROW + 1 :]}

    def answer(person: str, **answers: Any) -> list[Any]:
        row = list(by_person[hidden(person)])
        for name, value in answers.items():
            row[header.index(HEADERS[name])] = value
        return row

    day = dt.date(2024, 1, 15)
    filled = [
        answer(PAID, handled_date="２０２４．１．８", status="核查中"),
        answer(PAID, handled_date=day, status="已办结", note="纳入发放"),
        answer(ALIVE, handled_date=day, status="已办结", note="健在", response="本人到场"),
        answer(UNCLEAR, handled_date=day, status="已办结", note="已纳入发放"),
        answer(UNCLEAR, handled_date="昨天", status="已办结", note="补发"),
        by_person[hidden(WAITING)],
    ]
    write_sheets(target, {**sheets, LEAD_SHEET: [*rows[: HEADER_ROW + 1], *filled]})


@pytest.fixture(scope="module")
def helped(city_folder: Path) -> Help:
    builder = Builder(city_folder)
    deliver(builder, PAID, ALIVE, UNCLEAR, WAITING)
    first = builder.build_all()
    assert first.code == 0, first.output[-3000:]
    out = builder.root / "service"
    sent = hand_over_leads(builder.warehouse, builder.landing, out, FEEDBACK)
    sent_twice = hand_over_leads(builder.warehouse, builder.landing, out, FEEDBACK)
    alerts = dispatch(builder.warehouse, builder.landing, builder.root / "dispatch", FEEDBACK)
    (workbook,) = sent.workbooks
    sheets = read_sheets(workbook)
    fill_in(sheets, builder.landing / "case_feedback" / workbook.name)
    # who lives is no longer recorded as dead
    deliver(builder, PAID, UNCLEAR, WAITING)
    builder.environment["PLUMBLINE_AS_OF"] = "2024-01-31"
    answered = builder.build_all()
    assert answered.code == 0, answered.output[-3000:]
    following = hand_over_leads(builder.warehouse, builder.landing, out, FEEDBACK, again=True)
    return Help(builder, sent, sent_twice, sheets, alerts, answered, following)


@pytest.mark.slow
def test_everybody_new_goes_out_in_one_list_once(helped: Help) -> None:
    assert (helped.sent.batch, helped.sent.handed_over) == ("20231231-1", 4)
    assert [path.name for path in helped.sent.workbooks] == ["20231231-1-主动服务名单.xlsx"]
    assert (helped.sent_twice.workbooks, helped.sent_twice.register) == ([], None)


@pytest.mark.slow
def test_the_list_tells_whom_to_help_and_offers_what_may_be_answered(helped: Help) -> None:
    rows = helped.sheets[LEAD_SHEET]
    header = rows[HEADER_ROW]
    assert header[:9] == [
        *("预警编号", "类别", "服务事项", "姓名", "身份证号", "镇街", "事由"),
        *("数据来源（行数）", "办理期限"),
    ]
    told = next(row for row in rows if hidden(PAID) in row)
    assert told[1:4] == ["新交办", "登记死亡后仍有生活迹象", "样一"]
    assert (told[5], told[7], told[8]) == ("样例镇", 2, dt.date(2024, 1, 22))
    assert "2023年5月20日" in told[6]
    assert told[header.index("承办单位")] == "民政局"
    words = list(zip(*helped.sheets[WORDS_SHEET], strict=False))
    assert words[0][:3] == ("处置状态", "核查中", "已办结")
    assert words[1] == ("备注", *(row["title"] for row in read_seed(PROJECT, "service_outcomes")))


@pytest.mark.slow
def test_what_was_done_is_known_by_its_word(helped: Help) -> None:
    outcomes = query(
        helped.builder,
        """
        select subject_id, outcome, outcome_on::varchar, is_taken_into_payment, is_withdrawn,
            handed_over_on::varchar, due_date::varchar
        from marts.service_lead_outcomes
        order by subject_id
        """,
    )
    handed_over = ("2023-12-31", "2024-01-22")
    assert outcomes == [
        (PAID, "taken_into_payment", "2024-01-15", True, False, *handed_over),
        (ALIVE, "alive", "2024-01-15", False, True, *handed_over),
        (UNCLEAR, None, None, False, False, *handed_over),
        (WAITING, None, None, False, False, *handed_over),
    ]


@pytest.mark.slow
def test_people_taken_into_payment_are_scored_apart(helped: Help) -> None:
    columns = "town, rule_id, leads, handed_over, answered, overdue, people_taken_into_payment"
    scores = query(helped.builder, f"select {columns} from marts.service_scores")
    assert scores == [("样例镇", "recorded_dead_but_alive", 4, 4, 2, 2, 1)]


@pytest.mark.slow
def test_what_cannot_be_used_goes_back_in_the_next_list(helped: Help) -> None:
    problems = query(
        helped.builder, "select problem, found, is_settled from marts.service_problems order by 1"
    )
    assert problems == [
        ("rejected_row", "处置日期“昨天”不能用", False),
        ("unknown_outcome", "备注“已纳入发放”不是可选的办理结果", False),
    ]
    assert (helped.next_list.handed_over, helped.next_list.register) == (0, None)
    sheets = read_sheets(helped.next_list.workbooks[0])
    kinds = {row[4]: row[1] for row in sheets[LEAD_SHEET][HEADER_ROW + 1 :]}
    assert kinds == {hidden(UNCLEAR): "需更正", hidden(WAITING): "办理中"}
    assert [row[1] for row in sheets["退回更正"][HEADER_ROW + 1 :]] == [
        "备注“已纳入发放”不是可选的办理结果",
        "处置日期“昨天”不能用",
    ]


@pytest.mark.slow
@pytest.mark.parametrize(
    "table",
    [
        "marts.red_alerts",
        "marts.excepted_alerts",
        "marts.cases",
        "marts.case_events",
        "marts.case_problems",
        "marts.step_problems",
        "marts.case_priority",
        "marts.dispatch_list",
        "marts.dispatches",
        "marts.alert_places",
        "history.alert_history",
        "history.case_step_history",
    ],
)
def test_no_lead_is_among_alerts(helped: Help, table: str) -> None:
    counts = query(
        helped.builder,
        f"""
        select count(*) filter (alert_id in (from marts.service_lead_outcomes select alert_id))
        from {table}
        """,
    )
    assert counts == [(0,)]


@pytest.mark.slow
def test_alerts_go_out_beside_the_list(helped: Help) -> None:
    assert helped.alerts_sent.handed_over > 0
    assert helped.alerts_sent.register != helped.sent.register
    handed_over = query(helped.builder, "select count(*) from marts.dispatches")
    assert handed_over == [(helped.alerts_sent.handed_over,)]
    assert query(helped.builder, "select count(*) from marts.case_problems") == [(0,)]


@pytest.mark.slow
def test_scores_of_rules_are_about_alerts_alone(helped: Help) -> None:
    rules = query(helped.builder, "select rule_id, kind from marts.rule_catalogue")
    service = {rule for rule, kind in rules if kind == "service"}
    assert service
    scored = query(helped.builder, "select item from marts.scorecard where dimension = 'rule'")
    assert scored
    assert service & {rule for (rule,) in scored} == set()
    (counted,) = query(
        helped.builder, "select sum(rules), sum(service_rules) from marts.rule_coverage"
    )
    assert counted == (len(rules) - len(service), len(service))


@pytest.mark.slow
def test_findings_print_leads_apart(helped: Help, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLUMBLINE_WAREHOUSE", str(helped.builder.warehouse))
    printed = CliRunner().invoke(findings).output
    alerts, _, leads = printed.partition("Who is owed something")
    assert "recorded_dead_but_alive" not in alerts
    assert "recorded_dead_but_alive" in leads
    assert "meal_while_in_institution" in alerts


@pytest.mark.slow
def test_the_command_says_when_nobody_is_new(
    helped: Help, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PLUMBLINE_WAREHOUSE", str(helped.builder.warehouse))
    monkeypatch.setenv("PLUMBLINE_LANDING", str(helped.builder.landing))
    command = ["service-list", "--out", str(tmp_path)]
    nobody = CliRunner().invoke(main, command)
    assert (nobody.exit_code, list(tmp_path.iterdir())) == (0, [])
    assert nobody.output.startswith("Nobody new to help")
    once_more = CliRunner().invoke(main, [*command, "--again"])
    assert once_more.exit_code == 0
    assert once_more.output.startswith("Batch 20240131-1: ")
    assert len(list(tmp_path.glob("20240131-1/*.xlsx"))) == 1


@pytest.mark.slow
def test_no_output_names_anybody(helped: Help) -> None:
    for output in helped.builder.outputs:
        assert ids_in(output) == []


def test_without_a_warehouse_or_a_landing_folder_nothing_is_written(tmp_path: Path) -> None:
    out = tmp_path / "service"
    with pytest.raises(CaseworkError, match="set PLUMBLINE_LANDING"):
        hand_over_leads(tmp_path / "none.duckdb", tmp_path / "none", out, FEEDBACK)
    with pytest.raises(CaseworkError, match="run `dbt build` first"):
        hand_over_leads(tmp_path / "none.duckdb", tmp_path, out, FEEDBACK)
    assert not out.exists()
