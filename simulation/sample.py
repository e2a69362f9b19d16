"""`python -m simulation sample`: writes the small checked-in sample.

It is a city like any other, but hardly anybody lives in it, every planted case comes once, damaged
rows lie among the others, and its files have all the forms that departments really send.
"""

from __future__ import annotations

import csv
import shutil
from datetime import datetime, time
from pathlib import Path
from typing import Any

import click
import duckdb
import yaml

from plumbline.landing.contract import Extract, read_contract
from plumbline.places import PROJECT_ROOT
from simulation.forms.sample_files import write_landing
from simulation.forms.sample_forms import Row
from simulation.settings import AS_OF, DEFAULT_SEED, FIRST_DAY, SAMPLE_SCALE, Settings
from simulation.usual import GRADES
from simulation.values import CitizenId, Grade, Month, PersonName, Value
from simulation.world import Span, World

TWO_YEARS = Span(FIRST_DAY, AS_OF)
_DAMAGE = Path(__file__).parent / "forms" / "damage.yml"
SAMPLE = Settings(DEFAULT_SEED, SAMPLE_SCALE, is_sample=True)


def make_sample(folder: Path) -> int:
    """Writes `folder/landing/` and `folder/planted.csv`; returns the number of records."""
    contract = read_contract(PROJECT_ROOT)
    with duckdb.connect() as connection:
        world = World(SAMPLE, contract, connection)
        world.plant()
        world.count_meals(TWO_YEARS)
        damage = yaml.safe_load(_DAMAGE.read_text(encoding="utf-8"))
        rows = {
            name: _rows(world, extract, damage.get(name, [])) for name, extract in contract.items()
        }
    shutil.rmtree(folder / "landing", ignore_errors=True)
    write_landing(rows, contract, folder / "landing")
    with (folder / "planted.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("rule_id", "kind", "subject_id", "episode_key", "why"))
        for case in world.truths:
            writer.writerow((case.rule_id, case.kind, case.subject_id, case.episode_key, case.why))
    return sum(map(len, rows.values()))


def _rows(world: World, extract: Extract, damage: list[dict[str, Value]]) -> list[Row]:
    """An extract's records, damaged ones among them, and its corrections."""
    columns = ", ".join(extract.types)
    lived = world.connection.execute(
        f"select {columns} from ({world.query(extract.name, TWO_YEARS, '')}) order by all"
    ).fetchall()
    late = world.connection.execute(f"select {columns} from late_{extract.name}").fetchall()
    rows = [Row(_values(extract, record)) for record in lived]
    for number, changes in enumerate(damage, start=1):
        rows.append(Row(rows[number * len(rows) // 4].values | changes))
    return rows + [Row(_values(extract, record), is_correction=True) for record in late]


def _values(extract: Extract, record: tuple[Any, ...]) -> dict[str, Value]:
    return {
        column: _value(extract.types[column], cell)
        for column, cell in zip(extract.types, record, strict=True)
    }


def _value(kind: str, cell: Any) -> Value:
    """A value as its kind, so that the offices may spell it in their ways."""
    if cell is None:
        return None
    if kind == "id":
        return CitizenId(cell)
    if kind == "name":
        return PersonName(cell)
    if kind == "month":
        return Month.of(cell)
    if kind == "time":
        return time.fromisoformat(cell)
    if kind == "moment" and cell.time() == time():
        return cell.date() if isinstance(cell, datetime) else cell
    return Grade(cell) if cell in GRADES else cell


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), default=PROJECT_ROOT / "sample")
def sample(folder: Path) -> None:
    """Writes the sample into FOLDER anew, in place of the deliveries that are there."""
    click.echo(f"{folder}: {make_sample(folder):,} records")
