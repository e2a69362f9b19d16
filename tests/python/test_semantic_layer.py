"""The semantic layer: `mf` gives the figures that SQL gives of the masked surface."""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path

import duckdb
import pytest
from builds import DBT, PROJECT

WAREHOUSE = PROJECT / "warehouse" / "plumbline.duckdb"
# By rule, town and month each, as somebody would ask.
QUESTIONS = {
    "alerts,confirmed_rate,recovered --group-by alert__rule_id": """
        select
            item,
            alerts,
            confirmed / nullif(concluded, 0),
            recovered_amount
        from bi.scorecard
        where dimension = 'rule' and (alerts > 0 or concluded > 0)
    """,
    "people_helped --group-by lead_group__town": """
        select town, sum(people_taken_into_payment)
        from bi.service_leads
        group by town
    """,
    "alerts,concluded --group-by metric_time__month": """
        select month, sum(alerts), sum(concluded)
        from bi.trend_by_month
        group by month
        having sum(alerts) > 0 or sum(concluded) > 0
    """,
}


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A working file of its own, since whoever asks by `mf` holds it alone."""
    assert WAREHOUSE.is_file(), "build the sample first: make test-dbt"
    copy = tmp_path_factory.mktemp("metrics") / WAREHOUSE.name
    working = copy.with_name(f"{copy.name}.build") / copy.name
    working.parent.mkdir()
    shutil.copyfile(WAREHOUSE, working)
    return os.environ | {"PLUMBLINE_WAREHOUSE": str(copy)}


@pytest.mark.slow
@pytest.mark.parametrize("question", QUESTIONS)
def test_a_metric_is_sqls(question: str, environment: dict[str, str], tmp_path: Path) -> None:
    told = tmp_path / "told.csv"
    asked = [DBT.with_name("mf"), "query", "--metrics", *question.split(), "--csv", told]
    outcome = subprocess.run(
        asked, cwd=PROJECT, env=environment, capture_output=True, text=True, encoding="utf-8"
    )
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr
    with told.open(encoding="utf-8", newline="") as file:
        _, *found = csv.reader(file)
    with duckdb.connect(str(WAREHOUSE), read_only=True) as connection:
        expected = connection.execute(QUESTIONS[question]).fetchall()
    assert expected
    assert figures(found) == figures(expected)


def figures(rows: Iterable[Sequence[object]]) -> list[tuple[str, ...]]:
    """By what each row is of; numbers in one form. Rows without any figure tell nothing."""
    told = [
        (str(of).removesuffix(" 00:00:00"), *(f"{float(str(one or 0)):.4f}" for one in numbers))
        for of, *numbers in rows
    ]
    return sorted(row for row in told if set(row[1:]) != {"0.0000"})
