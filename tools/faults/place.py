"""A sample to build, and what is noted of each thing that is tried on it."""

from __future__ import annotations

import datetime as dt
import os
import resource
import shutil
import signal
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq

from plumbline.places import PROJECT_ROOT
from plumbline.publish import BuildFolder

SAMPLE = PROJECT_ROOT / "sample" / "landing"
DBT = Path(sys.executable).with_name("dbt")
BUILD = [str(DBT), "build", "--exclude-resource-type", "unit_test"]
LAND = [sys.executable, "-m", "plumbline.landing"]
# What one delivery gives, and no other.
CONTENT = """
    select
        (select list(landed order by extract) from marts.row_accounting),
        (select sum(hash(alert_id, reason)) from marts.red_alerts),
        (select max_by(as_of_date, built_at) from history.builds)
"""


@dataclass
class Trial:
    """Something that was tried so often, and what became of it."""

    what: str
    outcomes: Counter[str] = field(default_factory=Counter)

    def note(self, outcome: str) -> None:
        """An outcome that begins with LOST did not survive."""
        self.outcomes[outcome] += 1

    @property
    def lost(self) -> int:
        return sum(n for outcome, n in self.outcomes.items() if outcome.startswith("LOST"))


@dataclass(frozen=True)
class State:
    """What must not be lost of a published warehouse: what it holds, and since when history knows
    each alert.
    """

    content: list[tuple[Any, ...]]
    builds: int
    known: dict[str, dt.datetime]


@dataclass
class Place:
    """A landing folder that is a copy of the sample, and a warehouse file to build from it."""

    root: Path

    def __post_init__(self) -> None:
        self.landing = self.root / "landing"
        shutil.copytree(SAMPLE, self.landing)
        self.build = BuildFolder(self.root / "warehouse" / "plumbline.duckdb")
        self.build.path.mkdir(parents=True)

    def start(
        self, command: list[str], largest_file: int = 0, **environment: str
    ) -> subprocess.Popen[str]:
        """In a process group of its own, so that it can be killed with all its children."""

        def limit() -> None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (largest_file, largest_file))

        ours = {
            "PLUMBLINE_LANDING": str(self.landing),
            "PLUMBLINE_WAREHOUSE": str(self.build.warehouse),
            "PLUMBLINE_AS_OF": "2023-12-31",
            "PLUMBLINE_GATE": "warn",
            "DBT_TARGET_PATH": str(self.root / "target"),
            # a log that outgrows the disk is not what is tried
            "DBT_LOG_LEVEL_FILE": "none",
            "DBT_LOG_PATH": str(self.root / "logs"),
        }
        return subprocess.Popen(
            command,
            cwd=PROJECT_ROOT,
            env=os.environ | ours | environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
            preexec_fn=limit if largest_file else None,
        )

    def run(self, command: list[str], largest_file: int = 0, **environment: str) -> tuple[int, str]:
        process = self.start(command, largest_file, **environment)
        output, _ = process.communicate()
        return process.returncode, output

    def landed(self) -> list[tuple[str, int]]:
        """Every landed file with its rows."""
        return sorted(
            (str(path.relative_to(self.build.raw)), pq.read_table(path).num_rows)
            for path in self.build.raw.rglob("*")
            if path.is_file()
        )

    def state(self) -> State:
        """Of what is published, all of it read."""
        with duckdb.connect(str(self.build.warehouse), read_only=True) as connection:
            tables = connection.execute(
                "select schema_name || '.' || table_name from duckdb_tables()"
            ).fetchall()
            for (table,) in tables:
                connection.execute(f"select sum(hash(kept)) from {table} as kept")
            ((builds,),) = connection.execute("select count(*) from history.builds").fetchall()
            known = connection.execute(
                "select alert_id, min(dbt_valid_from) from history.alert_history group by all"
            ).fetchall()
            content = connection.execute(CONTENT).fetchall()
        with duckdb.connect(str(self.build.masked), read_only=True) as connection:
            connection.execute("from bi.build").fetchall()
            connection.execute("select sum(hash(kept)) from bi.alerts as kept").fetchall()
        return State(content, builds, dict(known))


def kill(process: subprocess.Popen[str]) -> str:
    """Kills it with its children, if it still runs."""
    ended = process.poll() is not None
    if not ended:
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    return "came too late" if ended else "killed"
