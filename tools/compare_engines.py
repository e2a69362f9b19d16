"""`make spark`: builds the same deliveries on DuckDB and on Spark and compares what came out.

Lands once, runs the same models and seeds with `--target duckdb` and `--target spark` over the same
raw files, then holds the tables that readers and data stewards act on against each other: names,
types, and every value of every row. Says which columns differ and for which alerts; no value is
printed, for deliveries may be real.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import click
import duckdb

from plumbline.files import sql_text
from plumbline.places import PROJECT_ROOT
from plumbline.publish import BuildFolder
from simulation.city import make_city
from simulation.settings import AS_OF, Settings

BIN = Path(sys.executable).parent
SPARK_BIN = PROJECT_ROOT / ".venv-spark" / "bin"
# Each compared table, and what names a row of it.
KEYS = {
    "marts.red_alerts": ["alert_id"],
    "marts.service_leads": ["alert_id"],
    "marts.row_accounting": ["extract"],
    "marts.rejected_rows": ["extract", "file_name", "row_number"],
}
# What is built of the project: on Spark all that is switched on there, on DuckDB what is compared.
# Tests are left out: they ask the same of both engines, and on Spark one takes a second or two.
RESOURCES = ["--resource-type", "seed", "--resource-type", "model"]
PARTS = {
    "duckdb": [*RESOURCES, "--select", *(f"+{table.split('.')[1]}" for table in KEYS)],
    "spark": RESOURCES,
}
EXAMPLES = 5
# A city as small as they come: Spark is slow at tables that one machine holds easily.
SEED, SCALE = 7, 0.01


@dataclass(frozen=True)
class Deliveries:
    """What is built, and where; without a landing folder it is the sample. With `computed`, a
    folder of Spark's tables, DuckDB takes those.
    """

    name: str
    folder: Path
    landing: Path | None = None
    as_of: str | None = None
    computed: Path | None = None

    @property
    def build(self) -> BuildFolder:
        return BuildFolder(self.folder / self.name / "plumbline.duckdb")

    @property
    def spark_tables(self) -> Path:
        return self.build.path / "spark" / "tables"

    def environment(self, engine: str) -> dict[str, str]:
        """The caller's, but for what must be these deliveries' own."""
        about = {
            "PLUMBLINE_LANDING": self.landing,
            "PLUMBLINE_AS_OF": self.as_of,
            "PLUMBLINE_COMPUTED": self.computed,
        }
        inherited = {name: value for name, value in os.environ.items() if name not in about}
        return inherited | {
            "PWD": str(PROJECT_ROOT),
            "PLUMBLINE_WAREHOUSE": str(self.build.warehouse),
            "DBT_TARGET_PATH": str(self.build.path / "dbt" / engine),
            "DBT_LOG_PATH": str(self.build.path / "dbt" / engine),
            "DBT_WRITE_JSON": "false",  # takes seconds, and nobody reads it
            # left unset for the sample, which knows its own day
            **{name: str(value) for name, value in about.items() if value},
        }


@click.command()
@click.option("--seed", default=SEED, show_default=True, help="Of the made-up city.")
@click.option("--landing", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--as-of", help="The day the deliveries of --landing are true for, YYYY-MM-DD.")
@click.option("--folder", type=click.Path(path_type=Path), default=PROJECT_ROOT / ".spark")
def main(seed: int, landing: Path | None, as_of: str | None, folder: Path) -> None:
    """Compares the engines on the sample and a small made-up city, or on the deliveries in LANDING.

    What is built stays in FOLDER. Exits 1 unless all is identical.
    """
    folder = folder.resolve()
    if landing:
        if not as_of:
            raise click.UsageError("--landing needs --as-of, the day its deliveries are true for")
        several = [Deliveries("given", folder, landing.resolve(), as_of)]
    else:
        city = f"city-{seed}"
        make_city(folder / city, Settings(seed, SCALE))
        several = [
            Deliveries("sample", folder),
            Deliveries(city, folder, folder / city / "landing", AS_OF.isoformat()),
        ]
    results = [agree(deliveries) for deliveries in several]
    sys.exit(0 if all(results) else 1)


def agree(deliveries: Deliveries) -> bool:
    """Builds on both engines and prints what differs."""
    run(deliveries, "landing", BIN, ["python", "-m", "plumbline.landing"])
    for engine, bin_folder in (("duckdb", BIN), ("spark", SPARK_BIN)):
        run(
            deliveries,
            engine,
            bin_folder,
            ["dbt", "--quiet", "build", "--target", engine, *PARTS[engine]],
        )
    with duckdb.connect() as connection:
        connection.execute(f"attach {sql_text(deliveries.build.databases[0])} as built (read_only)")
        results = [compare(connection, deliveries, table) for table in KEYS]
    return all(results)


def run(deliveries: Deliveries, engine: str, bin_folder: Path, command: list[str]) -> None:
    """Runs a step to its end, or ends the comparison."""
    started = time.monotonic()
    step = subprocess.run(
        [str(bin_folder / command[0]), *command[1:]],
        cwd=PROJECT_ROOT,
        env=deliveries.environment(engine),
        check=False,
    )
    if step.returncode:
        sys.exit(f"{deliveries.name}: {engine} failed; nothing was compared")
    print(f"{deliveries.name}: {engine} in {time.monotonic() - started:.0f} s", flush=True)


def compare(connection: duckdb.DuckDBPyConnection, deliveries: Deliveries, table: str) -> bool:
    """Whether a table holds the same columns and rows on both engines; prints what differs."""
    schema, name = table.split(".")
    files = deliveries.spark_tables / f"{schema}.db" / name / "*.parquet"
    connection.execute(f"create or replace view on_duckdb as select * from built.{table}")
    connection.execute(
        f"create or replace view on_spark as select * from read_parquet({sql_text(files)})"
    )
    columns = {c: t for c, t, *_ in connection.execute("describe on_duckdb").fetchall()}
    spark_columns = {c: t for c, t, *_ in connection.execute("describe on_spark").fetchall()}
    if list(columns.items()) != list(spark_columns.items()):
        print(f"{deliveries.name}: {table}: DuckDB has {columns}, Spark has {spark_columns}")
        return False
    (rows,) = connection.execute("select count(*) from on_duckdb").fetchall()[0]
    differences = connection.execute(
        "(from on_duckdb except all from on_spark) union all "
        "(from on_spark except all from on_duckdb)"
    ).fetchall()
    if not differences:
        print(f"{deliveries.name}: {table}: {rows} rows, {len(columns)} columns, identical")
        return True
    print(f"{deliveries.name}: {table}: {len(differences)} rows on one engine only")
    for what, keys in where_they_differ(connection, KEYS[table], list(columns)).items():
        shown = "; ".join(keys[:EXAMPLES]) + ("; …" if len(keys) > EXAMPLES else "")
        print(f"    {what}: {len(keys)} ({shown})")
    return False


def where_they_differ(
    connection: duckdb.DuckDBPyConnection, key: list[str], columns: list[str]
) -> dict[str, list[str]]:
    """The keys of rows that only one engine has, and of rows that differ, by column."""
    match = " and ".join(f"d.{c} = s.{c}" for c in key)
    cases = {
        "only on DuckDB": f"s.{key[0]} is null",
        "only on Spark": f"d.{key[0]} is null",
    } | {
        f"another {column}": f"{match} and d.{column} is distinct from s.{column}"
        for column in columns
        if column not in key
    }
    shown = " || '#' || ".join(f"coalesce(d.{c}, s.{c})" for c in key)
    found = {
        what: [
            str(row[0])
            for row in connection.execute(
                f"select {shown} from on_duckdb as d full join on_spark as s on {match} "
                f"where {condition} order by 1"
            ).fetchall()
        ]
        for what, condition in cases.items()
    }
    return {what: keys for what, keys in found.items() if keys}


if __name__ == "__main__":
    main()
