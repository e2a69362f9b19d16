"""What the benchmark delivers, and what it writes of what it measured."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

from tools.bench import DAILY, City, measured, median
from tools.bench_page import Line, write_page


def test_a_new_day_is_a_file_of_the_newest_records(tmp_path: Path) -> None:
    for extract in DAILY:
        (tmp_path / "landing" / extract).mkdir(parents=True)
        for month in ("01", "02"):
            (tmp_path / "landing" / extract / f"{month}.csv").write_text(f"header\n{month}\n")
    city = City(tmp_path, as_of=date(2023, 12, 31)).deliver_a_day()
    assert city.as_of == date(2024, 1, 1)
    assert (tmp_path / "landing" / DAILY[0] / "02-1231.csv").read_text() == "header\n02\n"


def test_a_process_is_measured() -> None:
    line = measured([sys.executable, "-c", "x = bytearray(200 * 2**20)"])
    assert line.memory > 200 * 2**20
    assert line.wall > 0 and line.processor > 0


def test_the_median_stands_on_the_page(tmp_path: Path) -> None:
    run = Line(wall=100, processor=200, memory=2**30, written=10**6, file_size=10**8)
    first = median("old", [run])
    new = median("new", [replace(run, wall=wall) for wall in (20, 30, 900)])
    write_page(tmp_path, [first, new], {"raised_alerts": 3.21}, "a machine")
    page = (tmp_path / "README.md").read_text(encoding="utf-8")
    assert "| new | 30 s | 0.30 | 200 s | 1.00 | 1.00 GiB | 1 MB | 100 MB |" in page
    assert "| `raised_alerts` | 3.2 s |" in page
    assert 'width="126"' in (tmp_path / "builds.svg").read_text(encoding="utf-8")
