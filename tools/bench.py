"""`make bench`: what a build costs now, beside the build of an old commit and beside plain DuckDB.

Each line is run several times in processes of its own; its median stands in the table of
`docs/benchmarks/README.md` and in the plot beside it. Machines are noisy: read the ratios, which
are of one run on one machine. An old commit builds the city that it makes up itself.

Its parts can be run one by one (`--only`), in the order of PARTS: each run is kept in
`measured.json` as soon as it ended, and the page is written anew of all that stands there.
"""

from __future__ import annotations

import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import click
import duckdb

from plumbline.landing.contract import read_contract
from plumbline.nightly.standing import read_note
from plumbline.places import PROJECT_ROOT
from plumbline.publish import BuildFolder
from simulation.city import make_city
from simulation.settings import AS_OF, Settings
from tools.bench_page import Line, Measured, write_page
from tools.bench_postgres import PROGRAMS, compare, lay, load

OLD_COMMIT = "5f87383"
# What a new day brings: some records of these, delivered in a file of their own.
DAILY = ("meal_records", "hospital_stays", "deaths", "traffic_accidents", "relief_payments")
RECORDS_A_DAY = 300
BUILD = ("build", "--exclude-resource-type", "unit_test")
ON_SPARK = ("--target", "spark", "--resource-type", "seed", "--resource-type", "model", "--quiet")
SAMPLED_EVERY = 0.25


@dataclass(frozen=True)
class City:
    """A made-up city, the code that builds it, and what it has built."""

    folder: Path
    project: Path = PROJECT_ROOT
    scale: float = 1

    @property
    def build(self) -> BuildFolder:
        return BuildFolder(self.folder / "plumbline.duckdb")

    @property
    def as_of(self) -> date:
        """Each day that was delivered since it was made up moves it on."""
        return AS_OF + timedelta(days=len(self.later_files(DAILY[0])))

    def later_files(self, extract: str) -> list[Path]:
        return sorted((self.folder / "landing" / extract).glob("later-*.csv"))

    def ran(self, command: str, *arguments: str, environment: str = ".venv") -> Line:
        """A program of an environment of the project, on this city."""
        return measured(
            [str(self.project / environment / "bin" / command), *arguments],
            self.project,
            {
                "PLUMBLINE_LANDING": str(self.folder / "landing"),
                "PLUMBLINE_WAREHOUSE": str(self.build.warehouse),
                "PLUMBLINE_AS_OF": self.as_of.isoformat(),
                # a day that is made up may look suspicious
                "PLUMBLINE_GATE": "warn",
                "DBT_TARGET_PATH": str(self.folder / environment / "target"),
                "DBT_LOG_PATH": str(self.folder / environment / "logs"),
            },
        )

    @property
    def target(self) -> Path:
        return self.folder / ".venv" / "target"

    def lands(self) -> Line:
        """Landing alone, from nothing."""
        self.forget()
        return self.ran("python", "-m", "plumbline.landing")

    def builds(self) -> Line:
        """A scheduled build: landing, models, data tests, publishing."""
        line = self.ran("dbt", *BUILD, "--quiet")
        return replace(line, file_size=self.build.warehouse.stat().st_size)

    def builds_from_nothing(self) -> Line:
        self.forget()
        return self.builds()

    def lets_stand(self) -> Line:
        """A scheduled run that finds what an earlier one published as new as can be."""
        if not read_note(self.build):
            self.ran("plumbline", "nightly")
        return self.ran("plumbline", "nightly")

    def builds_on_spark(self) -> Line:
        """Lists and models on Spark, from nothing, over the rows that the last build landed."""
        shutil.rmtree(self.build.path / "spark", ignore_errors=True)
        return self.ran("dbt", "build", *ON_SPARK, environment=".venv-spark")

    def runs_in_plain_duckdb(self) -> Line:
        return measured(
            [sys.executable, "-m", "tools.bench_plain", str(self.folder), str(self.target)]
        )

    def runs_rules_in_duckdb(self) -> Line:
        with TemporaryDirectory() as folder:
            lay(Path(folder), self.build.working, self.target)
            return runs_rules("duckdb", folder)

    def runs_rules_in_postgres(self) -> Line:
        """And keeps what differs from what DuckDB finds in the same tables."""
        with TemporaryDirectory() as folder:
            lay(Path(folder), self.build.working, self.target)
            load(Path(folder))
            line = runs_rules("postgres", folder)
            runs_rules("duckdb", folder)
            differing = json.dumps(compare(Path(folder)), indent=1)
        self.differing.write_text(differing, encoding="utf-8")
        return line

    @property
    def differing(self) -> Path:
        return self.folder / "rules_in_postgres.json"

    def builds_with_a_new_day(self) -> Line:
        """Records of the next day: the newest files' own once more, which supersede them."""
        name = f"later-{len(self.later_files(DAILY[0])):03}.csv"
        for extract in DAILY:
            folder = self.folder / "landing" / extract
            newest = max(set(folder.glob("*.csv")) - set(self.later_files(extract)))
            header, *records = newest.read_bytes().splitlines(keepends=True)
            (folder / name).write_bytes(header + b"".join(records[-RECORDS_A_DAY:]))
        return self.builds()

    def forget(self) -> None:
        self.build.warehouse.unlink(missing_ok=True)
        shutil.rmtree(self.build.path, ignore_errors=True)
        shutil.rmtree(self.build.histories.path, ignore_errors=True)


