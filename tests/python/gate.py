"""The quality gate, run in one process on a landing folder.

The models run as the build of the sample compiled them: the same SQL, the same as-of date.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import duckdb
from sql_macros import macros

from plumbline.landing.contract import read_contract
from plumbline.landing.land import land
from plumbline.quality.judge import judge

PROJECT = Path(__file__).resolve().parents[2]


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
            "create table history.known_deliveries "
            "(extract varchar, name varchar, known_rows bigint)"
        )
        for extract in read_contract(PROJECT):
            connection.execute(
                f"create view intake.raw.{extract} as "
                f"from read_parquet('{work}/raw/{extract}/*.parquet')"
            )
        landed_files = macros("warehouse/land_deliveries.sql")["landed_files"]
        report_file = f"'{work}/landing_report.json'"
        connection.execute(
            f"create view intake.landing.landed_files as {landed_files(report_file)}"
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
    connection.execute(f"create schema if not exists {node['schema']}")
    table = f"{node['schema']}.{node['alias']}"
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
