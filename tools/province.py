"""`make province`: Spark computes the sample and DuckDB publishes it; and DuckDB alone.

Both published files are compared table by table, all but the moments of the two builds. What is
built stays under `.spark/`.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import click

from plumbline.keys import VARIABLE as KEY_SALT
from plumbline.places import PROJECT_ROOT
from tools.compare_engines import BIN, PARTS, SPARK_BIN, Deliveries, run
from tools.compare_warehouses import compare, is_same

# When a build began, a step was recorded or a row of history written, and what is made of it.
MOMENTS = {"built_at", "recorded_at", "dbt_valid_from", "dbt_updated_at", "dbt_scd_id"}


@click.command()
@click.option("--computed", is_flag=True, help="Spark's tables stand since `make spark`.")
def main(computed: bool) -> None:
    """Publishes the sample twice; exits 1 unless all published tables are identical."""
    # the keys of the masked surface are the same where the secret is
    os.environ[KEY_SALT] = "made up for the comparison"
    folder = PROJECT_ROOT / ".spark"
    on_spark = Deliveries("sample", folder)
    if not computed:
        run(on_spark, "landing", BIN, ["python", "-m", "plumbline.landing"])
        run(on_spark, "spark", SPARK_BIN, dbt("spark", *PARTS["spark"]))
    alone = publish(Deliveries("alone", folder / "province"))
    brought = publish(Deliveries("brought", folder / "province", computed=on_spark.spark_tables))
    verdicts = compare(alone, brought, MOMENTS)
    for table, verdict in verdicts.items():
        if not is_same(verdict):
            print(f"province: {table}: {verdict}")
    differing = sum(not is_same(verdict) for verdict in verdicts.values())
    if differing or not verdicts:
        sys.exit(f"province: {differing} of {len(verdicts)} published tables and views differ")
    print(f"province: {len(verdicts)} published tables and views, all identical")


def publish(deliveries: Deliveries) -> Path:
    """A first build, to publication."""
    shutil.rmtree(deliveries.build.warehouse.parent, ignore_errors=True)
    run(deliveries, "duckdb", BIN, dbt("duckdb", "--exclude-resource-type", "unit_test"))
    return deliveries.build.warehouse


def dbt(engine: str, *arguments: str) -> list[str]:
    return ["dbt", "--quiet", "build", "--target", engine, *arguments]


if __name__ == "__main__":
    main()