def new_city(folder: Path, scale: float) -> City:
    city = City(folder / (f"city-{scale:g}" if scale != 1 else "city"), scale=scale)
    if not (city.folder / "city.json").is_file():
        make_city(city.folder, Settings(scale=scale))
    return city


def old_city(folder: Path) -> City:
    """The old commit in a worktree and an environment of its own, with its city."""
    project = folder / OLD_COMMIT
    if not project.is_dir():
        step(["git", "worktree", "add", "--detach", str(project), OLD_COMMIT], PROJECT_ROOT)
    step(["make", "setup"], project)
    if not (project / "demo" / "city.json").is_file():
        step([".venv/bin/plumbline", "city"], project)
    return City(project / "demo", project)


# What is measured, on which city. Nothing new and a new day go on from the whole build before them.
PARTS: dict[str, tuple[str, Callable[[City], Line]]] = {
    "old-landing": (f"landing, commit {OLD_COMMIT}", City.lands),
    "old": (f"whole build, commit {OLD_COMMIT}", City.builds_from_nothing),
    "landing": ("landing", City.lands),
    "whole": ("whole build", City.builds_from_nothing),
    "plain": ("the same SQL, plain DuckDB", City.runs_in_plain_duckdb),
    "rules": ("rules alone, DuckDB", City.runs_rules_in_duckdb),
    "postgres": ("rules alone, PostgreSQL 15", City.runs_rules_in_postgres),
    "nothing": ("nothing new", City.builds),
    "night": ("`plumbline nightly`, nothing new", City.lets_stand),
    "day": ("one new day", City.builds_with_a_new_day),
    "spark": ("lists and models, Spark local", City.builds_on_spark),
}


@click.command()
@click.option("--folder", type=click.Path(path_type=Path), default=PROJECT_ROOT / "bench")
@click.option("--runs", default=3, show_default=True, help="Of each part; their median counts.")
@click.option("--scale", default=1.0, show_default=True, help="Of the made-up city.")
@click.option(
    "--only",
    "parts",
    multiple=True,
    type=click.Choice([*PARTS]),
    default=("old", "whole", "plain", "rules", "postgres", "nothing", "night", "day", "spark"),
    show_default=True,
)
@click.option("--page", type=click.Path(path_type=Path), default=PROJECT_ROOT / "docs/benchmarks")
def main(folder: Path, runs: int, scale: float, parts: tuple[str, ...], page: Path) -> None:
    """Times builds in FOLDER, and writes all that was found there to PAGE."""
    if "postgres" in parts and not PROGRAMS.is_dir():
        raise click.UsageError(
            f"no {PROGRAMS}: install postgresql-15, or name other parts (--only)"
        )
    folder = folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    kept = folder / "measured.json"
    results = Measured.read(kept)
    for part in parts:
        name, run = PARTS[part]
        city = old_city(folder) if part.startswith("old") else new_city(folder, scale)
        if part in ("old", "whole"):
            city.ran("dbt", "parse", "--quiet")
        name += f", scale {scale:g}" if scale != 1 else ""
        lines = []
        for _ in range(runs):
            lines.append(run(city))
            results.lines[name] = asdict(median(name, lines))
            click.echo(f"{name}: {lines[-1].wall:.0f} s, {lines[-1].processor:.0f} s of processor")
            if part in ("whole", "nothing", "day"):
                results.nodes[name] = seconds_by_node(city)
            if part == "postgres":
                results.rules[name] = json.loads(city.differing.read_text(encoding="utf-8"))
            if part == "whole":
                results.cities[f"scale {scale:g}"] = landed_rows(city)
            results.about = about()
            results.write(kept)
            write_page(page, results)


