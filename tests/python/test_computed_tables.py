"""What Spark computed, taken into a build on DuckDB in place of computing it, and what is not to be
taken: a part of the project, built by the real dbt. Spark's tables are written here, by DuckDB.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import duckdb
import pytest
from project_copy import ProjectCopy
from sql_macros import macros

BASE, STAGING = "base_deaths", "stg_deaths"
NODE = f"model.plumbline.{BASE}"


@pytest.mark.parametrize(
    ("expected", "found", "is_taken"),
    [
        ("VARCHAR[]", "VARCHAR[]", True),
        ("HUGEINT", "BIGINT", True),
        ("BIGINT", "HUGEINT", False),
        ("DECIMAL(38,2)", "DECIMAL(24,2)", True),
        ("DECIMAL(24,2)", "DECIMAL(38,2)", False),
        ("DECIMAL(38,2)", "DECIMAL(24,3)", False),
        ("DATE", "VARCHAR", False),
        ("BIGINT", "no such column", False),
    ],
)
def test_a_narrower_number_of_the_same_scale_is_the_same_number(
    expected: str, found: str, is_taken: bool
) -> None:
    known = macros(
        "warehouse/computed_tables.sql",
        "warehouse/computed_build.sql",
        modules=SimpleNamespace(re=re),
    )
    assert known["is_as_wide"](expected, found) is is_taken


class Province:
    """A copy of the project, its working file, and a folder of what Spark is said to have built."""

    def __init__(self, root: Path) -> None:
        self.project = ProjectCopy.make(root / "project")
        self.working = root / "project/warehouse/plumbline.duckdb.build/plumbline.duckdb"
        self.spark = root / "tables"
        self.table = self.spark / "base.db" / BASE / "part-0.parquet"

    def build(self, **variables: str) -> tuple[int, str]:
        result = self.project.dbt(
            "build", "--select", BASE, STAGING, "--resource-type", "model",
            **{"PLUMBLINE_AS_OF": "2023-12-31"} | variables,
        )  # fmt: skip
        return result.returncode, result.stdout

    def take(self, **variables: str) -> tuple[int, str]:
        return self.build(PLUMBLINE_COMPUTED=str(self.spark), **variables)

    def write(self, file: Path, select: str) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        with duckdb.connect(str(self.working), read_only=True) as connection:
            connection.execute(f"copy ({select}) to '{file}' (format parquet)")

    def write_all(self) -> None:
        """As a build on Spark leaves them, but that one death lacks, to be told from DuckDB's."""
        manifest = json.loads((self.project.root / "target/manifest.json").read_text("utf-8"))
        checksum = manifest["nodes"][NODE]["checksum"]["checksum"]
        raw = self.working.with_name("raw")
        self.write(
            self.spark / "computed.db/build/part-0.parquet",
            f"select 'table' as kind, '{NODE}' as name, '{checksum}' as value union all "
            "select 'day', 'as-of date', 'cast(''2023-12-31'' as date)' union all "
            "select distinct 'raw', parse_path(file_name)[-2], parse_filename(file_name) "
            f"from parquet_file_metadata('{raw}/*/*.parquet') where num_rows > 0",
        )
        self.write(self.table, self.all_but_one())

    def all_but_one(self, columns: str = "*") -> str:
        return f"select {columns} from base.{BASE} where row_number != 1"

    def rows(self, table: str) -> int:
        with duckdb.connect(str(self.working), read_only=True) as connection:
            ((rows,),) = connection.execute(f"select count(*) from {table}").fetchall()
        return int(rows)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Province:
    province = Province(tmp_path_factory.mktemp("province"))
    code, output = province.build(DBT_WRITE_JSON="true")
    assert code == 0, output[-3000:]
    return province


@pytest.fixture
def province(built: Province) -> Iterator[Province]:
    code, output = built.build()
    assert code == 0, output[-3000:]
    built.write_all()
    yield built


@pytest.mark.slow
def test_a_table_is_what_spark_computed_until_duckdb_computes_again(province: Province) -> None:
    own = province.rows(f"base.{BASE}"), province.rows(f"staging.{STAGING}")
    code, output = province.take()
    assert code == 0, output[-3000:]
    taken = province.rows(f"base.{BASE}"), province.rows(f"staging.{STAGING}")
    assert taken < own and taken[1] < own[1]
    assert "KEPT" in province.take()[1]
    province.write(province.table, f"{province.all_but_one()} and row_number != 2")
    province.take()
    assert province.rows(f"base.{BASE}") < taken[0]
    province.build()
    assert province.rows(f"base.{BASE}") == own[0]


@pytest.mark.slow
def test_a_table_that_is_not_there_stops_the_build(province: Province) -> None:
    province.table.unlink()
    code, output = province.take()
    assert code != 0
    assert f"base.{BASE} is not there" in output
    assert "Build all again with `--target spark`" in output


@pytest.mark.slow
def test_a_table_of_another_contract_stops_the_build(province: Province) -> None:
    province.write(
        province.table,
        province.all_but_one("* exclude (row_status) replace (row_number::varchar as row_number)")
        .replace("select *", "select 1 as age, *"),
    )  # fmt: skip
    code, output = province.take()
    assert code != 0
    told = " ".join(output.split())
    assert f"base.{BASE}: " in told
    assert "row_number is VARCHAR, expected BIGINT" in told
    assert "row_status is no such column, expected VARCHAR" in told
    assert "age is not of this table" in told
    assert "Build all again with `--target spark`" in told


@pytest.mark.slow
def test_what_was_computed_of_another_day_code_or_delivery_stops_the_build(
    province: Province,
) -> None:
    code, output = province.take(PLUMBLINE_AS_OF="2024-01-01")
    assert code != 0
    assert "its as-of date are not what this one has" in " ".join(output.split())
    folder = province.project.root / "sample/landing/deaths"
    new = folder / "补报.csv"
    new.write_text(
        "身份证号,姓名,死亡日期,数据来源\n990103196207170009,例一三零一,2023-12-01,死亡证明\n",
        encoding="utf-8",
    )
    code, output = province.take()
    new.unlink()
    assert code != 0
    assert "deliveries of deaths are not what this one has" in " ".join(output.split())
    model = next(province.project.root.glob(f"models/base/*/{BASE}.sql"))
    text = model.read_text("utf-8")
    model.write_text(f"{text}-- another version\n", "utf-8")
    code, output = province.take()
    model.write_text(text, "utf-8")
    assert code != 0
    assert f"its {NODE} are not" in " ".join(output.split())


@pytest.mark.slow
def test_a_folder_without_a_whole_build_stops_the_build(province: Province) -> None:
    (province.spark / "computed.db/build/part-0.parquet").unlink()
    code, output = province.take()
    assert code != 0
    assert "computed.build is not there" in output
