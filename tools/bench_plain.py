"""The compiled SQL of a city's last build, run by plain DuckDB: `bench_plain FOLDER TARGET`.

Every model in an order the graph allows, in a fresh database, over the rows already landed. The
quality gate is left out, and what rests on it: Python judges in it.
"""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from typing import Any

import duckdb

from plumbline.landing.contract import read_contract
from plumbline.memory import memory_limit
from plumbline.places import PROJECT_ROOT
from plumbline.publish import BuildFolder


def main(folder: Path, target: Path) -> None:
    build = BuildFolder(folder / "plumbline.duckdb")
    manifest = json.loads((target / "manifest.json").read_text(encoding="utf-8"))
    models = {k: n for k, n in manifest["nodes"].items() if n["resource_type"] == "model"}
    waiting = {k: n for k, n in models.items() if "gate" not in n["fqn"]}
    while judged := [k for k, n in waiting.items() if rests_on(n) & (set(models) - set(waiting))]:
        waiting = {k: n for k, n in waiting.items() if k not in judged}
    shutil.rmtree(folder / "plain", ignore_errors=True)
    (folder / "plain").mkdir()
    with duckdb.connect(str(folder / "plain" / "plumbline.duckdb")) as connection:
        connection.execute(f"set memory_limit = '{memory_limit()}'")
        connection.execute("set preserve_insertion_order = false")
        connection.execute("attach ':memory:' as intake; create schema intake.raw")
        connection.execute(f"attach '{build.warehouse}' as published (read_only)")
        # a build's own is in Python
        connection.execute("create macro plumbline_key(text) as md5(text)")
        for node in manifest["nodes"].values():
            if node["resource_type"] in ("seed", "snapshot"):
                name = f"{node['schema']}.{node['alias']}"
                connection.execute(f"create schema if not exists {node['schema']}")
                connection.execute(f"create table {name} as from published.{name}")
        for extract in read_contract(PROJECT_ROOT):
            connection.execute(
                f"create view intake.raw.{extract} as "
                f"from read_parquet('{build.raw}/{extract}/*.parquet')"
            )
        while waiting:
            ready = [k for k, n in waiting.items() if not rests_on(n) & set(waiting)]
            for node in map(waiting.pop, ready):
                kind = "view" if node["config"]["materialized"].endswith("view") else "table"
                connection.execute(f"create schema if not exists {node['schema']}")
                compiled = target / "compiled" / "plumbline" / node["original_file_path"]
                connection.execute(
                    f"create {kind} {node['schema']}.{node['alias']} as "
                    + compiled.read_text(encoding="utf-8")
                )


def rests_on(node: dict[str, Any]) -> set[str]:
    return set(node["depends_on"]["nodes"])


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
