"""A city's own settings, held against what the project says of each list before dbt reads it.

What a list holds stands in the YAML of the seeds, which seeds there are in the example's folder.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from plumbline.landing.contract import ANY_EXTRACT, CITY_ALIASES, read_contract
from plumbline.places import EXAMPLE_CITY, city_dir
from plumbline.process_maps import read_seed

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
# What stands for every extract, by the list it stands in.
_EVERY = {CITY_ALIASES: ANY_EXTRACT, "quality_limits": "all"}


@dataclass(frozen=True)
class CityList:
    """What the project says of a list: columns, types, what may and must stand in them.

    `as_in_example` are the columns by which the example names all that there is.
    """

    name: str
    columns: dict[str, str]
    required: frozenset[str]
    keys: list[tuple[str, ...]]
    values: dict[str, list[str]]
    known: dict[str, frozenset[str]]
    as_in_example: tuple[str, ...]


@dataclass
class Rows:
    """A list's rows as (line, row), and what is wrong with its shape."""

    rows: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def city_problems(project_root: Path) -> list[str]:
    """What is wrong with the city's settings, all at once: file, line, found, what to do."""
    folder, example = city_dir(project_root), project_root / EXAMPLE_CITY
    if not folder.is_dir():
        return [
            f"{folder}: no such folder; PLUMBLINE_CITY_DIR names the folder of a city's own "
            f"settings, and `plumbline init` makes it as a copy of {example}"
        ]
    problems: list[str] = []
    lists = {listed.name: listed for listed in _city_lists(project_root)}
    for name, listed in sorted(lists.items()):
        path, model = folder / f"{name}.csv", example / f"{name}.csv"
        if path.is_file():
            problems += _problems(path, listed, _read(model, listed))
        else:
            problems.append(f"{path}: is missing; copy {model} there and adjust it")
    problems += [
        f"{path}: is none of a city's lists, and dbt would load it; take it out of the folder"
        for path in sorted(folder.rglob("*.csv"))
        if path.parent != folder or path.stem not in lists
    ]
    if not problems:
        try:
            read_contract(project_root)
        except ValueError as problem:
            problems += str(problem).splitlines()
    return problems


def _problems(path: Path, listed: CityList, example: Rows) -> list[str]:
    read = _read(path, listed)
    problems = list(read.problems)
    seen: dict[tuple[str, ...], int] = {}
    models = {_of(row, listed.as_in_example): row for _, row in example.rows}
    for line, row in read.rows:
        where = f"{path}, line {line}"
        problems += [f"{where}: {problem}" for problem in _row_problems(row, listed)]
        for key in listed.keys:
            first = seen.setdefault((*key, *_of(row, key)), line)
            if first != line:
                named = ", ".join(f"{column} {row[column]!r}" for column in key)
                problems.append(f"{where}: {named} stands in line {first} already; keep one")
        said = _of(row, listed.as_in_example)
        if listed.as_in_example and said not in models:
            problems.append(
                f"{where}: nothing reads {_named(listed, said)}; correct it, or take the row out"
            )
        elif "value" in row and not _is_like(row["value"], models[said]["value"]):
            problems.append(f"{where}: value is {row['value']!r}; expected a number, as 90 or 0.5")
    there = {_of(row, listed.as_in_example) for _, row in read.rows}
    if listed.as_in_example and not read.problems:
        problems += [
            f"{path}: lacks {_named(listed, said)}; add a row, in the example: "
            + ",".join(row.values())
            for said, row in models.items()
            if said not in there
        ]
    return problems


def _is_like(value: str, example: str) -> bool:
    """A number where the example has one."""
    return bool(_NUMBER.fullmatch(value) or not _NUMBER.fullmatch(example))


def _row_problems(row: dict[str, str], listed: CityList) -> Iterator[str]:
    for column, value in row.items():
        if not value:
            if column in listed.required:
                yield f"{column} is empty; fill it in"
            continue
        kind = listed.columns[column]
        if kind == "date" and not _is_day(value):
            yield f"{column} is {value!r}; expected a day as 2024-06-30"
        elif kind.startswith(("double", "bigint", "decimal")) and not _NUMBER.fullmatch(value):
            yield f"{column} is {value!r}; expected a number, as 90 or 0.5"
        elif column in listed.values and value not in listed.values[column]:
            yield f"{column} is {value!r}; expected {' or '.join(listed.values[column])}"
        elif column in listed.known and value not in listed.known[column]:
            yield f"{column} is {value!r}, which the project does not know; correct it"


def _read(path: Path, listed: CityList) -> Rows:
    read = Rows()
    expected = ", ".join(listed.columns)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        read.problems.append(f"{path}: is not UTF-8; save it as CSV UTF-8")
        return read
    reader = csv.reader(text.splitlines(keepends=True))
    header = next(reader, [])
    if sorted(header) != sorted(listed.columns):
        unknown = ", ".join(sorted(set(header) - set(listed.columns)))
        lacking = ", ".join(column for column in listed.columns if column not in header)
        found = "; ".join(
            f"{what} {which}"
            for what, which in (("unknown:", unknown), ("lacking:", lacking))
            if which
        )
        read.problems.append(f"{path}, line 1: expected the columns {expected} ({found})")
        return read
    for cells in reader:
        if len(cells) == len(header):
            row = dict(zip(header, map(str.strip, cells), strict=True))
            read.rows.append((reader.line_num, row))
        elif cells:
            read.problems.append(
                f"{path}, line {reader.line_num}: {len(cells)} cells where {len(header)} columns "
                "are; put quotes around a cell that holds a comma"
            )
    return read


def _city_lists(project_root: Path) -> Iterator[CityList]:
    names = {path.stem for path in (project_root / EXAMPLE_CITY).glob("*.csv")}
    project = yaml.safe_load((project_root / "dbt_project.yml").read_text(encoding="utf-8"))["vars"]
    extracts = frozenset(project["extracts"])
    known = {
        "rule_id": frozenset([*project["rules"], *project["service_rules"]]),
        "check_id": frozenset(r["check_id"] for r in read_seed(project_root, "quality_checks")),
    }
    for path in sorted((project_root / "seeds").glob("*.yml")):
        for seed in yaml.safe_load(path.read_text(encoding="utf-8"))["seeds"]:
            name = seed["name"]
            if name in names:
                every = {_EVERY[name]} if name in _EVERY else set()
                yield _city_list(seed, known | {"extract": extracts | every})


def _city_list(seed: dict[str, Any], known: dict[str, frozenset[str]]) -> CityList:
    """By the test that the seed's YAML asks of its rows."""
    types = seed["config"]["column_types"]
    columns = [column["name"] for column in seed["columns"]]
    as_in_example = tuple(seed["config"].get("meta", {}).get("as_in_example", []))
    (test,) = seed["data_tests"]
    asked = test["sound_rows"]["arguments"]
    return CityList(
        name=seed["name"],
        columns={column: types.get(column, "string") for column in columns},
        required=frozenset(asked.get("filled", [])),
        keys=[(key,) if isinstance(key, str) else tuple(key) for key in asked.get("unique", [])],
        values=asked.get("words", {}),
        known={c: words for c, words in known.items() if c in columns and c not in as_in_example},
        as_in_example=as_in_example,
    )


def _is_day(text: str) -> bool:
    try:
        return bool(_DAY.fullmatch(text) and date.fromisoformat(text))
    except ValueError:
        return False


def _of(row: dict[str, str], columns: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(row[column] for column in columns)


def _named(listed: CityList, said: tuple[str, ...]) -> str:
    return ", ".join(f"{c} {v!r}" for c, v in zip(listed.as_in_example, said, strict=True))
