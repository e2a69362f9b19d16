"""Rows of the lists that name every rule, put in by the lists' own headers."""

from __future__ import annotations

import csv
import io
from pathlib import Path


def read_rows(project: Path, seed: str) -> list[dict[str, str]]:
    with (project / "seeds" / f"{seed}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def add_row(project: Path, seed: str, values: dict[str, str]) -> None:
    """Puts a row at the end of seeds/<seed>.csv; columns without a value stay empty."""
    path = project / "seeds" / f"{seed}.csv"
    text = path.read_text(encoding="utf-8")
    header = next(csv.reader(io.StringIO(text)))
    row = io.StringIO()
    csv.writer(row, lineterminator="\n").writerow([values.get(name, "") for name in header])
    ending = "" if text.endswith("\n") else "\n"
    path.write_text(text + ending + row.getvalue(), encoding="utf-8", newline="\n")


def next_number(project: Path, seed: str, column: str) -> str:
    """The number after the highest one of a list such as M01, M02."""
    numbers = [row[column] for row in read_rows(project, seed)]
    return f"{numbers[0][0]}{max(int(number[1:]) for number in numbers) + 1:02}"
