"""Each planted fault is caught at its level; a city without any gives no finding at all."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from gate import findings

from simulation.faults import FAULTS, damage
from simulation.steady import write_steady_city

Finding = dict[str, Any]


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    landing = tmp_path_factory.mktemp("steady") / "landing"
    write_steady_city(landing)
    return landing


def found(city: Path, work: Path, level: str | None) -> list[Finding]:
    landing = shutil.copytree(city, work / "landing")
    damage(landing, [name for name, fault in FAULTS.items() if fault.level == level])
    return findings(landing, work)


@pytest.fixture(scope="module")
def findings_by_level(
    city: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, list[Finding]]:
    return {level: found(city, tmp_path_factory.mktemp(level), level) for level in ("stop", "warn")}


def test_a_clean_city_passes_without_a_finding(city: Path, tmp_path: Path) -> None:
    assert found(city, tmp_path, None) == []


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_caught_at_its_level(
    name: str, findings_by_level: dict[str, list[Finding]]
) -> None:
    fault = FAULTS[name]
    outcomes = {
        finding["outcome"]
        for finding in findings_by_level[fault.level]
        if (finding["check_id"], finding["extract"]) == (fault.check_id, fault.extract)
    }
    assert outcomes == {fault.level}


def test_no_fault_that_is_only_shown_stops_a_build(
    findings_by_level: dict[str, list[Finding]],
) -> None:
    assert [f["finding"] for f in findings_by_level["warn"] if f["outcome"] != "warn"] == []


def test_findings_are_about_damaged_extracts_alone(
    findings_by_level: dict[str, list[Finding]],
) -> None:
    for level, rows in findings_by_level.items():
        damaged = {fault.extract for fault in FAULTS.values() if fault.level == level}
        assert {row["extract"] for row in rows} <= damaged
