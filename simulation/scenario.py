"""What is planted: scenarios, the cases made of them, and the truth about each case.

A scenario holds all that is planted of one rule: hits, near misses, and what no rule can see, each
made by a function of a `Case`. README.md walks through one.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

import yaml

from plumbline.landing.contract import Extract
from plumbline.places import PROJECT_ROOT
from simulation.causes import NAMESAKE, NOT_REVIEWED, WITHIN_THE_RULES, Cause
from simulation.people import TOWNS, Citizen, Citizens
from simulation.settings import AS_OF, TOWN_SHARES, Settings
from simulation.usual import USUAL
from simulation.values import Month

Record = dict[str, Any]

HIT, NEAR_MISS, HIDDEN = "alert", "near_miss", "hidden"
# What a check of a case ends in. `open`: nobody has finished checking it yet.
CONFIRMED, REFUTED, OPEN = "confirmed", "refuted", "open"
_IN_TURN = (CONFIRMED, OPEN, REFUTED, CONFIRMED)

# The rules whose leads go to civil affairs: nobody sends feedback on them.
SERVICE_RULES: frozenset[str] = frozenset(
    yaml.safe_load((PROJECT_ROOT / "dbt_project.yml").read_text(encoding="utf-8"))["vars"][
        "service_rules"
    ]
)
# In a city of scale 1 each near miss and each hidden case is planted so many times.
_OF_EACH = 6
# In the sample nothing goes on for longer than it must.
_FEW = 5
# The days on which something may begin, by what is to become of it.
_WINDOWS = {
    "before": (date(2022, 1, 10), date(2022, 7, 31)),
    "after": (date(2023, 2, 1), date(2023, 11, 30)),
    "later": (date(2022, 10, 1), date(2023, 9, 10)),
    OPEN: (date(2022, 10, 1), date(2023, 12, 20)),
    CONFIRMED: (date(2022, 2, 1), date(2023, 9, 10)),
    REFUTED: (date(2022, 2, 1), date(2023, 9, 10)),
    "": (date(2022, 2, 1), date(2023, 11, 1)),
}


@dataclass(frozen=True)
class Plan:
    """How many alerts of a rule are planted in a city of scale 1, and what becomes of them."""

    alerts: int = 8
    confirmed: int = 5
    refuted: int = 1
    recovered: int = 0
    persons: int = 0
    # whether they count among the figures that the first city published
    published: bool = False
    # people live in one of the first so many towns, and in each of them
    towns: int = len(TOWNS)
    # the alerts are about so many subjects; 0: each about another
    subjects: int = 0
    # one subject is caught again after its first case was closed
    relapses: bool = False


@dataclass(frozen=True)
class Variant:
    """One way in which a case comes about; `late` ones reach to the as-of date."""

    kind: str
    why: str
    make: Callable[[Case], None]
    cause: Cause | None = None
    late: bool = False


SCENARIOS: dict[str, Scenario] = {}
# What makes a case, and what lists such a function among a scenario's variants.
Maker = Callable[..., None]
Listing = Callable[..., Maker]


@dataclass
class Scenario:
    """All that is planted of one rule. Problems turn out to be true, excuses do not.

    `hit`, `near_miss` and `hidden` list a function that makes such a case: as its decorator, or
    called with the function and what it takes behind the case.
    """

    rule_id: str
    plan: Plan = Plan()
    # whom the cases are about unless told otherwise: elders are 82 and older, seniors 60, adults 19
    cohort: str = "elders"
    problems: Sequence[Cause] = (NOT_REVIEWED,)
    excuses: Sequence[Cause] = (NAMESAKE,)
    variants: list[Variant] = field(default_factory=list)

    def __post_init__(self) -> None:
        SCENARIOS[self.rule_id] = self

    def hit(self, why: str, *, late: bool = False) -> Listing:
        """A case that must be an alert; the first is the common one."""
        return self._listing(HIT, why, None, late)

    def near_miss(self, why: str, cause: Cause = WITHIN_THE_RULES) -> Listing:
        """A case that looks like an alert and must not be one."""
        return self._listing(NEAR_MISS, why, cause)

    def hidden(self, why: str, cause: Cause) -> Listing:
        """A fault of which the deliveries hold no sure sign: no alert either."""
        return self._listing(HIDDEN, why, cause)

    def _listing(self, kind: str, why: str, cause: Cause | None, late: bool = False) -> Listing:
        def listed(make: Maker, *args: Any, **more: Any) -> Maker:
            def made(case: Case) -> None:
                make(case, *args, **more)

            self.variants.append(Variant(kind, why, made, cause, late))
            return make

        return listed

    @property
    def hits(self) -> list[Variant]:
        return [variant for variant in self.variants if variant.kind == HIT]


@dataclass(frozen=True)
class Truth:
    """A planted case as it is known to the one who planted it."""

    kind: str
    rule_id: str
    subject_id: str
    episode_key: str
    why: str
    cause: Cause
    outcome: str
    town: str
    amount: Decimal
    last_day: date
    rectified: bool
    published: bool

    @property
    def alert_id(self) -> str:
        key = f"{self.rule_id}|{self.subject_id}|{self.episode_key}"
        return hashlib.sha256(key.encode()).hexdigest()[:16]


@dataclass
class Case:
    """A case to be planted: what becomes of it is given, its records are not yet."""

    batch: Batch
    scenario: Scenario
    variant: Variant
    number: int
    cause: Cause
    outcome: str = ""
    window: str = ""
    # the subject of an earlier case that this one must be about
    again: Any = None
    subject: Any = None

    def day(self, length: int = 40) -> date:
        """A day with `length` more days of the case behind it, early enough to be checked."""
        first, last = _WINDOWS[self.window or self.outcome]
        days = max(1, (last - first).days - length)
        return first + timedelta(days=self.batch.random.randrange(days))

    def month(self, length: int = 0) -> Month:
        """A month with `length` more months of the case behind it."""
        return Month.of(self.day(31 * length + 31))

    def times(self, fewest: int, most: int) -> int:
        """How often something happens; in the sample hardly more often than it must."""
        if self.batch.settings.is_sample:
            return min(fewest, _FEW)
        return self.batch.random.randint(fewest, most)

    def serial(self, series: str) -> int:
        """The next number of a series, such as an office's voucher numbers."""
        self.batch.serials[series] += 1
        return self.batch.serials[series]

    def town(self) -> str:
        """One of the towns, by their inhabitants."""
        towns = self.scenario.plan.towns
        if self.number < towns < len(TOWNS):
            return TOWNS[self.number]
        return self.batch.random.choices(TOWNS[:towns], TOWN_SHARES[:towns])[0]

    def person(
        self,
        cohort: str = "elders",
        town: str = "",
        born: Callable[[date], bool] | None = None,
    ) -> Citizen:
        """Somebody new, of a cohort and town."""
        person = self.batch.citizens.take(cohort, town or self.town(), born)
        self.batch.people.append(person)
        return person

    @property
    def who(self) -> Citizen:
        """Whom the case is about: made when first asked for, or the person of an earlier case."""
        if self.subject is None:
            self.subject = self.again or self.person(self.scenario.cohort)
        if not isinstance(self.subject, Citizen):
            raise TypeError(f"{self.scenario.rule_id}: the case is not about a person")
        return self.subject

    def dies(self, day: date, *, known: date | None = None, **more: Any) -> None:
        """A death that the offices hear of on the day `known`; the register only if it is given."""
        registered = min(known or day + timedelta(days=5), AS_OF)
        self.add("deaths", **{"death_date": day, "registered_date": registered} | more)
        if known:
            self.struck_off(known)

    def struck_off(self, day: date) -> None:
        """The register's own word that a person died."""
        if day <= AS_OF:
            self.who.status, self.who.status_date = "死亡注销", day

    def add(self, extract: str, who: Citizen | None = None, /, **values: Any) -> Record:
        """Adds a record of any extract, by its English columns, about `who` or the case's person.

        What is not named is as usual (`usual.USUAL`), or empty.
        """
        columns = self.batch.contract[extract].columns.values()
        record: Record = dict.fromkeys(columns)
        if "id_number" in record:
            person = who or self.who
            known = {"id_number": person.id, "name": person.name, "town": person.town}
            record |= {column: value for column, value in known.items() if column in record}
        number = self.serial(extract)
        for column, value in USUAL.get(extract, {}).items():
            record[column] = value.format(n=number) if isinstance(value, str) else value
        return self.batch.add(extract, record, **values)

    def last(self, extract: str) -> Record:
        """The record of an extract that was added last."""
        return self.batch.rows[extract][-1]

    def correct(self, extract: str, **changes: Any) -> None:
        """The last record once more, with other values, in a later file; the key must stay."""
        self.batch.late_rows[extract].append(self.last(extract) | changes)

    def note(
        self,
        *episode: object,
        about: str = "",
        amount: Decimal | int = 0,
        last_day: date = AS_OF,
        town: str = "",
    ) -> None:
        """Notes the case's episode, of its person or of what it is `about`.

        A hit must then be raised, about at least so much money.
        """
        self.subject = about or self.who
        self.batch.truths.append(
            Truth(
                self.variant.kind,
                self.scenario.rule_id,
                about or self.who.id,
                "|".join(map(str, episode)),
                self.variant.why,
                self.cause,
                self.outcome,
                town if about else self.who.town,
                Decimal(amount),
                last_day,
                rectified=self.window == "before" or self.number % 2 == 0,
                published=self.scenario.plan.published,
            )
        )


