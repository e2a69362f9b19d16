"""What a cell can hold besides plain text.

Plain text goes into a file as it stands (a damaged value is plain text, too); everything else is
typed, because it can be spelled in more than one way.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal


class CitizenId(str):
    """A valid citizen ID."""


class PersonName(str):
    """A person's name."""


class Grade(str):
    """A disability grade, 一级 to 四级."""


@dataclass(frozen=True, order=True)
class Month:
    """A benefit month."""

    year: int
    month: int

    @staticmethod
    def of(day: date) -> Month:
        return Month(day.year, day.month)

    @staticmethod
    def span(first: Month, last: Month) -> Iterator[Month]:
        """All months from `first` to `last`, both included."""
        while first <= last:
            yield first
            first = first.plus(1)

    def plus(self, months: int) -> Month:
        years, index = divmod(self.year * 12 + self.month - 1 + months, 12)
        return Month(years, index + 1)

    def day(self, day: int) -> date:
        return date(self.year, self.month, day)

    @property
    def first(self) -> date:
        return self.day(1)

    @property
    def last(self) -> date:
        return self.plus(1).first - timedelta(days=1)

    def __str__(self) -> str:
        return f"{self.year}-{self.month:02}"


Value = str | int | float | Decimal | date | datetime | time | Month | None
