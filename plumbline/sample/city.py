"""The made-up city: collects the records of every extract and what was planted in them."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time

from plumbline.landing.contract import Extract
from plumbline.sample.people import PLANTED, STAFF, TOWNS, Person, make_person
from plumbline.sample.values import AS_OF, Month, Value, clock

ELDERS = range(1926, 1941)
SENIORS = range(1948, 1962)
ADULTS = range(1966, 1996)

# The hours at which a care worker's clients are visited.
ROUND = (clock("08:00"), clock("09:30"), clock("11:00"), clock("13:30"), clock("15:00"))


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
class Planted:
    """A red alert that the sample must show, or one that it must not."""

    rule_id: str
    kind: str
    subject_id: str
    episode_key: str
    why: str

    @property
    def alert_id(self) -> str:
        key = f"{self.rule_id}|{self.subject_id}|{self.episode_key}"
        return hashlib.sha256(key.encode()).hexdigest()[:16]


@dataclass
class City:
    """All records by extract, and all that was planted, in the order of their making."""

    contract: dict[str, Extract]
    rows: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    planted: list[Planted] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    numbers: Counter[str] = field(default_factory=Counter)
    clients: list[Person] = field(default_factory=list)
    care_workers: list[Person] = field(default_factory=list)

    def person(
        self,
        born: date | range = ELDERS,
        *,
        surname: str = PLANTED,
        town: str | None = None,
        registered: bool = True,
    ) -> Person:
        """A new citizen; of a range of birth years the serial number picks the day."""
        serial = len(self.people) + 1
        if isinstance(born, range):
            born = date(born[serial % len(born)], 1 + serial * 7 % 12, 1 + serial * 11 % 28)
        person = make_person(serial, surname, born, town or TOWNS[serial % len(TOWNS)])
        person.registered = registered
        self.people.append(person)
        return person

    def number(self, series: str) -> int:
        """The next number of a series, such as an office's grant numbers."""
        self.numbers[series] += 1
        return self.numbers[series]

    def round_of(self, client: Person) -> tuple[Person, time]:
        """The care worker who always comes to this client, and the hour of the day.

        No worker has two clients at one hour, so visits overlap only where a case wants it.
        """
        if client not in self.clients:
            self.clients.append(client)
        worker, place = divmod(self.clients.index(client), len(ROUND))
        while len(self.care_workers) <= worker:
            self.care_workers.append(self.person(ADULTS, surname=STAFF))
        return self.care_workers[worker], ROUND[place]

    def add(self, extract: str, **values: Value) -> Row:
        """Adds a record. Its columns must be the extract's."""
        columns = self.contract[extract].columns.values()
        unknown = values.keys() - set(columns)
        if unknown:
            raise ValueError(f"{extract} has no column {', '.join(sorted(unknown))}")
        row = Row({column: values.get(column) for column in columns})
        self.rows[extract].append(row)
        return row

    def correct(self, extract: str, row: Row, **changes: Value) -> Row:
        """The same record again in a later file, with other values; the key must stay."""
        corrected = Row({**row.values, **changes}, is_correction=True)
        self.rows[extract].append(corrected)
        return corrected

    def spoil(self, extract: str, row: Row, **changes: Value) -> None:
        """Damages a record where it stands, so that the warehouse must reject it."""
        rows = self.rows[extract]
        rows[rows.index(row)] = replace(row, values={**row.values, **changes})

    def plants(self, rule_id: str) -> Case:
        return Case(self, rule_id)


@dataclass(frozen=True)
class Case:
    """Notes down the alerts and near misses of one rule."""

    city: City
    rule_id: str

    def alert(self, subject: str | Person, *episode: object, why: str) -> None:
        self._note("alert", subject, episode, why)

    def near_miss(self, subject: str | Person, *episode: object, why: str) -> None:
        self._note("near_miss", subject, episode, why)

    def _note(
        self, kind: str, subject: str | Person, episode: tuple[object, ...], why: str
    ) -> None:
        subject_id = subject.id if isinstance(subject, Person) else subject
        key = "|".join(str(part) for part in episode)
        self.city.planted.append(Planted(self.rule_id, kind, subject_id, key, why))
