"""`make bench`: what the build costs beside plain DuckDB, on a city of 2.8 million rows.

Writes the demo city, then times landing by itself, the whole `dbt build` (landing included,
unit tests left out), and the same compiled SQL run by plain DuckDB in one process on the rows
already landed; prints wall times, peak memory and the bars they are held to. Machines are noisy:
read the ratio.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click
import duckdb

from plumbline.landing.contract import Extract, read_contract
from plumbline.landing.land import land
from plumbline.places import PROJECT_ROOT
from plumbline.publish import BuildFolder
from simulation.city import make_city
from simulation.settings import AS_OF, Settings

T = TypeVar("T")


@click.command()
@click.option("--folder", type=click.Path(path_type=Path), default=Path("bench"))
def main(folder: Path) -> None:
    """Measures the build against plain DuckDB, in FOLDER (kept for the next time)."""
    landing = folder / "landing"
    if not landing.is_dir():
        click.echo("writing the city ...")
        make_city(folder, Settings())
    warehouse = folder / "plumbline.duckdb"
    build_folder = BuildFolder(warehouse)
    for path in build_folder.raw.glob("*/*.parquet"):
        path.unlink()
    landed, landing_seconds = timed(lambda: land(landing, build_folder.path, contract()))
    click.echo(landed.summary())
    for path in build_folder.raw.glob("*/*.parquet"):
        path.unlink()
    _, build_seconds = timed(lambda: build(landing, warehouse))
    build_memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 2**20
    _, plain_seconds = timed(lambda: plain(folder))
    bar = 2 * plain_seconds + 25
    click.echo(f"landing by itself         {landing_seconds:8.1f} s")
    click.echo(f"landing and dbt build     {build_seconds:8.1f} s, {build_memory:.2f} GiB at most")
    click.echo(f"the same SQL, plain DuckDB{plain_seconds:8.1f} s")
    click.echo(f"bars: {bar:.1f} s (twice plain DuckDB and 25 s), 4 GiB")


def timed(work: Callable[[], T]) -> tuple[T, float]:
    started = time.monotonic()
    return work(), time.monotonic() - started


def contract() -> dict[str, Extract]:
    return read_contract(PROJECT_ROOT)


def environment(landing: Path, warehouse: Path) -> dict[str, str]:
    return os.environ | {
        "PLUMBLINE_LANDING": str(landing.resolve()),
        "PLUMBLINE_WAREHOUSE": str(warehouse.resolve()),
        "PLUMBLINE_AS_OF": AS_OF.isoformat(),
        "DBT_TARGET_PATH": str((warehouse.parent / "target").resolve()),
        "DBT_LOG_PATH": str((warehouse.parent / "logs").resolve()),
    }


def build(landing: Path, warehouse: Path) -> None:
    command = [str(Path(sys.executable).with_name("dbt")), "build"]
    command += ["--exclude-resource-type", "unit_test", "--quiet"]
    subprocess.run(command, env=environment(landing, warehouse), check=True, cwd=PROJECT_ROOT)


def plain(folder: Path) -> None:
    """Every model's compiled SQL, in an order the graph allows, in fresh databases.

    The quality gate is left out: Python judges in it.
    """
    manifest = json.loads((folder / "target" / "manifest.json").read_text(encoding="utf-8"))
    waiting = {
        key: node
        for key, node in manifest["nodes"].items()
        if node["resource_type"] == "model" and "gate" not in node["fqn"]
    }
    shutil.rmtree(folder / "plain", ignore_errors=True)
    (folder / "plain").mkdir()
    with duckdb.connect(str(folder / "plain" / "plumbline.duckdb")) as connection:
        connection.execute("set memory_limit = '2500MB'; set preserve_insertion_order = false")
        connection.execute(f"attach '{folder}/plain/intake.db' as intake; create schema intake.raw")
        connection.execute(f"attach '{folder}/plumbline.duckdb' as published (read_only)")
        connection.execute("create schema reference")
        for node in manifest["nodes"].values():
            if node["resource_type"] == "seed":
                name = f"reference.{node['alias']}"
                connection.execute(f"create table {name} as from published.{name}")
        for extract in contract():
            connection.execute(
                f"create view intake.raw.{extract} as "
                f"from read_parquet('{folder}/plumbline.duckdb.build/raw/{extract}/*.parquet')"
            )
        while waiting:
            ready = [
                k for k, n in waiting.items() if not set(n["depends_on"]["nodes"]) & set(waiting)
            ]
            for node in map(waiting.pop, ready):
                kind = node["config"]["materialized"]
                schema = f"{node['database']}.{node['schema']}"
                connection.execute(f"create schema if not exists {schema}")
                connection.execute(
                    f"create {kind} {node['relation_name']} as {node['compiled_code']}"
                )


if __name__ == "__main__":
    main()
