"""`make bench`: what a build costs now, beside the build of an old commit and beside plain DuckDB.

Each line is run several times in processes of its own; its median stands in the table of
`docs/benchmarks/README.md` and in the plot beside it. Machines are noisy: read the ratios, which
are of one run on one machine. An old commit builds the city that it makes up itself.
"""

from __future__ import annotations

import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import click
import duckdb

from plumbline.landing.contract import read_contract
from plumbline.places import PROJECT_ROOT
from plumbline.publish import BuildFolder
from simulation.city import make_city
from simulation.settings import AS_OF, Settings
from tools.bench_page import Line, write_page

OLD_COMMIT = "5f87383"
# What a new day brings: some records of these, delivered in a file of their own.
DAILY = ("meal_records", "hospital_stays", "deaths", "traffic_accidents", "relief_payments")
RECORDS_A_DAY = 300


@dataclass(frozen=True)
class City:
    """A made-up city, the code that builds it, and what it has built."""

    folder: Path
    project: Path = PROJECT_ROOT
    as_of: date = AS_OF

    @property
    def build(self) -> BuildFolder:
        return BuildFolder(self.folder / "plumbline.duckdb")

    def dbt(self, *arguments: str) -> Line:
        return measured(
            [str(self.project / ".venv" / "bin" / "dbt"), *arguments, "--quiet"],
            self.project,
            {
                "PLUMBLINE_LANDING": str(self.folder / "landing"),
                "PLUMBLINE_WAREHOUSE": str(self.build.warehouse),
                "PLUMBLINE_AS_OF": self.as_of.isoformat(),
                # a day that is made up may look suspicious
                "PLUMBLINE_GATE": "warn",
                "DBT_TARGET_PATH": str(self.folder / "target"),
                "DBT_LOG_PATH": str(self.folder / "logs"),
            },
        )

    def builds(self) -> Line:
        """A scheduled build: landing, models, data tests, publishing."""
        line = self.dbt("build", "--exclude-resource-type", "unit_test")
        return replace(line, file_size=self.build.warehouse.stat().st_size)

    def builds_from_nothing(self) -> Line:
        self.forget()
        return self.builds()

    def forget(self) -> None:
        self.build.warehouse.unlink(missing_ok=True)
        shutil.rmtree(self.build.path, ignore_errors=True)

    def deliver_a_day(self) -> City:
        """Records of the next day: the newest files' own once more, which supersede them."""
        for extract in DAILY:
            files = sorted((self.folder / "landing" / extract).glob("*.csv"))
            header, *records = files[-1].read_bytes().splitlines(keepends=True)
            file = files[-1].with_name(f"{files[-1].stem}-{self.as_of:%m%d}.csv")
            file.write_bytes(header + b"".join(records[-RECORDS_A_DAY:]))
        return replace(self, as_of=self.as_of + timedelta(days=1))


@click.command()
@click.option("--folder", type=click.Path(path_type=Path), default=PROJECT_ROOT / "bench")
@click.option("--runs", default=3, show_default=True, help="Of each line; its median counts.")
@click.option(
    "--scale",
    "scales",
    multiple=True,
    type=float,
    default=(1.0,),
    show_default=True,
    help="Of the made-up city; all but the first are built once, from nothing.",
)
@click.option("--old/--no-old", default=True, help=f"Whether commit {OLD_COMMIT} is built too.")
@click.option("--page", type=click.Path(path_type=Path), default=PROJECT_ROOT / "docs/benchmarks")
def main(folder: Path, runs: int, scales: tuple[float, ...], old: bool, page: Path) -> None:
    """Times builds in FOLDER, and writes what was found to PAGE."""
    folder = folder.resolve()
    lines = []
    if old:
        before = old_city(folder)
        lines.append(
            median(f"commit {OLD_COMMIT}", [before.builds_from_nothing() for _ in range(runs)])
        )
    city = City(folder / "city")
    make_city(city.folder, Settings(scale=scales[0]))
    city.dbt("parse")
    lines.append(median("whole build", [city.builds_from_nothing() for _ in range(runs)]))
    slowest = slowest_nodes(city)
    plain = [
        measured([sys.executable, "-m", "tools.bench_plain", str(city.folder)]) for _ in range(runs)
    ]
    lines.append(median("the same SQL, plain DuckDB", plain))
    lines.append(median("nothing new", [city.builds() for _ in range(runs)]))
    days = []
    for _ in range(runs):
        city = city.deliver_a_day()
        days.append(city.builds())
    lines.append(median("one new day", days))
    for scale in scales[1:]:
        larger = City(folder / f"city-{scale:g}")
        make_city(larger.folder, Settings(scale=scale))
        lines.append(median(f"whole build, scale {scale:g}", [larger.builds_from_nothing()]))
    write_page(page, lines, slowest, about(city, scales[0], runs))
    for line in lines:
        click.echo(line.told(lines[0]))


def old_city(folder: Path) -> City:
    """The old commit in a worktree and an environment of its own, with its city."""
    project = folder / OLD_COMMIT
    if not project.is_dir():
        step(["git", "worktree", "add", "--detach", str(project), OLD_COMMIT], PROJECT_ROOT)
    step(["make", "setup"], project)
    step([".venv/bin/python", "-m", "simulation", "city"], project)
    city = City(project / "demo", project)
    city.dbt("parse")
    return city


def step(command: list[str], where: Path) -> None:
    subprocess.run(command, cwd=where, check=True)


def measured(
    command: list[str], where: Path = PROJECT_ROOT, settings: dict[str, str] | None = None
) -> Line:
    """Wall and processor time, peak memory and bytes written of a process and its children."""
    inherited = {n: v for n, v in os.environ.items() if not n.startswith(("PLUMBLINE_", "DBT_"))}
    started = time.monotonic()
    process = subprocess.Popen(command, cwd=where, env=inherited | (settings or {}))
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise click.ClickException(f"{' '.join(command)} ended with {process.returncode}")
    return Line(
        wall=time.monotonic() - started,
        processor=used.ru_utime + used.ru_stime,
        # kilobytes on Linux
        memory=used.ru_maxrss * 1024,
        written=used.ru_oublock * 512,
    )


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
    )


def slowest_nodes(city: City, count: int = 12) -> dict[str, float]:
    """Where the time of the last build went, by node."""
    results = json.loads((city.folder / "target" / "run_results.json").read_text(encoding="utf-8"))
    seconds = {r["unique_id"].split(".")[2]: r["execution_time"] for r in results["results"]}
    return dict(sorted(seconds.items(), key=lambda item: -item[1])[:count])


def about(city: City, scale: float, runs: int) -> str:
    with duckdb.connect(str(city.build.warehouse), read_only=True) as connection:
        ((rows,),) = connection.execute("select sum(landed) from marts.row_accounting").fetchall()
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, {memory:.0f} GiB"
    versions = f"Python {platform.python_version()}, DuckDB {duckdb.__version__}"
    deliveries = f"{rows:,} rows of {len(read_contract(PROJECT_ROOT))} extracts (scale {scale:g})"
    return f"{date.today():%Y-%m-%d}; {machine}; {versions}; {deliveries}; medians of {runs}."


if __name__ == "__main__":
    main()
