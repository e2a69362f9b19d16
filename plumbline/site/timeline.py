"""Where the records of an alert place somebody, drawn as a lane for each extract and place."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Any

WIDTH = 1000
# No bar is too thin to be seen.
THINNEST = 6.0


@dataclass(frozen=True)
class Bar:
    """A run of days, or days of one that another run contradicts."""

    x: float
    width: float
    is_conflict: bool
    title: str


@dataclass
class Lane:
    extract_zh: str
    place: str | None
    kind: str
    amount: Any = None
    bars: list[Bar] = field(default_factory=list)


@dataclass(frozen=True)
class Timeline:
    """The runs of days of an alert between two days of it.

    It shows the days of the alert and the end of every other run that is nearest to them: a stay of
    ten years is drawn cut off, with its days in its title and in the table below.
    """

    first_event: date
    last_event: date
    runs: list[dict[str, Any]]

    @cached_property
    def last_told(self) -> date:
        """The last day of the alert; a month paid or claimed for is told of by its first."""
        if self.last_event.day != 1:
            return self.last_event
        last_of_month = self.last_event.replace(
            day=monthrange(self.last_event.year, self.last_event.month)[1]
        )
        told = (
            min(run["last_day"], last_of_month)
            for run in self.runs
            if run["kind"] in ("payment", "record")
            and run["first_day"].day == 1
            and run["first_day"] <= self.last_event <= run["last_day"]
        )
        return max(told, default=self.last_event)

    @cached_property
    def first_day(self) -> date:
        return min([self.first_event, *map(self._nearest, self.runs)]) - self._margin

    @cached_property
    def last_day(self) -> date:
        return max([self.last_told, *map(self._nearest, self.runs)]) + self._margin

    @property
    def lanes(self) -> list[Lane]:
        lanes: dict[tuple[str, str | None, str], Lane] = {}
        for run in self.runs:
            key = (run["extract_zh"], run["place"], run["kind"])
            lane = lanes.setdefault(key, Lane(*key))
            if run["amount"] is not None:
                lane.amount = (lane.amount or 0) + run["amount"]
            lane.bars.append(self._bar(run["first_day"], run["last_day"]))
            lane.bars.extend(self._bar(*days, is_conflict=True) for days in self._conflicts(run))
        return list(lanes.values())

    @property
    def months(self) -> list[float]:
        """Where months begin, unless there are too many to tell apart."""
        days = (self.last_day - self.first_day).days + 1
        if days > 3 * 366:
            return []
        every = (self.first_day + timedelta(days=day) for day in range(days))
        return [self._at(day) for day in every if day.day == 1]

    def _bar(self, first: date, last: date, is_conflict: bool = False) -> Bar:
        start = self._at(max(first, self.first_day))
        end = self._at(min(last, self.last_day) + timedelta(days=1))
        return Bar(
            x=min(start, WIDTH - THINNEST),
            width=max(end - start, THINNEST),
            is_conflict=is_conflict,
            title=("相互矛盾：" if is_conflict else "") + days_told(first, last),
        )

    def _conflicts(self, run: dict[str, Any]) -> list[tuple[date, date]]:
        """The days of the alert on which another run tells of the same day.

        A run whose own rows contradict each other does so as a whole.
        """
        if not run["is_conflict"]:
            return []
        shared = [
            (
                max(run["first_day"], other["first_day"], self.first_event),
                min(run["last_day"], other["last_day"], self.last_told),
            )
            for other in self.runs
            if other is not run and other["is_conflict"]
        ]
        return sorted({days for days in shared if days[0] <= days[1]}) or [
            (max(run["first_day"], self.first_event), min(run["last_day"], self.last_told))
        ]

    @property
    def _margin(self) -> timedelta:
        return timedelta(days=3 + (self.last_event - self.first_event).days // 20)

    def _nearest(self, run: dict[str, Any]) -> date:
        """The day of a run nearest to the alert's."""
        first: date = run["first_day"]
        last: date = run["last_day"]
        return last if last < self.first_event else max(first, self.first_event)

    def _at(self, day: date) -> float:
        return WIDTH * (day - self.first_day).days / ((self.last_day - self.first_day).days + 1)


def days_told(first: date, last: date) -> str:
    return f"{first}" if first == last else f"{first}至{last}"
