"""`make faults`: kills, full disks, damaged deliveries, clocks set back, readers during publishes.

Everything is tried for real, on the sample, and a table says how often and what survived: survived
is what left the published warehouse and its history whole, said what was wrong, and let the next
build go on. The counts are options; what happens when is drawn by `--seed`.
"""

from __future__ import annotations

import hashlib
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import click
import duckdb
import pyarrow.parquet as pq

from plumbline.landing.contract import Extract, read_contract
from plumbline.landing.land import land
from plumbline.landing.manifests import CHECKSUM, broken_promises
from plumbline.places import PROJECT_ROOT
from plumbline.publish import BuildFolder

SAMPLE = PROJECT_ROOT / "sample" / "landing"
DBT = Path(sys.executable).with_name("dbt")
BUILD = [str(DBT), "build", "--exclude-resource-type", "unit_test"]
LAND = [sys.executable, "-m", "plumbline.landing"]


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

    def state(self) -> dict[str, object]:
        """What must not be lost: the alerts, and since when history knows them."""
        with duckdb.connect(str(self.build.warehouse), read_only=True) as connection:
            ((builds,),) = connection.execute("select count(*) from history.builds").fetchall()
            known = connection.execute(
                "select alert_id, min(dbt_valid_from) from history.alert_history group by all "
                "order by all"
            ).fetchall()
            alerts = connection.execute(
                "select alert_id, reason from marts.red_alerts order by all"
            ).fetchall()
        return {"builds": builds, "known": known, "alerts": alerts}


def kill(process: subprocess.Popen[str]) -> str:
    """Kills it with its children, if it still runs."""
    ended = process.poll() is not None
    if not ended:
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    return "came too late" if ended else "killed"


# Landing ------------------------------------------------------------------------------------------
def killed_landings(root: Path, times: int, chance: random.Random) -> Trial:
    trial = Trial("landing killed, then landed again")
    place = Place(root)
    started = time.monotonic()
    assert place.run(LAND)[0] == 0
    seconds, whole = time.monotonic() - started, place.landed()
    for _ in range(times):
        shutil.rmtree(place.build.raw)
        process = place.start(LAND)
        time.sleep(chance.uniform(0.2, 1) * seconds)
        how = kill(process)
        code, _ = place.run(LAND)
        trial.note(how if code == 0 and place.landed() == whole else "LOST rows")
    return trial


def landings_on_full_disks(root: Path, times: int, chance: random.Random) -> Trial:
    trial = Trial("landing on a full disk, then on one with room")
    place = Place(root)
    assert place.run(LAND)[0] == 0
    whole = place.landed()
    biggest = max(path.stat().st_size for path in place.build.raw.rglob("*.parquet"))
    for _ in range(times):
        shutil.rmtree(place.build.raw)
        code, said = place.run(LAND, largest_file=chance.randrange(2_000, biggest))
        named = code != 0 and "Traceback" not in said
        code, _ = place.run(LAND)
        is_whole = code == 0 and place.landed() == whole
        trial.note("said so" if named and is_whole else "LOST rows, or did not say so")
    return trial


# Deliveries ---------------------------------------------------------------------------------------
def cut(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(1, len(content))]


def zeroed_tail(content: bytes, chance: random.Random) -> bytes:
    kept = cut(content, chance)
    return kept + bytes(len(content) - len(kept))


def flipped_bytes(content: bytes, chance: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.choice((1, 1, 8, 64))):
        changed[chance.randrange(len(changed))] ^= chance.randrange(1, 256)
    return bytes(changed)


def doubled_block(content: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(content))
    end = min(len(content), start + chance.choice((512, 4096)))
    return content[:end] + content[start:]


MUTATIONS: list[Callable[[bytes, random.Random], bytes]] = [
    cut,
    zeroed_tail,
    flipped_bytes,
    doubled_block,
]