def step(command: list[str], where: Path) -> None:
    subprocess.run(command, cwd=where, check=True)


def runs_rules(engine: str, folder: str) -> Line:
    return measured([sys.executable, "-m", "tools.bench_postgres", engine, folder])


def measured(
    command: list[str], where: Path = PROJECT_ROOT, settings: dict[str, str] | None = None
) -> Line:
    """Wall and processor time, peak memory and bytes written of a process and its children."""
    inherited = {n: v for n, v in os.environ.items() if not n.startswith(("PLUMBLINE_", "DBT_"))}
    started = time.monotonic()
    process = subprocess.Popen(command, cwd=where, env=inherited | (settings or {}))
    peaks: list[int] = []
    ended = threading.Event()
    watching = threading.Thread(target=watch, args=(process.pid, peaks, ended))
    watching.start()
    try:
        _, status, used = os.wait4(process.pid, 0)
    finally:
        ended.set()
        watching.join()
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise click.ClickException(f"{' '.join(command)} ended with {process.returncode}")
    return Line(
        wall=time.monotonic() - started,
        processor=used.ru_utime + used.ru_stime,
        # kilobytes on Linux; what is shorter than a sample is seen there alone
        memory=max([used.ru_maxrss * 1024, *peaks]),
        written=used.ru_oublock * 512,
        load=os.getloadavg()[0],
    )


def watch(process: int, peaks: list[int], ended: threading.Event) -> None:
    """What the process and its children hold in memory together, now and then."""
    while not ended.wait(SAMPLED_EVERY):
        peaks[:] = [max([held_by(process), *peaks])]


def held_by(process: int) -> int:
    folder = Path(f"/proc/{process}")
    try:
        pages = int((folder / "statm").read_text().split()[1])
        children = [c for t in folder.glob("task/*/children") for c in t.read_text().split()]
    except OSError:  # it has ended
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE") + sum(held_by(int(child)) for child in children)


def median(name: str, runs: list[Line]) -> Line:
    def of(values: list[float]) -> float:
        return statistics.median(values)

    return Line(
        name=name,
        wall=of([run.wall for run in runs]),
        processor=of([run.processor for run in runs]),
        memory=int(of([run.memory for run in runs])),
        written=int(of([run.written for run in runs])),
        file_size=int(of([run.file_size for run in runs])),
        load=of([run.load for run in runs]),
        runs=len(runs),
    )


def seconds_by_node(city: City) -> dict[str, float]:
    """Where the time of the last build went."""
    results = json.loads((city.target / "run_results.json").read_text(encoding="utf-8"))
    return {r["unique_id"]: r["execution_time"] for r in results["results"]}


def landed_rows(city: City) -> int:
    with duckdb.connect(str(city.build.warehouse), read_only=True) as connection:
        ((rows,),) = connection.execute("select sum(landed) from marts.row_accounting").fetchall()
    return int(rows)


def about() -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, {memory:.0f} GiB"
    versions = f"Python {platform.python_version()}, DuckDB {duckdb.__version__}"
    extracts = f"{len(read_contract(PROJECT_ROOT))} extracts"
    return f"{date.today():%Y-%m-%d}; {machine}; {versions}; {extracts}"


if __name__ == "__main__":
    main()
