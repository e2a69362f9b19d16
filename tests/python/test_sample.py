"""The sample, as the project's own build sees it: every planted alert is found, and nothing else.

The leads of service rules are alerts here, too.

`make test` builds the sample into the default warehouse before these tests run.
"""

from __future__ import annotations

import csv
from pathlib import Path

import duckdb
import pytest

from simulation.sample import make_sample

PROJECT = Path(__file__).resolve().parents[2]
WAREHOUSE = PROJECT / "warehouse" / "plumbline.duckdb"
Case = tuple[str, str, str]


@pytest.fixture(scope="module")
def alerts() -> set[Case]:
    assert WAREHOUSE.is_file(), "build the sample first: make test-dbt"
    with duckdb.connect(str(WAREHOUSE), read_only=True) as connection:
        rows = connection.execute(
            "select rule_id, subject_id, episode_key from marts.red_alerts "
            "union all select rule_id, subject_id, episode_key from marts.service_leads"
        )
        return set(rows.fetchall())


def planted(kind: str) -> set[Case]:
    with (PROJECT / "sample" / "planted.csv").open(encoding="utf-8", newline="") as file:
        return {
            (case["rule_id"], case["subject_id"], case["episode_key"])
            for case in csv.DictReader(file)
            if case["kind"] == kind
        }


def test_what_was_planted_is_found_and_nothing_else(alerts: set[Case]) -> None:
    assert alerts == planted("alert")


def test_no_near_miss_is_an_alert(alerts: set[Case]) -> None:
    assert not alerts & planted("near_miss")


def test_every_rule_has_an_alert_and_a_near_miss() -> None:
    rules = {path.stem.removeprefix("rule_") for path in PROJECT.glob("models/marts/rules/*/*.sql")}
    assert {rule for rule, _, _ in planted("alert")} == rules
    assert {rule for rule, _, _ in planted("near_miss")} == rules


def test_the_sample_is_what_its_makers_write(tmp_path: Path) -> None:
    make_sample(tmp_path)
    checked_in = PROJECT / "sample"

    def contents(folder: Path) -> dict[str, bytes]:
        files = [path for path in folder.rglob("*") if path.is_file()]
        return {str(path.relative_to(folder)): path.read_bytes() for path in files}

    written = contents(tmp_path)
    assert sorted(written) == sorted(contents(checked_in))
    assert [
        name for name, content in contents(checked_in).items() if content != written[name]
    ] == []
