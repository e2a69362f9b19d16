"""What a build keeps of the one before, and what it never keeps: a part of the project, built by
the real dbt again and again. The tests stand in the order of one warehouse's life.
"""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import duckdb
import pytest
from project_copy import ProjectCopy

pytestmark = pytest.mark.slow

BASE, STAGING, STANDARDS = "base_deaths", "stg_deaths", "int_minimum_living_standards"
LIST = "minimum_living_standards"
MODELS = {BASE, STAGING, STANDARDS, LIST}
SEED = f"city/{LIST}.csv"


class City:
    """A copy of the project, and what its last build made and kept."""

    def __init__(self, root: Path) -> None:
        self.project = ProjectCopy.make(root)
        self.working = root / "warehouse" / "plumbline.duckdb.build" / "plumbline.duckdb"
        self.as_of = "2023-12-31"

    def build(self, *arguments: str) -> set[str]:
        """Which of the models, and of the list they read, were kept."""
        result = self.run(*arguments)
        assert result.returncode == 0, result.stdout[-3000:]
        told = re.findall(
            r"OK (?:created sql kept_\w+ model|loaded seed file) \w+\.(\w+) .*\[(\w+)",
            result.stdout,
        )
        assert {model for model, _ in told} == MODELS
        return {model for model, what in told if what == "KEPT"}

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return self.select(*MODELS, *arguments)

    def select(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return self.project.dbt(
            "build", "--exclude-resource-type", "unit_test", "--indirect-selection", "cautious",
            "--select", *arguments,
            PLUMBLINE_AS_OF=self.as_of,
        )  # fmt: skip

    def make(self, *models: str) -> None:
        result = self.select(*models)
        assert result.returncode == 0, result.stdout[-3000:]

    def write(self, model: str, text: str) -> None:
        (self.project.root / "models" / "intermediate" / model).write_text(text, encoding="utf-8")

    def ask(self, sql: str) -> list[tuple[object, ...]]:
        with duckdb.connect(str(self.working)) as connection:
            return connection.execute(sql).fetchall()

    def deliver_death(self, day: str) -> Path:
        """A death record of that day, in a file of its own."""
        path = self.project.root / "sample" / "landing" / "deaths" / f"补报-{day}.csv"
        path.write_text(
            f"身份证号,姓名,死亡日期,数据来源\n990103196207170009,例一三零一,{day},死亡证明\n",
            encoding="utf-8",
        )
        return path


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> City:
    city = City(tmp_path_factory.mktemp("kept"))
    assert city.build() == set()
    return city


def test_nothing_new_is_made_again(city: City) -> None:
    before = city.ask(f"select * from base.{BASE} order by source_row")
    assert city.build() == MODELS
    assert city.ask(f"select * from base.{BASE} order by source_row") == before


def test_what_a_killed_build_left_is_made_again(city: City) -> None:
    """Before a table is made anew its fingerprint goes, so a torn one has none."""
    before = city.ask(f"select count(*) from base.{BASE}")
    city.ask(f"delete from base.{BASE}")
    city.ask(f"delete from kept.fingerprints where node like '%.{BASE}'")
    assert city.build() == {STAGING, STANDARDS, LIST}
    assert city.ask(f"select count(*) from base.{BASE}") == before


def test_a_changed_seed_makes_again_what_reads_it(city: City) -> None:
    text = (city.project.root / SEED).read_text(encoding="utf-8")
    (city.project.root / SEED).write_text(
        text + text.splitlines()[-1].replace("20", "21", 1) + "\n", encoding="utf-8"
    )
    before = city.ask(f"select count(*) from intermediate.{STANDARDS}")
    assert city.build() == {BASE, STAGING}
    assert city.ask(f"select count(*) from intermediate.{STANDARDS}") != before


def test_a_large_seed_is_loaded_again_when_it_has_changed(city: City) -> None:
    seed = city.project.root / SEED
    before = seed.read_text(encoding="utf-8")
    large = before.rstrip("\n") + "，" + "见附件" * 200_000 + "\n"
    seed.write_text(large, encoding="utf-8")
    assert LIST not in city.build()
    assert LIST in city.build()
    seed.write_text(large.replace("见附件", "附件见", 1), encoding="utf-8")
    assert LIST not in city.build()
    seed.write_text(before, encoding="utf-8")
    assert LIST not in city.build()


def test_the_same_rows_made_again_are_told_as_the_same(city: City) -> None:
    """So what reads them is kept."""
    told = f"select fingerprint from kept.fingerprints where node like '%.{STANDARDS}'"
    before = city.ask(told)
    city.project.edit(
        "models/intermediate/ledger/int_minimum_living_standards.sql",
        "-- One row is",
        "-- A row is",
    )
    assert city.build() == {BASE, STAGING, LIST}
    assert city.ask(told) == before != []
    seed = city.project.root / SEED
    seed.write_text(seed.read_text(encoding="utf-8").replace(",800,", ",801,", 1), encoding="utf-8")
    assert city.build() == {BASE, STAGING}
    assert city.ask(told) != before


def test_a_table_that_cannot_be_made_stands_as_it_was(city: City) -> None:
    """With its fingerprint, so that it is kept once its model is right again."""
    standing = (
        city.ask(f"from intermediate.{STANDARDS} order by all"),
        city.ask(f"from kept.fingerprints where node like '%.{STANDARDS}'"),
    )
    model = city.project.root / "models/intermediate/ledger/int_minimum_living_standards.sql"
    whole = model.read_text(encoding="utf-8")
    model.write_text(f"{whole}\nwhere error('cannot be made') is null\n", encoding="utf-8")
    result = city.run()
    assert result.returncode == 1
    assert "cannot be made" in result.stdout
    assert standing == (
        city.ask(f"from intermediate.{STANDARDS} order by all"),
        city.ask(f"from kept.fingerprints where node like '%.{STANDARDS}'"),
    )
    model.write_text(whole, encoding="utf-8")
    assert city.build() == MODELS


def test_a_changed_macro_makes_again_what_it_writes(city: City) -> None:
    city.project.edit("macros/accounting/accounted_rows.sql", "'staged'\n", "'taken'\n")
    assert city.build() == {STANDARDS, LIST}
    assert city.ask(f"select distinct row_status from base.{BASE} order by 1")[-1] == ("taken",)
    assert city.ask(f"select count(*) from staging.{STAGING}") == [(0,)]
    city.project.edit("macros/accounting/accounted_rows.sql", "'taken'\n", "'staged'\n")
    assert city.build() == {STANDARDS, LIST}


def test_a_full_refresh_keeps_nothing(city: City) -> None:
    assert city.build("--full-refresh") == set()


def test_a_new_delivery_makes_its_extract_again(city: City) -> None:
    before = city.ask(f"select count(*) from base.{BASE}")[0][0]
    city.deliver_death("2024-01-05")
    assert city.build() == {STANDARDS, LIST}
    assert city.ask(f"select count(*) from base.{BASE}") == [(before + 1,)]
    assert city.ask(
        f"select row_status, stands_until::varchar from base.{BASE} where file_name like '补报%'"
    ) == [("rejected", "2024-01-05")]


def test_rows_stand_until_the_day_they_were_refused_for_has_come(city: City) -> None:
    city.as_of = "2024-01-04"
    assert {BASE, STAGING} <= city.build()
    city.as_of = "2024-01-05"
    assert not {BASE, STAGING} & city.build()
    assert city.ask(f"select row_status from base.{BASE} where file_name like '补报%'") == [
        ("staged",)
    ]


def test_an_earlier_day_judges_anew(city: City) -> None:
    city.as_of = "2023-12-31"
    assert BASE not in city.build()
    assert city.ask(f"select row_status from base.{BASE} where file_name like '补报%'") == [
        ("rejected",)
    ]


def test_what_another_code_made_is_not_kept_when_the_code_is_back(city: City) -> None:
    """As a plain table nobody told what it rests on."""
    city.build()
    before = city.ask(f"from intermediate.{STANDARDS} order by all")
    model = city.project.root / "models/intermediate/ledger/int_minimum_living_standards.sql"
    whole = model.read_text(encoding="utf-8")
    model.write_text(
        f"{{{{ config(materialized='table') }}}}\n{whole}\nlimit 1\n", encoding="utf-8"
    )
    city.make(STANDARDS)
    assert city.ask(f"from intermediate.{STANDARDS} order by all") != before
    model.write_text(whole, encoding="utf-8")
    assert city.build() == MODELS - {STANDARDS}
    assert city.ask(f"from intermediate.{STANDARDS} order by all") == before


def test_what_stood_in_a_schema_before_the_model_left_it_is_not_kept(city: City) -> None:
    model = city.project.root / "models/intermediate/ledger/int_minimum_living_standards.sql"
    whole = model.read_text(encoding="utf-8")
    model.write_text(f"{{{{ config(schema='elsewhere') }}}}\n{whole}", encoding="utf-8")
    seed = city.project.root / SEED
    seed.write_text(seed.read_text(encoding="utf-8").replace(",801,", ",802,", 1), encoding="utf-8")
    city.make(LIST, STANDARDS)
    expected = city.ask(f"from elsewhere.{STANDARDS} order by all")
    model.write_text(whole, encoding="utf-8")
    assert city.build() == MODELS - {STANDARDS}
    assert city.ask(f"from intermediate.{STANDARDS} order by all") == expected


def test_a_view_tells_what_it_shows_though_it_was_not_looked_at(city: City) -> None:
    """An analyst tries a delivery on one table and then another, and takes the delivery back."""
    told = "select id_number, death_date from {{ ref('stg_deaths') }} order by all"
    city.write("int_told_deaths.sql", told)
    city.make(BASE, STAGING, "int_told_deaths")
    before = city.ask("from intermediate.int_told_deaths order by all")
    delivered = city.deliver_death("2023-12-30")
    city.make(BASE)
    city.write("int_told_deaths.sql", f"-- edited\n{told}")
    city.make("int_told_deaths")
    assert city.ask("from intermediate.int_told_deaths order by all") != before
    delivered.unlink()
    city.make(BASE, STAGING, "int_told_deaths")
    assert city.ask("from intermediate.int_told_deaths order by all") == before


def test_changed_python_makes_its_table_again(city: City) -> None:
    for number in (1, 2):
        city.write(
            "int_python.py",
            "def model(dbt, session):\n    dbt.config(materialized='kept_table')\n"
            f"    return session.sql('select {number} as a')\n",
        )
        city.make("int_python")
        assert city.ask("from intermediate.int_python") == [(number,)]


def test_a_table_without_rows_tells_of_another_column(city: City) -> None:
    city.write("int_nothing.sql", "select 1 as a where false")
    city.write("int_of_nothing.sql", "select * from {{ ref('int_nothing') }}")
    city.make("int_nothing", "int_of_nothing")
    city.write("int_nothing.sql", "select 1 as a, 2 as b where false")
    city.make("int_nothing", "int_of_nothing")
    assert columns_of(city, "int_of_nothing") == ["a", "b"]


def test_columns_stand_in_the_order_of_their_contract(city: City) -> None:
    contract = (
        "models: [{{name: int_promised, config: {{contract: {{enforced: true}}}}, columns: ["
        "{{name: {}, data_type: integer}}, {{name: {}, data_type: integer}}]}}]"
    )
    city.write("int_promised.sql", "select 1 as a, 2 as b")
    for order in ["a", "b"], ["b", "a"]:
        city.write("promised.yml", contract.format(*order))
        city.make("int_promised")
        assert columns_of(city, "int_promised") == order


def columns_of(city: City, table: str) -> list[object]:
    return [name for name, *_ in city.ask(f"describe intermediate.{table}")]