def mutants(root: Path, times: int, chance: random.Random) -> list[Trial]:
    """Damaged deliveries, each landed alone; and what a sender's checksum says of them."""
    contract = read_contract(PROJECT_ROOT)
    files = sorted(path for path in SAMPLE.rglob("*") if path.is_file())
    originals: dict[Path, list[str] | None] = {}
    trials = {mutate: Trial(f"delivery, {mutate.__name__}") for mutate in MUTATIONS}
    promised = Trial("the same deliveries, held against a sender's checksum")
    for number in range(times):
        path, mutate = chance.choice(files), MUTATIONS[number % len(MUTATIONS)]
        extract, content = contract[path.parent.name], path.read_bytes()
        if path not in originals:
            originals[path] = _rows(root / "original", path.name, content, extract)[0]
        damaged = mutate(content, chance)
        folder = root / "mutant"
        rows, said = _rows(folder, path.name, damaged, extract)
        trials[mutate].note(_outcome(originals[path] or [], rows, said))
        delivered = folder / "landing" / extract.name
        checksum = hashlib.sha256(content).hexdigest()
        (delivered / f"{path.name}{CHECKSUM}").write_text(checksum, encoding="utf-8")
        is_told = bool(broken_promises(delivered, [], [])) or damaged == content
        promised.note("refused" if is_told else "LOST: taken for whole")
    return [*trials.values(), promised]


def _rows(
    root: Path, name: str, content: bytes, extract: Extract
) -> tuple[list[str] | None, list[str]]:
    """The texts of the rows that land, None where the file is refused; and what is said of it."""
    shutil.rmtree(root, ignore_errors=True)
    folder = root / "landing" / extract.name
    folder.mkdir(parents=True)
    (folder / name).write_bytes(content)
    report = land(root / "landing", root / "work", {extract.name: extract})
    if report.errors:
        return None, report.errors
    rows = [
        "|".join(str(record[column]) for column in extract.columns.values())
        for path in (root / "work" / "raw" / extract.name).glob("*.parquet")
        for record in pq.read_table(path).to_pylist()
    ]
    return rows, report.warnings


def _outcome(original: list[str], rows: list[str] | None, said: list[str]) -> str:
    if rows is None:
        return "refused"
    if not Counter(original) - Counter(rows):
        return "no row lost"
    if said:
        return "rows lost or changed, warned"
    if len(rows) >= len(original):
        return "as many rows, other text (a checksum tells)"
    return "fewer rows, a finding where it came before"


# Publishing ---------------------------------------------------------------------------------------
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


# Whole builds -------------------------------------------------------------------------------------
def whole_builds(root: Path, kills: int, disks: int, chance: random.Random) -> list[Trial]:
    """Builds of the sample that are killed or run out of disk, and builds that must not begin."""
    place = Place(root)
    started = time.monotonic()
    code, said = place.run(BUILD)
    assert code == 0, said[-2000:]
    seconds = time.monotonic() - started
    first = place.state()
    click.echo(f"a whole build takes {seconds:.0f} s here", err=True)
    killed, full = Trial("whole build killed"), Trial("whole build on a full disk")
    phases = ["rename", "copy", "any", "landing", "snapshots", "any", "history", "any"]
    for number in range(kills):
        phase = phases[number % len(phases)]
        if phase == "landing":
            shutil.rmtree(place.build.raw, ignore_errors=True)
        process = place.start(BUILD)
        _await(place, process, phase, seconds, chance)
        killed.note(_still_whole(place, first, f"{kill(process)} ({phase})"))
    # dbt's own files find room
    least = max(path.stat().st_size for path in (root / "target").rglob("*") if path.is_file())
    biggest = max(least + 1, place.build.warehouse.stat().st_size)
    for _ in range(disks):
        code, said = place.run(BUILD, largest_file=chance.randrange(least, biggest))
        told = code != 0 and "Published" not in said
        full.note(_still_whole(place, first, "said so") if told else "LOST: published all the same")
    after = Trial("the build after all of these")
    code, said = place.run(BUILD)
    after.note(_still_whole(place, first, "published") if code == 0 else "LOST")
    return [killed, full, after, refused_builds(place)]


def _await(
    place: Place,
    process: subprocess.Popen[str],
    phase: str,
    seconds: float,
    chance: random.Random,
) -> None:
    """Until a random moment of the phase."""
    if phase in ("landing", "any"):
        time.sleep(chance.uniform(0, 1) * (0.2 if phase == "landing" else 1) * seconds)
        return
    if phase == "snapshots":
        assert process.stdout is not None
        for line in process.stdout:
            if "START snapshot" in line:
                break
        time.sleep(chance.uniform(0, 0.5))
        return
    # the pipe must not fill while a file is waited for
    assert process.stdout is not None
    for line in process.stdout:
        if "hook: plumbline.on-run-end.0" in line:
            break
    if phase == "copy":
        time.sleep(chance.uniform(0, 0.8))
        return
    saved = place.build.histories.path
    while process.poll() is None and not any(saved.glob("*.part")):
        time.sleep(0.001)
    time.sleep(chance.uniform(0, 0.05 if phase == "history" else 0.3))


