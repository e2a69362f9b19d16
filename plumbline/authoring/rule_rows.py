"""Rows of the lists that name every rule, put in by the lists' own headers."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from plumbline.places import EXAMPLE_CITY, seed_path


def seed_file(project: Path, seed: str) -> Path:
    """What a rule brings stands with the project; a city takes it over from its example."""
    return seed_path(project, seed, project / EXAMPLE_CITY)


def read_rows(project: Path, seed: str) -> list[dict[str, str]]:
    with seed_file(project, seed).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def add_row(project: Path, seed: str, values: dict[str, str]) -> None:
    """Puts a row at the end of a seed's file; columns without a value stay empty."""
    path = seed_file(project, seed)
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
