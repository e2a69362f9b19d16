"""A city whose departments deliver the same every month, and the gate run on it in one process.

The models run as the build of the sample compiled them: the same SQL, the same as-of date.
"""

from __future__ import annotations

import csv
import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb

from plumbline.landing.contract import Extract, read_contract
from plumbline.landing.land import land
from plumbline.quality.judge import judge
from plumbline.sample.people import check_character

PROJECT = Path(__file__).resolve().parents[2]
TOWNS = ("佛堂镇", "赤岸镇", "义亭镇")
PEOPLE = 900
# Rows a month; the others deliver one file of a few rows.
MONTHLY = {
    "home_service_orders": 330,
    "meal_records": 240,
    "old_age_allowance_payments": 240,
    "relief_payments": 240,
    "disability_subsidy_payments": 330,
    "village_labour_payments": 330,
    "insurance_inpatient_claims": 330,
    "traffic_accidents": 60,
    "hospital_stays": 60,
    "reservoir_migrant_payments": 600,
}


def write_steady_city(landing: Path) -> None:
    """Twelve monthly files of 2023 for the extracts of MONTHLY, one file for each other."""
    for name, extract in read_contract(PROJECT).items():
        folder = landing / name
        folder.mkdir(parents=True)
        if name in MONTHLY:
            for month in range(1, 13):
                rows = (row(extract, month, at) for at in range(MONTHLY[name]))
                write(folder / f"2023年{month:02}月.csv", extract, rows)
        else:
            count = PEOPLE if name == "household_register" else 40
            write(
                folder / "全部.csv", extract, (row(extract, 1 + at % 12, at) for at in range(count))
            )


def write(path: Path, extract: Extract, rows: Iterator[list[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(extract.columns)
        writer.writerows(rows)


def person(number: int) -> tuple[str, str, str]:
    """Citizen ID, name and town; made up, as an ID that begins with 99 always is."""
    digits = f"990101{1940 + number // 366:04}{1 + number % 12:02}{1 + number % 28:02}{number:03}"
    return digits + check_character(digits), f"样{number}", TOWNS[number % len(TOWNS)]


def row(extract: Extract, month: int, at: int) -> list[str]:
    number, name, town = person(at % PEOPLE)
    first = dt.date(2023, month, 1 + at % 26)
    days = iter([first, first + dt.timedelta(days=1), first + dt.timedelta(days=1)])
    values = {"id": number, "name": name, "month": f"2023-{month:02}", "time": "08:05"}
    values |= {"money": "100.00", "int": "2023", "number": "8", "text": "样"}
    cells = []
    for column, kind in extract.types.items():
        if kind in ("date", "moment"):
            cells.append(next(days).isoformat())
        elif column in extract.words:
            cells.append(extract.words[column][0])
        elif column == "town":
            cells.append(town)
        elif column.endswith("_no") or column == "site_name":
            cells.append(f"{month}-{at}")
        else:
            cells.append(values[kind])
    return cells


def findings(landing: Path, work: Path) -> list[dict[str, Any]]:
    """What the gate finds in a landing folder: the rows of `marts.quality_findings`."""
    report = land(landing, work, read_contract(PROJECT))
    assert report.errors == []
    manifest = json.loads((PROJECT / "target" / "manifest.json").read_text(encoding="utf-8"))
    nodes = manifest["nodes"]
    waiting = ancestors(nodes, "model.plumbline.quality_findings")
    with duckdb.connect() as connection:
        connection.execute("attach ':memory:' as intake")
        connection.execute("create schema intake.raw; create schema intake.landing")
        connection.execute("create schema history; create schema reference")
        connection.execute(
            "create table history.quality_log "
            "(as_of_date date, extract varchar, check_id varchar, measured double)"
        )
        for extract in read_contract(PROJECT):
            connection.execute(
                f"create view intake.raw.{extract} as "
                f"from read_parquet('{work}/raw/{extract}/*.parquet')"
            )
        connection.execute(
            "create view intake.landing.landed_files as select file.* from (select unnest(files) "
            f"as file from read_json('{work}/landing_report.json', columns = {{files: 'struct("
            'extract varchar, file varchar, delivery_order varchar, "rows" bigint, '
            "encoding varchar, unknown_columns varchar[], absent_columns varchar[], notes bigint, "
            "totals struct(file_name varchar, total varchar)[])[]'}))"
        )
        while waiting:
            for key in [k for k in waiting if not set(parents(nodes[k])) & waiting]:
                waiting.remove(key)
                make(connection, nodes[key])
        result = connection.execute("select * from marts.quality_findings")
        names = [column[0] for column in result.description]
        return [dict(zip(names, record, strict=True)) for record in result.fetchall()]


def parents(node: dict[str, Any]) -> list[str]:
    return [key for key in node.get("depends_on", {}).get("nodes", []) if "source." not in key]


def ancestors(nodes: dict[str, Any], key: str) -> set[str]:
    return {key}.union(*(ancestors(nodes, parent) for parent in parents(nodes[key])))


def make(connection: duckdb.DuckDBPyConnection, node: dict[str, Any]) -> None:
    database = "intake." if node["schema"] == "base" else ""
    connection.execute(f"create schema if not exists {database}{node['schema']}")
    table = f"{database}{node['schema']}.{node['alias']}"
    if node["resource_type"] == "seed":
        types = {
            n: t.replace("string", "varchar") for n, t in node["config"]["column_types"].items()
        }
        path = PROJECT / node["original_file_path"]
        connection.execute(f"create table {table} as from read_csv('{path}', columns = {types})")
    elif node["original_file_path"].endswith(".py"):
        (asked,) = parents(node)
        questions = connection.table(f"intermediate.{asked.split('.')[-1]}").df()
        verdicts = judge(questions)
        connection.execute(f"create table {table} as from verdicts")
        assert len(verdicts) == len(questions) > 0
    else:
        assert node.get("compiled_code"), "build the whole sample first: make test-dbt"
        sql = node["compiled_code"].replace('"plumbline".', "")
        connection.execute(f"create table {table} as {sql}")
