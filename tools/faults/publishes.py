"""Publishes that are killed while somebody reads."""

from __future__ import annotations

import random
import select
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import duckdb

from plumbline.places import PROJECT_ROOT
from plumbline.publish import BuildFolder
from tools.faults.place import CONTENT, Trial, kill


def publish_for_ever(warehouse: Path) -> None:
    """Publishes one small warehouse after the other, each with its number in two tables."""
    folder = BuildFolder(warehouse)
    folder.path.mkdir(parents=True, exist_ok=True)
    number = 0
    if warehouse.exists():
        number = _number(warehouse)
    while True:
        number += 1
        folder.unpublished.unlink(missing_ok=True)
        with duckdb.connect(str(folder.unpublished)) as connection:
            connection.execute("create schema history; create schema marts")
            connection.execute(
                f"create table history.builds as select day as built_at, day::date as as_of_date "
                f"from (select unnest(range({number})) as n), "
                "lateral (select timestamp '2024-01-01' + n * interval 1 hour as day)"
            )
            connection.execute(
                f"create table marts.alerts as select {number} as n from range(50_000)"
            )
        folder.publish()


def _number(warehouse: Path) -> int:
    """The number of a published warehouse, the same in both of its tables."""
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        ((one, least, most),) = connection.execute(
            "select (select count(*) from history.builds), min(n), max(n) from marts.alerts"
        ).fetchall()
    assert one == least == most, "a mixed read"
    return int(one)


def read_for(warehouse: Path, seconds: float) -> tuple[int, int]:
    """How often it could be read whole, and how often not, or an older one after a newer."""
    good, bad, last, until = 0, 0, 0, time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            number = _number(warehouse)
        except (duckdb.Error, AssertionError):
            bad += 1
            continue
        good, bad = (good + 1, bad) if number >= last else (good, bad + 1)
        last = number
    return good, bad


def watch(warehouse: Path) -> tuple[int, int]:
    """Reads a warehouse that builds publish until the input ends; whole reads, and others."""
    good, bad, last, contents = 0, 0, 0, set()
    while not select.select([sys.stdin], [], [], 1)[0]:
        try:
            with duckdb.connect(str(warehouse), read_only=True) as connection:
                contents.add(str(connection.execute(CONTENT).fetchall()))
                ((builds,),) = connection.execute("select count(*) from history.builds").fetchall()
        except duckdb.Error:
            bad += 1
            continue
        # two deliveries take turns
        is_whole = builds >= last and len(contents) <= 2
        good, bad, last = good + is_whole, bad + (not is_whole), builds
    return good, bad


def killed_publishes(root: Path, times: int, chance: random.Random) -> list[Trial]:
    """Kills a process that publishes without end, while another reads."""
    trial, reads = Trial("copy and rename killed"), Trial("reads during publishes")
    warehouse = root / "plumbline.duckdb"
    root.mkdir(parents=True)
    itself = [sys.executable, "-m", "tools.faults"]
    last = 0
    for _ in range(times):
        publishing = _start([*itself, "--publish", str(warehouse)])
        while publishing.poll() is None and not warehouse.exists():
            time.sleep(0.05)
        reading = _start([*itself, "--read", str(warehouse)])
        time.sleep(2 + chance.random())
        how = kill(publishing)
        output, _ = reading.communicate()
        good, bad = map(int, output.split())
        reads.outcomes["whole"] += good
        reads.outcomes["LOST: torn or mixed"] += bad
        saved = BuildFolder(warehouse).histories
        number = _number(warehouse)
        whole = number >= last and saved.check_published() and saved.newest_good() is not None
        trial.note(how if whole else "LOST")
        last = number
    reads.outcomes += Counter()
    return [trial, reads]


def _start(command: list[str]) -> subprocess.Popen[str]:
    return subprocess.Popen(
        command, cwd=PROJECT_ROOT, stdout=subprocess.PIPE, text=True, start_new_session=True
    )