def _still_whole(place: Place, first: dict[str, object], outcome: str) -> str:
    """The outcome, if what must not be lost is there."""
    try:
        place.build.histories.check_published()
        now = place.state()
    except Exception as fault:  # whatever it is, it is the finding
        return f"LOST: {type(fault).__name__}"
    whole = now["known"] == first["known"] and now["alerts"] == first["alerts"]
    return outcome if whole and place.build.histories.newest_good() else "LOST history"


def refused_builds(place: Place) -> Trial:
    """Days and clocks before the last build, a second build, a warehouse lost or torn."""
    trial = Trial("day or clock set back, second build, lost or torn warehouse")
    warehouse = place.build.warehouse
    good = warehouse.read_bytes()

    def expect(said: str, what: str, **environment: str) -> None:
        code, output = place.run(BUILD, 0, **environment)
        refused = code != 0 and said in output and "OK created" not in output
        trial.note(f"refused: {what}" if refused else f"LOST: {what}")

    expect("lies before that of the last build", "day", PLUMBLINE_AS_OF="2023-12-30")
    with duckdb.connect(str(warehouse)) as connection:
        connection.execute("update history.builds set built_at = built_at + interval 9 day")
    expect("clock is behind the last build", "clock")
    for torn, said in ((good[: len(good) // 2], "cannot be read"), (b"", "holds no history")):
        warehouse.write_bytes(torn)
        expect("plumbline restore --from", f"torn, {said}")
    warehouse.unlink()
    expect("is gone, and it was published", "lost")
    warehouse.write_bytes(good)
    process = place.start(BUILD)
    assert process.stdout is not None
    for line in process.stdout:
        if "landing:" in line:
            break
    expect("Another build of", "second build")
    kill(process)
    return trial


def show(trials: list[Trial]) -> None:
    click.echo(f"\n{'what was tried':58} {'times':>6} {'survived':>9}  what became of it")
    for trial in trials:
        times = sum(trial.outcomes.values())
        told = ", ".join(f"{outcome} {n}" for outcome, n in sorted(trial.outcomes.items()) if n)
        click.echo(f"{trial.what:58} {times:6,} {times - trial.lost:9,}  {told}")


def try_faults(
    root: Path, landings: int, disks: int, mutated: int, publishes: int, builds: int, seed: int
) -> list[Trial]:
    """Everything that is asked for at least once."""
    chance = random.Random(seed)
    trials: list[Trial] = []
    if mutated:
        trials += mutants(root / "mutants", mutated, chance)
    if landings:
        trials.append(killed_landings(root / "landings", landings, chance))
    if disks:
        trials.append(landings_on_full_disks(root / "disks", disks, chance))
    if publishes:
        trials += killed_publishes(root / "publishes", publishes, chance)
    if builds:
        trials += whole_builds(root / "builds", builds, disks, chance)
    return trials


@click.command()
@click.option("--builds", default=50, show_default=True, help="Whole builds to kill.")
@click.option("--landings", default=20, show_default=True, help="Landings to kill.")
@click.option("--publishes", default=30, show_default=True, help="Publishes to kill.")
@click.option("--disks", default=5, show_default=True, help="Full disks, of each kind.")
@click.option("--mutants", "mutated", default=1000, show_default=True, help="Damaged deliveries.")
@click.option("--seed", default=1, show_default=True)
@click.option("--publish", type=click.Path(path_type=Path), hidden=True)
@click.option("--read", type=click.Path(path_type=Path), hidden=True)
def main(
    builds: int,
    landings: int,
    publishes: int,
    disks: int,
    mutated: int,
    seed: int,
    publish: Path | None,
    read: Path | None,
) -> None:
    """Tries what a build and its data survive; ends with 1 where something was lost."""
    if publish:
        publish_for_ever(publish)
    if read:
        click.echo(" ".join(map(str, read_for(read, 2))))
        return
    with tempfile.TemporaryDirectory(prefix="faults-") as folder:
        trials = try_faults(Path(folder), landings, disks, mutated, publishes, builds, seed)
    show(trials)
    sys.exit(any(trial.lost for trial in trials))


if __name__ == "__main__":
    main()
