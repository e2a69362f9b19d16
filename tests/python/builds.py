"""Real dbt builds of a small city, each in a process of its own, all of one warehouse file."""

from __future__ import annotations

import csv
import hashlib
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from plumbline.landing.contract import read_contract
from simulation.people import check_character, mistyped

PROJECT = Path(__file__).resolve().parents[2]
DBT = Path(sys.executable).with_name("dbt")
MODEL_MADE = "OK created"


RESIDENT = "99010119400307001" + check_character("99010119400307001")
VISITOR = "99010119410102002" + check_character("99010119410102002")
FAULTY = mistyped(RESIDENT)
MEALS = ("centre_name", "town", "id_number", "name", "meal_date", "meal_type", "subsidy_amount")
STAYS = ("institution_name", "id_number", "name", "checkin_date", "checkout_date")


def meal(id_number: str, day: str) -> tuple[str, ...]:
    return ("样例照料中心", "样例镇", id_number, "样一", day, "午餐", "8.00")


def stay(id_number: str, first_day: str, last_day: str) -> tuple[str, ...]:
    return ("样例敬老院", id_number, "样一", first_day, last_day)


@dataclass
class Outcome:
    """How a build ended and what it said."""

    code: int
    output: str


@dataclass
class Builder:
    """The landing folder, the warehouse file, and builds from the one to the other.

    A city that stood in the folder goes, but for what dbt parsed for it. That fits the next one
    only where all paths are the same, so modules take turns in one `city_folder` (conftest.py).
    """

    root: Path
    outputs: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.landing = self.root / "landing"
        self.warehouse = self.root / "warehouse" / "plumbline.duckdb"
        self.working = self.warehouse.with_name("plumbline.duckdb.build")
        self.target = self.root / "target"
        self.logs = self.root / "logs"
        self.parsed = self.target / "partial_parse.msgpack"
        self.contract = read_contract(PROJECT)
        ours = ("PLUMBLINE_", "DBT_")
        inherited = {name: os.environ[name] for name in os.environ if not name.startswith(ours)}
        self.environment = {
            **inherited,
            "PLUMBLINE_LANDING": str(self.landing),
            "PLUMBLINE_WAREHOUSE": str(self.warehouse),
            "PLUMBLINE_AS_OF": "2023-12-31",
            "PLUMBLINE_GATE": "warn",  # so small a city would look suspicious
            "PLUMBLINE_KEY_SALT": "a secret of the tests alone",
            "DBT_TARGET_PATH": str(self.target),
            "DBT_LOG_PATH": str(self.logs),
            "DBT_USE_COLORS": "false",
            # dbt's own account of a build takes seconds; DBT_WRITE_JSON="true" where it is read
            "DBT_WRITE_JSON": "false",
        }
        kept = self.root.with_name(self.parsed.name)
        if self.parsed.exists():
            self.parsed.replace(kept)
        shutil.rmtree(self.root, ignore_errors=True)
        if kept.exists():
            self.target.mkdir(parents=True)
            shutil.copy(kept, self.parsed)
        for extract in self.contract:
            (self.landing / extract).mkdir(parents=True)

    def deliver(
        self, extract: str, name: str, columns: tuple[str, ...], *records: tuple[str, ...]
    ) -> Path:
        headers = {column: header for header, column in self.contract[extract].columns.items()}
        path = self.landing / extract / name
        with path.open("w", encoding="gb18030", newline="") as file:
            csv.writer(file).writerows([[headers[column] for column in columns], *records])
        return path

    def start(self, *arguments: str, **environment: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [str(DBT), "build", *arguments],
            cwd=PROJECT,
            env=self.environment | environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
        )

    def build(self, *arguments: str, **environment: str) -> Outcome:
        process = self.start(*arguments, **environment)
        output, _ = process.communicate(timeout=600)
        self.outputs.append(output)
        return Outcome(process.returncode, output)

    def build_all(self, **environment: str) -> Outcome:
        return self.build("--exclude-resource-type", "unit_test", **environment)

    def build_part(self) -> Outcome:
        return self.build("--select", "rule_parameters", "--exclude-resource-type", "unit_test")

    def published(self) -> tuple[str, int, int]:
        """What only changes when something is published, be it the same once more."""
        state = self.warehouse.stat()
        content = hashlib.sha256(self.warehouse.read_bytes()).hexdigest()
        return content, state.st_ino, state.st_mtime_ns


def ids_in(text: str) -> list[str]:
    """Citizen IDs of 18 digits; the decimals of a duration are none."""
    return re.findall(r"(?<![\w.])[1-9][0-9]{16}[0-9Xx](?!\w)", text)
