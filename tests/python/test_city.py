"""The made-up city: the same bytes each time, and the alerts that its own truth asks for."""

from __future__ import annotations

import csv
import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest
from builds import Builder

from plumbline.landing.contract import read_contract
from plumbline.places import PROJECT_ROOT
from simulation.city import make_city
from simulation.people import TOWNS, Citizens, check_character
from simulation.scenario import CONFIRMED, SCENARIOS, Batch
from simulation.settings import COHORTS, DEFAULT_SEED, Settings
from simulation.world import World

SMALL = Settings(seed=7, scale=0.02)


def digests(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@dataclass
class Built:
    folder: Path
    warehouse: Path

    def rows(self, query: str) -> list[tuple[str, ...]]:
        with duckdb.connect(str(self.warehouse), read_only=True) as connection:
            return connection.execute(query).fetchall()

    def raised(self) -> set[tuple[str, ...]]:
        """Rule and number of the alerts and service leads."""
        return set(
            self.rows(
                "select rule_id, alert_id from marts.raised_alerts "
                "union all select rule_id, alert_id from marts.service_leads"
            )
        )

    def truth(self, kind: str) -> set[tuple[str, str]]:
        """Rule and alert number of the planted cases of a kind."""
        with (self.folder / "truth.csv").open(encoding="utf-8", newline="") as file:
            return {
                (row["rule_id"], row["alert_id"])
                for row in csv.DictReader(file)
                if row["kind"] == kind
            }


@pytest.fixture(scope="module", autouse=True)
def many_corrections() -> Iterator[None]:
    """Every row that can be is delivered wrong at first; planted corrections have the last word."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("simulation.forms.city_files._DELIVERED_WRONG", "true")
        yield


@pytest.fixture(scope="module")
def small_city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("city") / "small"
    make_city(folder, SMALL)
    return folder


@pytest.fixture(scope="module")
def built(small_city: Path) -> Built:
    builder = Builder(small_city.parent / "build")
    builder.environment |= {
        "PLUMBLINE_LANDING": str(small_city / "landing"),
        "PLUMBLINE_CITY": str(small_city),
    }
    outcome = builder.build_all()
    assert outcome.code == 0, outcome.output
    return Built(small_city, builder.warehouse)


def test_the_same_seed_gives_the_same_bytes(small_city: Path, tmp_path: Path) -> None:
    make_city(tmp_path / "again", SMALL)
    assert digests(tmp_path / "again") == digests(small_city)


def test_a_broken_run_leaves_the_older_city(
    small_city: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = digests(small_city)

    def torn(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("simulation.city.write_landing", torn)
    with pytest.raises(OSError, match="disk full"):
        make_city(small_city, Settings(seed=8, scale=0.01))
    assert digests(small_city) == before


@pytest.mark.slow
def test_every_planted_alert_is_raised_and_no_other(built: Built) -> None:
    raised = built.raised()
    assert raised == built.truth("alert")
    assert {rule for rule, _ in raised} == set(SCENARIOS)


@pytest.mark.slow
def test_near_misses_and_what_cannot_be_seen_raise_nothing(built: Built) -> None:
    raised = built.raised()
    near_misses, hidden = built.truth("near_miss"), built.truth("hidden")
    assert {rule for rule, _ in near_misses} == set(SCENARIOS)
    assert len(hidden) >= 2
    assert raised.isdisjoint(near_misses | hidden)


@pytest.mark.slow
def test_feedback_is_about_alerts_and_recovers_no_more_than_was_at_risk(built: Built) -> None:
    wrong = built.rows(
        """
        select feedback.alert_id
        from staging.stg_case_feedback as feedback
        left join marts.red_alerts as alerts using (alert_id)
        where
            alerts.alert_id is null
            or feedback.handled_date < alerts.first_event_date
            or feedback.recovered_amount > alerts.amount_at_risk
        """
    )
    assert wrong == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("extract", "day"),
    [("meal_records", "meal_date"), ("home_service_orders", "service_date")],
)
def test_no_town_misses_a_month(built: Built, extract: str, day: str) -> None:
    months = built.rows(
        f"select town, count(distinct date_trunc('month', {day})) from staging.stg_{extract} "
        "group by town"
    )
    assert dict(months) == dict.fromkeys(TOWNS, 24)


@pytest.mark.slow
def test_hardly_a_row_is_rejected(built: Built) -> None:
    shares = built.rows(
        "select extract, rejected / landed from marts.row_accounting where landed > 500"
    )
    assert max(share for _, share in shares) < 0.01
    assert sum(share > 0 for _, share in shares) >= 5


def test_planted_people_are_made_as_all_others() -> None:
    """What Python plants and what SQL lives must be the same citizens, or numbers would meet."""
    settings = Settings(seed=7, scale=0.01)
    citizens = Citizens(settings)
    with duckdb.connect() as connection:
        World(settings, read_contract(PROJECT_ROOT), connection)
        for name, cohort in COHORTS.items():
            number = citizens.next[name]
            (lived,) = connection.execute(
                "select id_number, name, birth, gender from people_of("
                f"{cohort.number}, date '{cohort.first_birth}', {cohort.birth_days}, 0, "
                f"'{cohort.syllable}', {number}, {number + 1})"
            ).fetchall()
            (town,) = connection.execute(f"select town_name(town_number({number}))").fetchone() or (
                "",
            )
            person = citizens.take(name, town)
            assert lived == (person.id, person.name, person.birth, person.gender)
            assert person.id[17] == check_character(person.id[:17])


def test_nobody_appears_twice() -> None:
    with duckdb.connect() as connection:
        World(Settings(seed=7, scale=0.3), read_contract(PROJECT_ROOT), connection)
        counts = connection.execute(
            "select count(*), count(distinct id_number), bool_and(id_number like '99%') "
            "from everybody"
        ).fetchone()
    assert counts is not None
    people, ids, are_made_up = counts
    assert people == ids > 200_000
    assert are_made_up


def test_confirmed_cases_are_about_as_much_as_is_recovered() -> None:
    """Else the published figures could not come out, whatever the rules find."""
    contract = read_contract(PROJECT_ROOT)
    settings = Settings()
    batch = Batch(settings, 0, 1.0, contract, Citizens(settings), Counter())
    batch.plant()
    at_risk: Counter[str] = Counter()
    for truth in batch.truths:
        if truth.outcome == CONFIRMED:
            at_risk[truth.rule_id] += int(truth.amount)
    recovered = {rule: scenario.plan.recovered for rule, scenario in SCENARIOS.items()}
    assert {rule for rule in SCENARIOS if at_risk[rule] < recovered[rule]} == set()


def test_the_batches_of_a_city_come_to_its_scale() -> None:
    assert Settings(scale=2.5).batches == [1.0, 1.0, 0.5]
    assert Settings(scale=0.02).batches == [0.02]
    assert Settings(DEFAULT_SEED, 1.0).is_calibrated
    assert not Settings(DEFAULT_SEED + 1, 1.0).is_calibrated
