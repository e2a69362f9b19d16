"""`make faults`: kills, full disks, damaged deliveries, clocks set back, readers during publishes.

Everything is tried for real, on the sample, and a table says how often and what survived: survived
is what left the published warehouse and its history whole, said what was wrong, and let the next
build go on. The counts are options; what happens when is drawn by `--seed`.
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import click

from tools.faults.builds import build_when_told, whole_builds
from tools.faults.deliveries import mutants
from tools.faults.landings import killed_landings, landings_on_full_disks
from tools.faults.place import Trial
from tools.faults.publishes import killed_publishes, publish_for_ever, read_for, watch


def show(trials: Iterator[Trial]) -> int:
    """Each as soon as it is over; how much was lost."""
    lost = 0
    click.echo(f"\n{'what was tried':58} {'times':>6} {'survived':>9}  what became of it")
    for trial in trials:
        times = sum(trial.outcomes.values())
        told = ", ".join(f"{outcome} {n}" for outcome, n in sorted(trial.outcomes.items()) if n)
        click.echo(f"{trial.what:58} {times:6,} {times - trial.lost:9,}  {told}")
        lost += trial.lost
    return lost


def try_faults(
    root: Path, landings: int, disks: int, mutated: int, publishes: int, builds: int, seed: int
) -> Iterator[Trial]:
    """Everything that is asked for at least once."""
    chance = random.Random(seed)
    if mutated:
        yield from mutants(root / "mutants", mutated, chance)
    if landings:
        yield killed_landings(root / "landings", landings, chance)
    if disks:
        yield landings_on_full_disks(root / "disks", disks, chance)
    if publishes:
        yield from killed_publishes(root / "publishes", publishes, chance)
    if builds:
        yield from whole_builds(root / "builds", builds, disks, chance)


@click.command()
@click.option("--builds", default=50, show_default=True, help="Whole builds to kill.")
@click.option("--landings", default=20, show_default=True, help="Landings to kill.")
@click.option("--publishes", default=30, show_default=True, help="Publishes to kill.")
@click.option("--disks", default=5, show_default=True, help="Full disks, of each kind.")
@click.option("--mutants", "mutated", default=1000, show_default=True, help="Damaged deliveries.")
@click.option("--seed", default=1, show_default=True)
@click.option("--publish", type=click.Path(path_type=Path), hidden=True)
@click.option("--read", type=click.Path(path_type=Path), hidden=True)
@click.option("--build", "project", type=click.Path(path_type=Path), hidden=True)
@click.option("--watch", "watched", type=click.Path(path_type=Path), hidden=True)
def main(
    builds: int,
    landings: int,
    publishes: int,
    disks: int,
    mutated: int,
    seed: int,
    publish: Path | None,
    read: Path | None,
    watched: Path | None,
    project: Path | None,
) -> None:
    """Tries what a build and its data survive; ends with 1 where something was lost."""
    if publish:
        publish_for_ever(publish)
    if project:
        build_when_told(project)
        return
    if watched:
        click.echo(" ".join(map(str, watch(watched))))
        return
    if read:
        click.echo(" ".join(map(str, read_for(read, 2))))
        return
    with tempfile.TemporaryDirectory(prefix="faults-") as folder:
        lost = show(try_faults(Path(folder), landings, disks, mutated, publishes, builds, seed))
    sys.exit(lost > 0)


if __name__ == "__main__":
    main()
