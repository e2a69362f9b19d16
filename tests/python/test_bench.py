"""What the benchmark delivers, and what it writes of what it measured."""

from __future__ import annotations

import sys
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path

import pytest

from tools.bench import DAILY, SAMPLED_EVERY, City, measured, median
from tools.bench_page import Line, Measured, write_page


def test_a_new_day_is_a_file_of_the_newest_records(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(City, "builds", lambda city: None)
    for extract in DAILY:
        (tmp_path / "landing" / extract).mkdir(parents=True)
        for month in ("01", "02"):
            (tmp_path / "landing" / extract / f"{month}.csv").write_text(f"header\n{month}\n")
    city = City(tmp_path)
    city.builds_with_a_new_day()
    city.builds_with_a_new_day()
    assert city.as_of == date(2024, 1, 2)
    for later in ("later-000.csv", "later-001.csv"):
        assert (tmp_path / "landing" / DAILY[0] / later).read_text() == "header\n02\n"


def test_a_process_is_measured() -> None:
    line = measured([sys.executable, "-c", "x = bytearray(200 * 2**20)"])
    assert line.memory > 200 * 2**20
    assert line.wall > 0 and line.processor > 0


def test_memory_is_that_of_children_too() -> None:
    holds = "import time, subprocess, sys; x = bytearray(100 * 2**20); "
    child = f"{holds}time.sleep({4 * SAMPLED_EVERY})"
    parent = f"{holds}subprocess.run([sys.executable, '-c', {child!r}])"
    assert measured([sys.executable, "-c", parent]).memory > 200 * 2**20


def test_the_median_stands_on_the_page(tmp_path: Path) -> None:
    run = Line(wall=100, processor=200, memory=2**30, written=10**6, file_size=10**8)
    results = Measured("a machine", nodes={"new": {"model.plumbline.raised_alerts": 3.21}})
    for line in (
        median("old", [run]),
        median("new", [replace(run, processor=time) for time in (40, 60, 900)]),
    ):
        results.lines[line.name] = asdict(line)
    results.write(tmp_path / "measured.json")
    write_page(tmp_path, Measured.read(tmp_path / "measured.json"))
    page = (tmp_path / "README.md").read_text(encoding="utf-8")
    assert "| new | 100 s | 1.00 | 60 s | 0.30 | 1.00 GiB | 1 MB | 100 MB | 3 | 0 |" in page
    assert "| `raised_alerts` | | 3.2 s |" in page
    assert "others worked on" not in page
    assert 'width="126"' in (tmp_path / "builds.svg").read_text(encoding="utf-8")


def test_a_page_says_that_the_machine_was_shared(tmp_path: Path) -> None:
    busy = Line(wall=100, processor=200, memory=2**30, written=10**6, name="new", load=20)
    write_page(tmp_path, Measured(lines={"new": asdict(busy)}))
    assert "others worked on" in (tmp_path / "README.md").read_text(encoding="utf-8")


def test_a_rule_that_another_engine_does_not_run_is_named(tmp_path: Path) -> None:
    results = Measured(lines={"new": asdict(Line(1, 1, 1, 1, name="new"))})
    results.rules["PostgreSQL"] = {"rule_a": "", "rule_b": "not run: no such function"}
    write_page(tmp_path, results)
    page = (tmp_path / "README.md").read_text(encoding="utf-8")
    assert "*PostgreSQL*: 1 of 2 rules raise the same alerts as in DuckDB" in page
    assert "- `rule_b`: not run: no such function" in page
    assert "rule_a" not in page
