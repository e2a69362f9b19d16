"""The dependency law refuses each kind of edge that it forbids, and a page shows what it allows.

Edges are planted in a copy of dbt's own graph; the law that judges them is the project's own test.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import duckdb
import jinja2
import pytest
from builds import PROJECT

from plumbline import rooms
from plumbline.process_maps import read_seed

LAW = PROJECT / "tests" / "singular" / "dependency_law.sql"
Graph = dict[str, dict[str, Any]]

FORBIDDEN = {
    "staging reads staging": ("stg_deaths", "stg_meal_records"),
    "staging reads intermediate": ("stg_deaths", "int_deaths"),
    "staging reads a seed": ("stg_deaths", "rule_parameters"),
    "base reads base": ("base_deaths", "base_meal_records"),
    "people read the ledger": ("int_people", "int_subsidy_ledger"),
    "people read presence": ("int_deaths", "int_hospital_episodes"),
    "the ledger reads presence": ("int_subsidy_ledger", "int_person_days"),
    "presence reads the ledger": ("int_person_days", "int_subsidy_ledger"),
    "intermediate reads base": ("int_people", "base_household_register"),
    "intermediate reads a rule": ("int_subsidy_ledger", "rule_meal_after_death"),
    "intermediate reads a mart": ("int_subsidy_ledger", "red_alerts"),
    "intermediate reads a snapshot": ("int_people", "alert_history"),
    "what cases rest on reads cases": ("int_case_steps", "cases"),
    "what cases rest on reads staging": ("int_alert_places", "stg_meal_records"),
    "a rule reads a rule": ("rule_meal_after_death", "rule_service_after_death"),
    "a rule reads base": ("rule_meal_after_death", "base_meal_records"),
    "a rule reads a mart": ("rule_meal_after_death", "red_alerts"),
    "a rule reads what cases rest on": ("rule_meal_after_death", "int_alert_status"),
    "a mart reads a rule": ("cases", "rule_meal_after_death"),
    "red_alerts read a rule past the union": ("red_alerts", "rule_meal_after_death"),
    "a mart reads staging": ("scorecard", "stg_meal_records"),
    "a mart reads the staging of feedback": ("cases", "stg_case_feedback"),
    "a mart reads base": ("case_problems", "base_case_feedback"),
    "a mart reads its source": ("row_accounting", "meal_records"),
    "alerts read cases": ("red_alerts", "cases"),
    "coverage reads cases": ("rule_coverage", "cases"),
    "cases read what goes out": ("cases", "dispatch_list"),
    "a mart reads the gate's plumbing": ("cases", "int_delivery_profile"),
    "a snapshot reads a rule": ("alert_history", "rule_meal_after_death"),
    "a snapshot reads cases": ("alert_history", "cases"),
    "a snapshot reads other staging": ("case_step_history", "stg_meal_records"),
    "the scorecard reads what became of leads": ("scorecard", "service_lead_outcomes"),
    "cases read what became of leads": ("cases", "service_steps"),
    "what became of leads reads cases": ("service_scores", "cases"),
    "an analysis reads base": ("priority_against_random", "base_meal_records"),
}
# where a model of a room that has none yet would stand, and what it would read
IN_NEW_FILES = {
    "the surface reads staging": ("models/bi/bi_cases.sql", "stg_meal_records"),
    "the surface reads a rule": ("models/bi/bi_cases.sql", "rule_meal_after_death"),
    "the surface reads the ledger": ("models/bi/bi_cases.sql", "int_subsidy_ledger"),
    "a model stands in no room": ("models/elsewhere/int_thing.sql", "stg_meal_records"),
    "a model stands in a room's parent": ("models/intermediate/int_thing.sql", "stg_deaths"),
}
ALLOWED_IN_NEW_FILES = [
    ("models/bi/bi_cases.sql", "cases"),
    ("models/bi/bi_alerts.sql", "red_alerts"),
    ("models/marts/alerts/service_leads.sql", "rule_meal_after_death"),
    ("models/marts/rules/relief/rule_new.sql", "stg_meal_records"),
    ("models/intermediate/presence/int_new.sql", "int_hospital_episodes"),
]


@pytest.fixture(scope="module")
def graph() -> Graph:
    manifest = PROJECT / "target" / "manifest.json"
    assert manifest.is_file(), "build the sample first: make test-dbt"
    read = json.loads(manifest.read_text(encoding="utf-8"))
    return {"nodes": read["nodes"], "sources": read["sources"]}


def refused(graph: Graph) -> set[tuple[str, str]]:
    """The edges that the law returns, by the names of reader and read."""
    template = jinja2.Environment().from_string(LAW.read_text(encoding="utf-8"))
    sql = template.render(graph=graph, execute=True, ref=lambda name: name)
    with duckdb.connect() as connection:
        for seed in ("rooms", "room_exceptions"):
            path = PROJECT / "seeds" / f"{seed}.csv"
            connection.execute(f"create table {seed} as from read_csv('{path}', header = true)")
        return {(row[0], row[2]) for row in connection.execute(sql).fetchall()}


def by_name(graph: Graph, name: str) -> str:
    named = {**graph["sources"], **graph["nodes"]}
    (unique_id,) = [unique_id for unique_id, node in named.items() if node["name"] == name]
    return unique_id


def with_edge(graph: Graph, reader: str, read: str) -> Graph:
    unique_id = by_name(graph, reader)
    node = graph["nodes"][unique_id]
    reads = [*node["depends_on"]["nodes"], by_name(graph, read)]
    planted = {**node, "depends_on": {**node["depends_on"], "nodes": reads}}
    return {**graph, "nodes": {**graph["nodes"], unique_id: planted}}


def with_model(graph: Graph, path: str, read: str) -> Graph:
    name = Path(path).stem
    model = {
        "name": name,
        "resource_type": "model",
        "original_file_path": path,
        "depends_on": {"nodes": [by_name(graph, read)]},
    }
    return {**graph, "nodes": {**graph["nodes"], f"model.plumbline.{name}": model}}


def test_the_project_keeps_the_law(graph: Graph) -> None:
    assert refused(graph) == set()


@pytest.mark.parametrize("kind", FORBIDDEN)
def test_a_forbidden_edge_is_refused(graph: Graph, kind: str) -> None:
    reader, read = FORBIDDEN[kind]
    assert refused(with_edge(graph, reader, read)) == {(reader, read)}


@pytest.mark.parametrize("kind", IN_NEW_FILES)
def test_a_new_model_is_bound_too(graph: Graph, kind: str) -> None:
    path, read = IN_NEW_FILES[kind]
    assert refused(with_model(graph, path, read)) == {(Path(path).stem, read)}


@pytest.mark.parametrize(("path", "read"), ALLOWED_IN_NEW_FILES)
def test_rooms_to_come_find_their_place(graph: Graph, path: str, read: str) -> None:
    assert refused(with_model(graph, path, read)) == set()


def test_the_law_names_only_rooms_that_it_knows() -> None:
    known = {row["room"] for row in read_seed(PROJECT, "rooms")} | {"sources"}
    named = {
        room for row in read_seed(PROJECT, "rooms") for room in row["may_read"].split("; ") if room
    }
    assert named <= known


def test_the_table_of_rooms_is_what_the_law_says() -> None:
    rooms.main(["--check"])


def test_a_table_that_says_otherwise_is_refused(tmp_path: Path) -> None:
    for name in ("rooms", "room_exceptions"):
        target = tmp_path / "seeds" / f"{name}.csv"
        target.parent.mkdir(exist_ok=True)
        target.write_bytes((PROJECT / "seeds" / f"{name}.csv").read_bytes())
    page = tmp_path / rooms.PAGE
    page.parent.mkdir()
    text = (PROJECT / rooms.PAGE).read_text(encoding="utf-8")
    page.write_text(text.replace("| `snapshots/` |", "| `snapshot/` |"), encoding="utf-8")
    with pytest.raises(SystemExit, match=r"architecture\.md is not what the seeds say"):
        rooms.main(["--check"], tmp_path)
    rooms.main([], tmp_path)
    assert page.read_text(encoding="utf-8") == text