@dataclass
class Batch:
    """The planted part of a city of scale 1, or of a fraction of it."""

    settings: Settings
    number: int
    fraction: float
    contract: dict[str, Extract]
    citizens: Citizens
    serials: Counter[str]
    rows: dict[str, list[Record]] = field(default_factory=lambda: defaultdict(list))
    late_rows: dict[str, list[Record]] = field(default_factory=lambda: defaultdict(list))
    truths: list[Truth] = field(default_factory=list)
    people: list[Citizen] = field(default_factory=list)
    worker: Citizen | None = None
    random: Random = field(default_factory=Random)

    def plant(self) -> None:
        """Every rule's hits, its near misses, and what no rule can see."""
        for scenario in SCENARIOS.values():
            # its own, so that another rule's scenario leaves this one's cases as they are
            self.random = Random(f"{self.settings.seed}|{self.number}|{scenario.rule_id}")
            for case in self._hits(scenario):
                before = len(self.truths)
                case.variant.make(case)
                if len(self.truths) != before + 1:
                    raise ValueError(f"{scenario.rule_id}: {case.variant.why} is not one alert")
            for variant in scenario.variants:
                if variant.kind != HIT and variant.cause:
                    for number in range(self.count(_OF_EACH)):
                        variant.make(Case(self, scenario, variant, number, variant.cause))
        self._register_everybody()

    def count(self, at_scale_one: int) -> int:
        """As many of something as this batch holds; one at least where the city is small."""
        scaled = round(at_scale_one * self.fraction)
        return max(1, scaled) if at_scale_one and self.number == 0 else scaled

    def _hits(self, scenario: Scenario) -> Iterator[Case]:
        """The alerts of a rule, one by one: each is to be made before the next is asked for."""
        outcomes = self._outcomes(scenario)
        plan = scenario.plan
        relapses = (
            not self.settings.is_sample and plan.relapses and {CONFIRMED, OPEN} <= set(outcomes)
        )
        if relapses:
            for place, outcome in enumerate((CONFIRMED, OPEN)):
                outcomes.pop(outcomes.index(outcome, place))
                outcomes.insert(place, outcome)
        subjects = max(1, round(len(outcomes) * plan.subjects / plan.alerts))
        used: Counter[bool] = Counter()
        cases: list[Case] = []
        for number, outcome in enumerate(outcomes):
            # of the open ones every third will turn out to be nothing
            is_true = outcome == CONFIRMED or (outcome == OPEN and number % 3 > 0)
            causes = scenario.problems if is_true or not scenario.excuses else scenario.excuses
            cause = causes[used[is_true] % len(causes)]
            used[is_true] += 1
            case = Case(self, scenario, self._variant(scenario, number, outcome), number, cause)
            case.outcome = outcome
            if relapses and number < 2:
                case.window = ("before", "after")[number]
                case.again = cases[0].subject if number else None
                case.variant = scenario.hits[0]
            elif plan.subjects:
                case.window = "later" if number >= subjects else "before"
                case.again = cases[number - subjects].subject if number >= subjects else None
            yield case
            cases.append(case)

    def _outcomes(self, scenario: Scenario) -> list[str]:
        outcomes = self._checked(scenario)
        # of a lead nobody reports what became of it
        return [OPEN] * len(outcomes) if scenario.rule_id in SERVICE_RULES else outcomes

    def _checked(self, scenario: Scenario) -> list[str]:
        if self.settings.is_sample:
            turns = enumerate(scenario.hits, start=len(self.truths))
            return [OPEN if hit.late else _IN_TURN[turn % len(_IN_TURN)] for turn, hit in turns]
        plan = scenario.plan
        alerts = self.count(plan.alerts)
        confirmed = min(alerts, self.count(plan.confirmed))
        refuted = min(alerts - confirmed, round(plan.refuted * self.fraction))
        outcomes = [CONFIRMED] * confirmed + [REFUTED] * refuted
        outcomes += [OPEN] * (alerts - len(outcomes))
        self.random.shuffle(outcomes)
        return outcomes

    def _variant(self, scenario: Scenario, number: int, outcome: str) -> Variant:
        """In the sample each hit once; in a city every fourth is one of the rarer."""
        if self.settings.is_sample:
            return scenario.hits[number]
        common, *rare = [hit for hit in scenario.hits if not hit.late or outcome == OPEN]
        return rare[number // 4 % len(rare)] if rare and number % 4 == 3 else common

    def add(self, extract: str, record: Record, **values: Any) -> Record:
        """Adds a record; its columns are the contract's, and the required ones are filled."""
        if unknown := values.keys() - record.keys():
            raise ValueError(f"{extract} has no column {', '.join(sorted(unknown))}")
        record |= values
        columns, required = self.contract[extract].columns, self.contract[extract].required_headers
        if empty := [columns[header] for header in required if record[columns[header]] is None]:
            raise ValueError(f"{extract} needs {', '.join(sorted(empty))}")
        self.rows[extract].append(record)
        return record

    def _register_everybody(self) -> None:
        """The household register of the planted people: at the end, when all is known of them."""
        for person in self.people:
            if person.registered:
                self.add(
                    "household_register",
                    dict.fromkeys(self.contract["household_register"].columns.values()),
                    id_number=person.id,
                    name=person.name,
                    town=person.town,
                    gender=person.gender,
                    birth_date=person.birth,
                    household_no=person.household_no,
                    status=person.status,
                    status_date=person.status_date,
                )
