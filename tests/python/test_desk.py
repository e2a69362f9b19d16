"""The analysts' desk: an alert explained, a person's records, at which step somebody falls out."""

from __future__ import annotations

import csv
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from builds import PROJECT
from click.testing import CliRunner

from plumbline.cli import main
from plumbline.desk.why_not import steps

WAREHOUSE = PROJECT / "warehouse" / "plumbline.duckdb"


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample's warehouse under another name, as analysts copy it."""
    assert WAREHOUSE.is_file(), "build the sample first: make test-dbt"
    copy = tmp_path_factory.mktemp("desk") / "a copy.duckdb"
    shutil.copy(WAREHOUSE, copy)
    return copy


@pytest.fixture
def desk(published: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(published), read_only=True) as connection:
        yield connection


@pytest.fixture
def runner(published: Path, monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    monkeypatch.setenv("PLUMBLINE_WAREHOUSE", str(published))
    return CliRunner()


def one_alert(desk: duckdb.DuckDBPyConnection) -> tuple[str, str, str]:
    row = desk.execute(
        "select alert_id, alert_key, subject_id from marts.red_alerts"
        " inner join marts.alert_masks using (alert_id, subject_id)"
        " where rule_id = 'meal_while_in_institution' order by alert_id limit 1"
    ).fetchone()
    assert row is not None
    return row[0], row[1], row[2]


def test_every_row_of_the_evidence_is_there_as_it_came(desk: duckdb.DuckDBPyConnection) -> None:
    unlike = desk.execute(
        """
        with alerts as (
            select alert_id, evidence from marts.red_alerts
            union all select alert_id, evidence from marts.service_leads
        ),
        shown as (
            select alert_id, list_sort(list_distinct(list(source_row))) as evidence
            from marts.evidence_rows group by alert_id
        )
        select count(*) from alerts left join shown using (alert_id)
        where alerts.evidence is distinct from shown.evidence
        """
    ).fetchone()
    assert unlike == (0,)


def test_every_superseded_row_is_replaced_by_one_that_counts(
    desk: duckdb.DuckDBPyConnection,
) -> None:
    unlike = desk.execute(
        """
        select accounting.extract
        from marts.row_accounting as accounting
        left join (
            select extract, count(*) as superseded from marts.superseded_rows group by extract
        ) as replaced using (extract)
        where accounting.superseded != coalesce(replaced.superseded, 0)
        """
    ).fetchall()
    assert unlike == []


def test_an_alert_is_explained_in_one_query(desk: duckdb.DuckDBPyConnection) -> None:
    alert_id, _, _ = one_alert(desk)
    parts = desk.execute(f"select part, told from explain('{alert_id}')").fetchall()
    assert [part for part, _ in parts][:3] == ["预警", "规则", "政策依据"]
    assert any(part == "原始数据" and "就餐日期：" in told for part, told in parts)


def test_a_person_is_one_query(desk: duckdb.DuckDBPyConnection) -> None:
    _, _, person = one_alert(desk)
    extracts = desk.execute(f"select extract from person('{person}')").fetchall()
    assert {"meal_records", "institution_stays", "household_register"} <= {e for (e,) in extracts}
    assert desk.execute("from person('nobody')").fetchall() == []


def test_explain_takes_the_key_of_the_masked_surface_too(
    runner: CliRunner, desk: duckdb.DuckDBPyConnection
) -> None:
    alert_id, alert_key, _ = one_alert(desk)
    by_id = runner.invoke(main, ["explain", alert_id])
    assert by_id.exit_code == 0
    assert "原始数据" in by_id.output
    assert runner.invoke(main, ["explain", alert_key]).output == by_id.output


def test_explain_says_that_there_is_no_such_alert(runner: CliRunner) -> None:
    result = runner.invoke(main, ["explain", "0000"])
    assert result.exit_code == 1
    assert "There is no alert 0000" in result.output


def test_who_is_alerted_falls_out_at_no_step(desk: duckdb.DuckDBPyConnection) -> None:
    _, _, person = one_alert(desk)
    counted = list(steps(desk, "meal_while_in_institution", person))
    assert [step.name for step in counted] == [
        "meals",
        "institution_spells",
        "meals_on_certain_days",
        "episodes",
        "red alerts",
    ]
    assert all(step.rows for step in counted)


def test_why_not_points_at_the_step_at_which_somebody_falls_out(runner: CliRunner) -> None:
    with (PROJECT / "sample" / "planted.csv").open(encoding="utf-8") as file:
        near_miss = next(
            row["subject_id"]
            for row in csv.DictReader(file)
            if row["rule_id"] == "meal_while_in_institution" and row["kind"] == "near_miss"
        )
    arguments = ["--rule", "rule_meal_while_in_institution", "--person", near_miss]
    result = runner.invoke(main, ["why-not", *arguments])
    assert result.exit_code == 0
    (line,) = [line for line in result.output.splitlines() if "← here" in line]
    assert "meals_on_certain_days" in line


def test_every_rule_can_be_taken_apart(desk: duckdb.DuckDBPyConnection) -> None:
    rules = desk.execute("select rule_id from marts.rule_catalogue").fetchall()
    for (rule,) in rules:
        assert list(steps(desk, rule, "nobody"))[-1].rows == 0, rule


def test_why_not_says_that_there_is_no_such_rule(runner: CliRunner) -> None:
    result = runner.invoke(main, ["why-not", "--rule", "nix", "--person", "nobody"])
    assert result.exit_code == 1
    assert "There is no rule nix" in result.output


@pytest.mark.parametrize("page", ["cookbook.md", "masked_surface.md", "data_protection.md"])
def test_the_sql_on_the_pages_runs(page: str, desk: duckdb.DuckDBPyConnection) -> None:
    text = (PROJECT / "docs" / page).read_text(encoding="utf-8")
    blocks = re.findall(r"```sql\n(.*?)```", text, flags=re.DOTALL)
    assert blocks
    for block in blocks:
        desk.execute(block)
