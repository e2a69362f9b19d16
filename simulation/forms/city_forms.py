"""Which records of a city travel in which file, and in which form: see `city_forms.yml`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import yaml

from simulation.people import TOWNS
from simulation.settings import AS_OF, FIRST_DAY
from simulation.values import Month
from simulation.world import EVERYTHING, Span


@dataclass(frozen=True)
class Form:
    """How the files of an extract look.

    `suffix` is that of a city of scale 1; a bigger one sends CSV for workbooks, and above scale 50
    Parquet. `months` is the number of months in a file (0: one file of all, -1: a file a town).
    """

    filed: str = ""
    months: int = 0
    suffix: str = "csv"
    # a file for each town, or a workbook with a sheet for each
    by_town: bool = False
    encoding: str = "utf-8"
    delimiter: str = ","
    dates: str = "iso"
    months_as: str = "iso"
    # a title and a line about units above the header
    titled: bool = False
    # rows filed before the window, in a file of their own
    earlier: bool = False
    # wrong values in the first delivery of one row in so many, set right by a later file
    wrong: dict[str, str] = field(default_factory=dict)
    # an additional row, mistyped, for one in so many (0: none)
    mistyped: int = 0


def read_forms() -> dict[str, Form]:
    """The forms by extract."""
    text = Path(__file__).with_suffix(".yml").read_text(encoding="utf-8")
    return {extract: Form(**about) for extract, about in yaml.safe_load(text).items()}


@dataclass(frozen=True)
class Haul:
    """The records that are made at once, and the files they go into: names and their days."""

    span: Span
    files: tuple[tuple[str, Span], ...]


def hauls(form: Form, *, at_once: bool) -> Iterator[Haul]:
    """All hauls of an extract, in the order of time; `at_once` makes one of them."""
    files = tuple(_files(form))
    if at_once:
        yield Haul(Span(files[0][1].first, files[-1][1].last), files)
    else:
        for name, span in files:
            yield Haul(span, ((name, span),))


def _files(form: Form) -> Iterator[tuple[str, Span]]:
    if form.months == 0:
        yield "全部", EVERYTHING
    elif form.months < 0:
        for number, town in enumerate(TOWNS, start=1):
            yield town, Span(EVERYTHING.first, AS_OF, number)
    else:
        if form.earlier:
            yield "历年", Span(EVERYTHING.first, FIRST_DAY - timedelta(days=1))
        months = list(Month.span(Month.of(FIRST_DAY), Month.of(AS_OF)))
        for place in range(0, len(months), form.months):
            members = months[place : place + form.months]
            yield _name(members[0], form.months), Span(members[0].first, members[-1].last)


def _name(first: Month, months: int) -> str:
    if months == 1:
        return f"{first.year}年{first.month:02}月"
    if months == 3:
        return f"{first.year}年第{(first.month + 2) // 3}季度"
    return f"{first.year}年"
