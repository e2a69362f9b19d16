"""`python -m simulation city`: writes a made-up city and the truth about it."""

from __future__ import annotations

import csv
import json
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import click
import duckdb

from plumbline.landing.contract import read_contract
from plumbline.places import PROJECT_ROOT
from plumbline.progress import Progress
from simulation.faults import FAULTS, damage
from simulation.forms.city_files import write_landing
from simulation.scenario import HIT
from simulation.settings import AS_OF, DEFAULT_SCALE, DEFAULT_SEED, Settings
from simulation.world import World

_KEY = ("kind", "rule_id", "alert_id", "subject_id", "episode_key", "town")
_TRUTH_COLUMNS = (*_KEY, "cause", "label", "outcome", "is_published")


def make_city(
    folder: Path, settings: Settings, tell: Callable[[str], None] = lambda step: None
) -> World:
    """Writes `folder/landing/`, `folder/truth.csv` and `folder/city.json`, replacing an older city.

    The city is written beside and moved into place at the end, so that a broken run leaves none.
    """
    part = folder.with_name(f".{folder.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    with tempfile.TemporaryDirectory(dir=part) as work, duckdb.connect(f"{work}/city.db") as db:
        db.execute("set memory_limit = '2GB'")
        db.execute(f"set temp_directory = '{work}/spill'")
        world = World(settings, read_contract(PROJECT_ROOT), db)
        world.plant()
        write_landing(world, part / "landing", tell)
    _write_truth(world, part / "truth.csv")
    about = {
        "seed": settings.seed,
        "scale": settings.scale,
        "as_of": AS_OF.isoformat(),
        "is_calibrated": settings.is_calibrated,
    }
    (part / "city.json").write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("landing", "truth.csv", "city.json"):
        target = folder / name
        if target.is_dir():
            shutil.rmtree(target)
        (part / name).replace(target)
    shutil.rmtree(part)
    return world


def _write_truth(world: World, path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(_TRUTH_COLUMNS)
        for truth in world.truths:
            cause = truth.cause
            key = (truth.alert_id, truth.subject_id, truth.episode_key)
            known = (truth.town, cause.text, cause.label, truth.outcome)
            writer.writerow((truth.kind, truth.rule_id, *key, *known, truth.published))


@click.command()
@click.option("--scale", type=click.FloatRange(min=0.01), default=DEFAULT_SCALE, show_default=True)
@click.option("--seed", type=click.IntRange(min=0), default=DEFAULT_SEED, show_default=True)
@click.option("--folder", type=click.Path(path_type=Path), default=Path("demo"), show_default=True)
@click.option(
    "--faults",
    type=click.Choice(list(FAULTS)),
    multiple=True,
    help="Damages the deliveries afterwards, to try the quality gate; may be repeated.",
)
def city(scale: float, seed: int, folder: Path, faults: tuple[str, ...]) -> None:
    """Writes a made-up city: its deliveries, and beside them the truth about it."""
    started = time.monotonic()
    settings = Settings(seed, scale)
    with Progress("making up a city: people, and what went wrong among them") as progress:
        world = make_city(folder, settings, progress.begin)
        damage(folder / "landing", faults)
    alerts = sum(truth.kind == HIT for truth in world.truths)
    click.echo(
        f"{folder}: {alerts:,} planted alerts, {len(world.truths) - alerts:,} near misses and "
        f"unseen cases ({time.monotonic() - started:.1f} s)"
    )
