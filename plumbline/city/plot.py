"""Collects what is planted in one wave of a city: records, people, the truth about each case."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from plumbline.city.people import Citizen, Citizens
from plumbline.city.settings import AS_OF, TOWN_SHARES, Plan, Settings, plans
from plumbline.landing.contract import Extract
from plumbline.sample.people import TOWNS

Record = dict[str, Any]

# What a check of a case ends in. `open`: nobody has finished checking it yet.
CONFIRMED, REFUTED, OPEN = "confirmed", "refuted", "open"

WRONGDOING, WORK_ERROR, SYSTEM_GAP = "wrongdoing", "work_error", "system_gap"
DATA_ERROR, LAWFUL = "data_error", "lawful"

HOURS = (
    ("08:00", "09:00"),
    ("09:30", "10:30"),
    ("11:00", "12:00"),
    ("13:30", "14:30"),
    ("15:00", "16:00"),
)


@dataclass(frozen=True)
class Cause:
    """Why something came about, and what that is in the end (one of the five labels)."""

    text: str
    label: str


@dataclass(frozen=True)
class Truth:
    """A planted case: `alert` must be raised, `decoy` must not, `hidden` is wrong but unseen."""

    kind: str
    rule_id: str
    subject_id: str
    episode_key: str
    cause: Cause
    fate: str
    town: str
    amount: Decimal
    last_day: date
    rectified: bool = False

    @property
    def alert_id(self) -> str:
        key = f"{self.rule_id}|{self.subject_id}|{self.episode_key}"
        return hashlib.sha256(key.encode()).hexdigest()[:16]


@dataclass
class Case:
    """An alert to be planted: its fate and its cause are given, its records are not yet."""

    plot: Plot
    rule_id: str
    number: int
    fate: str
    cause: Cause
    # the first of two cases of one subject, or the second
    relapse: str = ""

    def day(self, length: int) -> date:
        """A day with `length` more days of the case behind it, early enough to be checked."""
        first, last = date(2022, 2, 1), date(2023, 9, 10)
        if self.relapse == "before":
            first, last = date(2022, 1, 10), date(2022, 7, 31)
        elif self.relapse == "after":
            first, last = date(2023, 2, 1), date(2023, 11, 30)
        elif self.fate == OPEN:
            first, last = date(2022, 10, 1), date(2023, 12, 20)
        return first + timedelta(
            days=self.plot.random.randrange(max(1, (last - first).days - length))
        )

    def alert(
        self,
        subject: str | Citizen,
        *episode: object,
        amount: Decimal | int = 0,
        last_day: date,
        town: str = "",
    ) -> None:
        """Notes that this alert must be raised, about at least so much money."""
        if isinstance(subject, Citizen):
            town = subject.town
        self.plot.note(
            "alert",
            self.rule_id,
            subject,
            *episode,
            cause=self.cause,
            fate=self.fate,
            town=town,
            amount=Decimal(amount),
            last_day=last_day,
            rectified=self.relapse == "before" or self.number % 2 == 0,
        )


@dataclass
class Plot:
    """One wave: the planted part of a city of scale 1, or of a fraction of it."""

    settings: Settings
    wave: int
    fraction: float
    contract: dict[str, Extract]
    citizens: Citizens
    numbers: Counter[str]
    rows: dict[str, list[Record]] = field(default_factory=lambda: defaultdict(list))
    late_rows: dict[str, list[Record]] = field(default_factory=lambda: defaultdict(list))
    truths: list[Truth] = field(default_factory=list)
    people: list[Citizen] = field(default_factory=list)
    padded_claims: list[tuple[str, str, date, int]] = field(default_factory=list)
    worker: Citizen | None = None

    def __post_init__(self) -> None:
        self.random = Random(f"{self.settings.seed}|{self.wave}")

    # Numbers ----------------------------------------------------------------------------------

    def count(self, at_scale_one: int) -> int:
        """As many of something as this wave holds; one at least where the city is small."""
        scaled = round(at_scale_one * self.fraction)
        return max(1, scaled) if at_scale_one and self.wave == 0 else scaled

    def cases(
        self, rule_id: str, problems: list[Cause], excuses: list[Cause], *, relapses: bool = False
    ) -> Iterator[Case]:
        """The alerts to plant of a rule: problems turn out to be true, excuses do not."""
        plan: Plan = plans()[rule_id]
        alerts = self.count(plan.alerts)
        confirmed = min(alerts, self.count(plan.confirmed))
        refuted = min(alerts - confirmed, round(plan.refuted * self.fraction))
        fates = [CONFIRMED] * confirmed + [REFUTED] * refuted
        fates += [OPEN] * (alerts - len(fates))
        self.random.shuffle(fates)
        relapse = relapses and CONFIRMED in fates and OPEN in fates
        if relapse:
            for place, fate in enumerate((CONFIRMED, OPEN)):
                fates.pop(fates.index(fate, place))
                fates.insert(place, fate)
        used: Counter[bool] = Counter()
        for number, fate in enumerate(fates):
            # of the open ones every third will turn out to be nothing
            is_true = fate == CONFIRMED or (fate == OPEN and number % 3 > 0) or not excuses
            causes = problems if is_true else excuses
            cause = causes[used[is_true] % len(causes)]
            used[is_true] += 1
            yield Case(
                self,
                rule_id,
                number,
                fate,
                cause,
                relapse=("before", "after")[number] if relapse and number < 2 else "",
            )

    def number(self, series: str) -> int:
        self.numbers[series] += 1
        return self.numbers[series]

    # People -----------------------------------------------------------------------------------

    def town(self, of: int = len(TOWNS)) -> str:
        """One of the first `of` towns, by their inhabitants."""
        return self.random.choices(TOWNS[:of], TOWN_SHARES[:of])[0]

    def person(self, cohort: str = "elders", town: str = "") -> Citizen:
        person = self.citizens.take(cohort, town or self.town())
        self.people.append(person)
        return person

    def dies(self, person: Citizen, day: date, *, known: date, source: str = "死亡证明") -> None:
        """A death that the office hears of on the day `known`."""
        self.add("deaths", person, death_date=day, source=source, registered_date=min(known, AS_OF))
        if known <= AS_OF:
            person.status, person.status_date = "死亡注销", known

    # Records ----------------------------------------------------------------------------------

    def add(self, extract: str, person: Citizen | None = None, **values: Any) -> Record:
        """Adds a record; its columns must be the extract's."""
        columns = self.contract[extract].columns.values()
        record: Record = dict.fromkeys(columns)
        if person is not None:
            known = {"id_number": person.id, "name": person.name, "town": person.town}
            record |= {key: value for key, value in known.items() if key in record}
        if unknown := values.keys() - record.keys():
            raise ValueError(f"{extract} has no column {', '.join(sorted(unknown))}")
        record |= values
        self.rows[extract].append(record)
        return record

    def correct(self, extract: str, record: Record, **changes: Any) -> None:
        """The same record again in a later file; the key must stay."""
        self.late_rows[extract].append(record | changes)

    def note(
        self,
        kind: str,
        rule_id: str,
        subject: str | Citizen,
        *episode: object,
        cause: Cause,
        fate: str = "",
        town: str = "",
        amount: Decimal = Decimal(0),
        last_day: date = AS_OF,
        rectified: bool = False,
    ) -> None:
        self.truths.append(
            Truth(
                kind,
                rule_id,
                subject.id if isinstance(subject, Citizen) else subject,
                "|".join(map(str, episode)),
                cause,
                fate,
                subject.town if isinstance(subject, Citizen) else town,
                amount,
                last_day,
                rectified,
            )
        )

    def register_everybody(self) -> None:
        """The household register of the planted people: at the end, when all is known of them."""
        for person in self.people:
            if person.registered:
                self.add(
                    "household_register",
                    person,
                    gender=person.gender,
                    birth_date=person.birth,
                    household_no=person.household_no,
                    status=person.status,
                    status_date=person.status_date,
                )
