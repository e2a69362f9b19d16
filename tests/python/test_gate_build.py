"""The gate in a real build: a stop-level finding ends it, and says whom to call about what."""

from __future__ import annotations

from pathlib import Path

import pytest
from builds import MEALS, RESIDENT, Builder, ids_in, meal
from click.testing import CliRunner

from plumbline.quality.command import quality

pytestmark = pytest.mark.slow

PAGES_NEED = (
    "+quality_findings",
    "+delivered_files",
    "+delivered_by_month",
    "+rejected_by_reason",
    "+expected_extracts",
)


@pytest.fixture(scope="module")
def builder(city_folder: Path) -> Builder:
    """A city in which only meals arrived."""
    builder = Builder(city_folder)
    builder.environment["PLUMBLINE_GATE"] = "stop"
    builder.deliver("meal_records", "2023.csv", MEALS, meal(RESIDENT, "2023-03-05"))
    return builder


def test_a_stop_fails_the_build_and_its_pages_can_be_written(
    builder: Builder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outcome = builder.build("--select", *PAGES_NEED, "--exclude-resource-type", "unit_test", "test")
    assert outcome.code == 1
    assert "The quality gate stops this build" in outcome.output
    assert "公安局 «户籍人口信息» 可用记录数 0行，应不低于1行 → 请确认" in outcome.output
    assert "居家养老照料中心就餐记录" not in outcome.output
    assert "Not published: the build failed" in outcome.output
    assert not builder.warehouse.exists()
    assert ids_in(outcome.output) == []

    monkeypatch.setenv("PLUMBLINE_WAREHOUSE", str(builder.warehouse))
    result = CliRunner().invoke(quality, ["--stopped", "--folder", str(tmp_path)])
    assert result.exit_code == 0, result.output
    page = (tmp_path / "civil_affairs.html").read_text(encoding="utf-8")
    assert "居家养老照料中心就餐记录" in page
    # a department that delivered nothing is told so too
    page = (tmp_path / "public_security.html").read_text(encoding="utf-8")
    assert "户籍人口信息　可用记录数 0行" in page
    result = CliRunner().invoke(quality, ["--folder", str(tmp_path)])
    assert result.exit_code == 1
    assert "no such warehouse" in result.output
