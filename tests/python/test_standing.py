"""When a published build stands, and that a change of anything it rests on is seen."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest
from deliveries import P1, P2, Landing, csv_text

from plumbline.landing.report import LandingReport
from plumbline.nightly import standing
from plumbline.publish import BuildFolder


@dataclass
class Night:
    """A project, its deliveries, and files as a build has published them."""

    root: Path
    landing: Landing
    environment: dict[str, str] = field(default_factory=dict)
    now: datetime = datetime(2024, 1, 1, 15, 59, tzinfo=UTC)

    def __post_init__(self) -> None:
        self.project = self.root / "project"
        for name in ("models/a.sql", "city/city_settings.csv", "plumbline/a.py", "dbt_project.yml"):
            path = self.project / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(name)
        self.folder = BuildFolder(self.root / "plumbline.duckdb")
        self.environment["PLUMBLINE_LANDING"] = "landing"
        self.landing.put("a.csv", csv_text(P1))
        self.publish("20240101T020000.000000")

    def publish(self, build: str) -> None:
        masked = self.folder.masked.with_suffix("")
        for folder in (self.folder.path, masked, self.folder.histories.path / build):
            folder.mkdir(parents=True, exist_ok=True)
        for file in (
            self.folder.warehouse,
            self.folder.masked,
            self.folder.masked_workbook,
            masked / "build.parquet",
        ):
            file.with_name("new").write_text(build)
            file.with_name("new").replace(file)
        self.folder.key_salt.write_text("secret")

    def parts(self) -> list[standing.Note]:
        report: LandingReport = self.landing.land()
        assert report.errors == []
        return [
            standing.rests_on(self.project, self.folder, self.environment, self.now),
            standing.deliveries(report),
            standing.published(self.folder),
        ]

    def stands(self) -> bool:
        return standing.stands(standing.read_note(self.folder), *self.parts())


@pytest.fixture
def night(landing: Landing, tmp_path: Path) -> Night:
    night = Night(tmp_path / "night", landing)
    standing.write_note(night.folder, *night.parts())
    return night


def test_a_build_stands_where_nothing_has_changed(night: Night) -> None:
    night.environment |= {"PLUMBLINE_MEMORY_LIMIT": "4GB", "HOME": "elsewhere"}
    assert night.stands()
    (night.project / "models" / "__pycache__").mkdir()
    (night.project / "models" / "__pycache__" / "a.pyc").write_text("")
    assert night.stands()


def older_copy(night: Night) -> None:
    kept = night.root / "kept"
    shutil.copy2(night.folder.warehouse, kept)
    night.publish("20240102T020000.000000")
    standing.write_note(night.folder, *night.parts())
    assert night.stands()
    kept.replace(night.folder.warehouse)


def list_of_another_city(night: Night) -> None:
    shutil.copytree(night.project / "city", night.root / "other")
    night.environment["PLUMBLINE_CITY_DIR"] = str(night.root / "other")
    standing.write_note(night.folder, *night.parts())
    assert night.stands()
    (night.root / "other" / "city_settings.csv").write_text("x")


CHANGES: dict[str, Callable[[Night], object]] = {
    "a row in a delivery": lambda n: n.landing.put("a.csv", csv_text(P1, P2)),
    "a new delivery": lambda n: n.landing.put("b.csv", csv_text(P2)),
    "a delivery gone": lambda n: (n.landing.folder / "visits" / "a.csv").unlink(),
    "a model": lambda n: (n.project / "models" / "a.sql").write_text("select 1"),
    "a new model": lambda n: (n.project / "models" / "b.sql").write_text(""),
    "a model gone": lambda n: (n.project / "models" / "a.sql").unlink(),
    "a city's list": lambda n: (n.project / "city" / "city_settings.csv").write_text("x"),
    "a list of another city": list_of_another_city,
    "another city": lambda n: n.environment.update(PLUMBLINE_CITY_DIR="models"),
    "our code": lambda n: (n.project / "plumbline" / "a.py").write_text("x"),
    "the locked versions": lambda n: (n.project / "requirements.lock").write_text("x"),
    "the as-of date": lambda n: n.environment.update(PLUMBLINE_AS_OF="2023-12-31"),
    "a day": lambda n: setattr(n, "now", datetime(2024, 1, 1, 16, tzinfo=UTC)),
    "the gate": lambda n: n.environment.update(PLUMBLINE_GATE="stop"),
    "a secret": lambda n: n.environment.update(PLUMBLINE_KEY_SALT="another"),
    "a setting of dbt": lambda n: n.environment.update(DBT_PROFILES_DIR="elsewhere"),
    "a replay": lambda n: n.environment.update(PLUMBLINE_REPLAY="1"),
    "rows purged": lambda n: n.folder.purged.write_text("x"),
    "the keys' secret": lambda n: n.folder.key_salt.write_text("another"),
    "another build published": lambda n: n.publish("20240102T020000.000000"),
    "an older copy of the warehouse": older_copy,
    "the warehouse touched": lambda n: os.utime(n.folder.warehouse, ns=(0, 1)),
    "the warehouse gone": lambda n: n.folder.warehouse.unlink(),
    "the masked file gone": lambda n: n.folder.masked.unlink(),
    "the workbook gone": lambda n: n.folder.masked_workbook.unlink(),
    "a later history set aside": lambda n: next(n.folder.histories.path.iterdir()).rmdir(),
    "a failed build": lambda n: standing.forget_note(n.folder),
    "a torn note": lambda n: (n.folder.path / "standing.json").write_text('{"project'),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_what_changed_asks_for_a_build(night: Night, change: Callable[[Night], object]) -> None:
    assert night.stands()
    change(night)
    assert not night.stands()


def test_of_what_is_not_known_nothing_is_noted(night: Night) -> None:
    standing.forget_note(night.folder)
    night.folder.masked_workbook.unlink()
    standing.write_note(night.folder, *night.parts())
    assert not standing.read_note(night.folder)


def test_no_secret_stands_in_the_note(night: Night) -> None:
    night.environment["PLUMBLINE_KEY_SALT"] = "a secret"
    standing.write_note(night.folder, *night.parts())
    noted = (night.folder.path / "standing.json").read_text()
    assert "secret" not in noted and "SALT" not in noted
