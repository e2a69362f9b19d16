"""A city whose departments deliver the same every month: whatever is odd in it was made so."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from plumbline.landing.contract import Extract, read_contract
from plumbline.places import PROJECT_ROOT
from simulation.people import TOWNS, check_character

PEOPLE = 900
# Rows a month; the others deliver one file of a few rows.
MONTHLY = {
    "home_service_orders": 330,
    "meal_records": 240,
    "old_age_allowance_payments": 240,
    "relief_payments": 240,
    "disability_subsidy_payments": 330,
    "village_labour_payments": 330,
    "insurance_inpatient_claims": 330,
    "traffic_accidents": 60,
    "hospital_stays": 60,
    "reservoir_migrant_payments": 600,
}


def write_steady_city(landing: Path) -> None:
    """Twelve monthly files of 2023 for the extracts of MONTHLY, one file for each other."""
    for name, extract in read_contract(PROJECT_ROOT).items():
        folder = landing / name
        folder.mkdir(parents=True)
        if name in MONTHLY:
            for month in range(1, 13):
                rows = (row(extract, month, at) for at in range(MONTHLY[name]))
                write(folder / f"2023年{month:02}月.csv", extract, rows)
        else:
            count = PEOPLE if name == "household_register" else 40
            write(
                folder / "全部.csv", extract, (row(extract, 1 + at % 12, at) for at in range(count))
            )


def write(path: Path, extract: Extract, rows: Iterator[list[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(extract.columns)
        writer.writerows(rows)


def person(number: int) -> tuple[str, str, str]:
    """Citizen ID, name and town; made up, as an ID that begins with 99 always is."""
    digits = f"990101{1940 + number // 366:04}{1 + number % 12:02}{1 + number % 28:02}{number:03}"
    return digits + check_character(digits), f"样{number}", TOWNS[number % 3]


def row(extract: Extract, month: int, at: int) -> list[str]:
    number, name, town = person(at % PEOPLE)
    first = dt.date(2023, month, 1 + at % 26)
    days = iter([first, first + dt.timedelta(days=1), first + dt.timedelta(days=1)])
    values = {"id": number, "name": name, "month": f"2023-{month:02}", "time": "08:05"}
    values |= {"money": "100.00", "int": "2023", "number": "8", "text": "样"}
    cells = []
    for column, kind in extract.types.items():
        if kind in ("date", "moment"):
            cells.append(next(days).isoformat())
        elif column in extract.words:
            cells.append(extract.words[column][0])
        elif column == "town":
            cells.append(town)
        elif column.endswith("_no") or column == "site_name":
            cells.append(f"{month}-{at}")
        else:
            cells.append(values[kind])
    return cells
