"""Which records travel in which file of the sample, and in which form: see `sample_forms.yml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from simulation.settings import AS_OF
from simulation.values import CitizenId, Month, Value

# What the spellings of a file are of.
_KINDS: dict[str, type] = {
    "ids": CitizenId,
    "dates": date,
    "months": Month,
    "times": time,
    "money": Decimal,
    "numbers": int,
}


@dataclass(frozen=True)
class Row:
    """A record of an extract, English columns, on its way into some file."""

    values: dict[str, Value]
    is_correction: bool = False

    @property
    def day(self) -> date:
        """The day that a department would file the record under: its first date or month."""
        for value in self.values.values():
            if isinstance(value, datetime):
                return value.date()
            if isinstance(value, date):
                return value
            if isinstance(value, Month):
                return value.first
        return AS_OF


@dataclass(frozen=True)
class Delivery:
    """One file: what is in it and how its office writes."""

    file: str
    # corrections, nothing, or the other records, those `until` a day
    takes: str = "records"
    until: date = AS_OF
    # records between two days that an earlier file brought and this one brings again
    repeats: tuple[date, ...] = ()
    # the office's usual spelling of a kind of value, where it isn't the plain one
    usual: Mapping[type, str] = field(default_factory=dict)
    # a title and a line about units above the header
    titled: bool = False
    # columns in reverse, their headers with stray blanks
    rearranged: bool = False
    # columns that the extract does not know
    extra: tuple[str, ...] = ()
    # a blank record and one of blanks only behind this many records
    blank_after: int | None = None

    # CSV
    encoding: str = "utf-8"
    delimiter: str = ","
    # records end with their last cell that holds anything
    trims: bool = False

    # workbooks: a sheet for each value of this column
    sheet_by: str | None = None
    # workbooks: a first sheet that explains how to fill in the form
    explained: bool = False
    # workbooks and Parquet: real numbers and dates instead of text
    typed: bool = False

    def brings(self, row: Row) -> bool:
        if row.is_correction:
            return self.takes == "corrections"
        # something may lie behind the as-of date: the last file brings that, too
        return self.takes == "records" and (self.until == AS_OF or row.day <= self.until)

    def brings_again(self, row: Row) -> bool:
        if row.is_correction or not self.repeats:
            return False
        first, last = self.repeats
        return first <= row.day <= last


def read_deliveries() -> dict[str, list[Delivery]]:
    """The files by extract."""
    text = Path(__file__).with_suffix(".yml").read_text(encoding="utf-8")
    return {
        extract: [_delivery(**about) for about in files]
        for extract, files in yaml.safe_load(text).items()
    }


def _delivery(**about: Any) -> Delivery:
    usual = {_KINDS[name]: about.pop(name) for name in list(about) if name in _KINDS}
    return Delivery(**about, usual=usual)
