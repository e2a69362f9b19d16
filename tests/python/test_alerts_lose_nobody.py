"""No rule loses an episode where it looks up whom it is about."""

from __future__ import annotations

import re
from pathlib import Path

import duckdb
import pytest

PROJECT = Path(__file__).resolve().parents[2]
RULES = sorted(PROJECT.glob("models/marts/rules/*/rule_*.sql"))
JOIN = re.compile(r'\binner join (?="?intermediate"?\."?int_people"? as people\s)')


def compiled(rule: Path) -> str:
    path = PROJECT / "target" / "compiled" / "plumbline" / rule.relative_to(PROJECT)
    assert path.is_file(), "build the sample first: make test-dbt"
    return path.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def warehouse() -> duckdb.DuckDBPyConnection:
    path = PROJECT / "warehouse" / "plumbline.duckdb"
    assert path.is_file(), "build the sample first: make test-dbt"
    return duckdb.connect(str(path), read_only=True)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.stem)
def test_every_episode_comes_out_as_an_alert(
    rule: Path, warehouse: duckdb.DuckDBPyConnection
) -> None:
    """Built once more with a join that loses nobody, the rule has no more rows than it has."""
    sql = compiled(rule)
    if "person_alerts(" not in rule.read_text(encoding="utf-8"):
        assert not JOIN.search(sql.rpartition("\n)")[2]), "joins people without person_alerts"
        return
    # the closing macro's join is the last one
    head, tail = sql[: sql.rindex("from episodes")], sql[sql.rindex("from episodes") :]
    losing_nobody, joins = JOIN.subn("left join ", tail)
    assert joins == 1
    (episodes,) = warehouse.execute(f"select count(*) from ({head + losing_nobody})").fetchall()
    (alerts,) = warehouse.execute(f"select count(*) from rules.{rule.stem}").fetchall()
    assert episodes == alerts
