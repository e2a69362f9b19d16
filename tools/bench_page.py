"""The page that `make bench` writes: a table, a plot, and where the time goes."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Self

BAR, LEFT, WIDTH = 26, 250, 420
SLOWEST = 12
# The first of these that was measured is what the others are told by.
FIRST = "whole build, commit"
# Runs beside more than this many others are no timing of an idle machine.
QUIET = 3


@dataclass(frozen=True)
class Line:
    """What one kind of build took, and how many processes wanted to run at its end."""

    wall: float
    processor: float
    memory: int
    written: int
    file_size: int = 0
    name: str = ""
    load: float = 0
    runs: int = 1

    def told(self, first: Line) -> str:
        size = f"{self.file_size / 1e6:.0f} MB" if self.file_size else ""
        return (
            f"| {self.name} | {self.wall:.0f} s | {self.wall / first.wall:.2f} "
            f"| {self.processor:.0f} s | {self.processor / first.processor:.2f} "
            f"| {self.memory / 2**30:.2f} GiB | {self.written / 1e6:.0f} MB | {size} "
            f"| {self.runs} | {self.load:.0f} |"
        )


@dataclass
class Measured:
    """All that was measured so far: medians by line, seconds by node of a build, rows of a city."""

    about: str = ""
    cities: dict[str, int] = field(default_factory=dict)
    lines: dict[str, dict[str, Any]] = field(default_factory=dict)
    nodes: dict[str, dict[str, float]] = field(default_factory=dict)
    # of each line in another engine by rule what differs from DuckDB, if anything
    rules: dict[str, dict[str, str]] = field(default_factory=dict)

    @classmethod
    def read(cls, file: Path) -> Self:
        return cls(**json.loads(file.read_text(encoding="utf-8"))) if file.is_file() else cls()

    def write(self, file: Path) -> None:
        part = file.with_suffix(".part")
        part.write_text(json.dumps(asdict(self), indent=1, ensure_ascii=False), encoding="utf-8")
        part.replace(file)


def write_page(folder: Path, measured: Measured) -> None:
    """Writes `README.md` and `builds.svg`."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = [Line(**line) for line in measured.lines.values()]
    first = next((line for line in lines if line.name.startswith(FIRST)), lines[0])
    (folder / "builds.svg").write_text(plot(lines), encoding="utf-8")
    table = "\n".join(line.told(first) for line in lines)
    rows = "; ".join(f"{rows:,} rows at {city}" for city, rows in measured.cities.items())
    where = "\n".join(map(where_it_goes, measured.nodes, measured.nodes.values()))
    (folder / "README.md").write_text(
        f"""<!-- Written by `make bench`; do not edit by hand. -->

# What a build costs

{measured.about}; {rows}. Each line is the median of its runs.{shared(lines)}

| | wall | ratio | processor | ratio | memory at most | written | published file | runs | load |
| --- | --: | --: | --: | --: | --: | --: | --: | --: | --: |
{table}

![Processor time of each kind of build](builds.svg)

The ratios are to *{first.name}*, which builds the city that it makes up itself, of fewer rows,
by fewer rules. A build lands, makes models, tests and publishes; unit tests are left out.
*Nothing new* is the same build once more. *One new day* adds a file to five extracts and moves the
as-of date by a day. Plain DuckDB runs the same SQL in one process on rows already landed, without
tests and the quality gate. Memory is that of all the processes of a build together.

What a build with nothing new costs is dbt's own: it visits every model, test and list, some 25 ms
of processor time each, and keeps nearly all of them. `plumbline nightly` starts dbt only where
something is new. A new day moves the as-of date, on which most rules and all cases rest.

*Rules alone* run the compiled SQL of every rule once, each into a table, over copies of the tables
and views that rules read: nothing is landed, cleaned, tested or published. PostgreSQL has them in a
cluster of its own, analysed, with an index on the ID of the two registers of people, and works with
two processes where DuckDB has two threads; its shared memory counts in each of its processes. Rules
are written for DuckDB and for Spark (`macros/engine/`): their SQL is translated first
(`tools/postgres_sql.py`), and PostgreSQL is given some functions that it lacks
(`tools/bench_postgres.sql`). *Lists and models, Spark local* is a city as `make spark` builds it,
in one process, over rows already landed: all up to the alerts, without tests, cases and publishing.
{"".join(map(as_in_duckdb, measured.rules, measured.rules.values()))}{where}""",
        encoding="utf-8",
    )


def shared(lines: list[Line]) -> str:
    """What must be known of the machine to read the times."""
    if all(line.load <= QUIET for line in lines):
        return ""
    return (
        "\n\n**Measured on a machine that others worked on at the same time**: *load* is how many "
        "processes wanted a core at the end of a run. Wall times say nothing there; processor time "
        "is what a build costs, somewhat more than on an idle machine."
    )


def as_in_duckdb(line: str, rules: dict[str, str]) -> str:
    """How many rules find the same in another engine, and which do not."""
    other = {rule: differs for rule, differs in rules.items() if differs}
    same = f"{len(rules) - len(other)} of {len(rules)} rules raise the same alerts as in DuckDB"
    named = "".join(f"\n- `{rule}`: {differs}" for rule, differs in other.items())
    return f"\n*{line}*: {same}, row by row{'; not these:' if named else '.'}\n{named}\n"


def where_it_goes(build: str, seconds: dict[str, float]) -> str:
    """Seconds of a build's nodes, by what they are and of the slowest."""
    kinds: dict[str, float] = defaultdict(float)
    nodes: Counter[str] = Counter()
    for node, took in seconds.items():
        kind, *_ = node.split(".")
        kinds[kind] += took
        nodes[kind] += 1
    slowest = sorted(seconds.items(), key=lambda item: -item[1])[:SLOWEST]
    summed = "\n".join(
        f"| {kind}s | {nodes[kind]} | {took:.1f} s |"
        for kind, took in sorted(kinds.items(), key=lambda item: -item[1])
    )
    told = "\n".join(f"| `{node.split('.')[2]}` | | {took:.1f} s |" for node, took in slowest)
    return f"""
## Where the time goes: {build}

By the clock, two nodes at a time; *operations* are landing and publishing.

| nodes | | |
| --- | --: | --: |
{summed}
| **the slowest** | | |
{told}
"""


def plot(lines: list[Line]) -> str:
    """A bar a line, of its processor time."""
    longest = max(line.processor for line in lines)
    bars = "\n".join(
        f'<text x="{LEFT - 8}" y="{i * BAR + 17}" text-anchor="end">{line.name}</text>'
        f'<rect x="{LEFT}" y="{i * BAR + 4}" width="{WIDTH * line.processor / longest:.0f}" '
        f'height="{BAR - 8}" fill="#4a7a9c"/>'
        f'<text x="{LEFT + WIDTH * line.processor / longest + 6:.0f}" y="{i * BAR + 17}">'
        f"{line.processor:.0f} s</text>"
        for i, line in enumerate(lines)
    )
    size = f'width="{LEFT + WIDTH + 70}" height="{len(lines) * BAR + 4}"'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="sans-serif" font-size="13">'
    return f"{svg}\n{bars}\n</svg>\n"
