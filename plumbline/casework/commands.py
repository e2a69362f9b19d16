"""The casework commands of the `plumbline` command line."""

from __future__ import annotations

import datetime as dt
import os
import sys
from pathlib import Path

import click

from plumbline.casework.dispatch import dispatch
from plumbline.casework.errands import CaseworkError
from plumbline.casework.made_up_town import answer
from plumbline.landing.contract import Extract, read_contract

PROJECT_ROOT = Path(__file__).resolve().parents[2]


def warehouse_path() -> Path:
    """The published warehouse file, from PLUMBLINE_WAREHOUSE."""
    return Path(os.environ.get("PLUMBLINE_WAREHOUSE", "warehouse/plumbline.duckdb"))


def feedback() -> Extract:
    """The extract in which answers come back."""
    return read_contract(PROJECT_ROOT)["case_feedback"]


def landing_path() -> Path:
    """The landing folder, from PLUMBLINE_LANDING; the checked-in sample's is not written to."""
    landing = os.environ.get("PLUMBLINE_LANDING")
    if not landing:
        sys.exit("Set PLUMBLINE_LANDING: the checked-in sample is not written to")
    return Path(landing)


@click.command("dispatch")
@click.option("--out", type=click.Path(path_type=Path), help="Default: dispatch/ by the warehouse.")
@click.option("--again", is_flag=True, help="Write all that units have in hand, not only the new.")
def dispatch_command(out: Path | None, again: bool) -> None:
    """Writes a workbook for each unit with new alerts, and registers them as handed over."""
    warehouse = warehouse_path()
    out = out or warehouse.with_name("dispatch")
    try:
        done = dispatch(warehouse, landing_path(), out, feedback(), again)
    except CaseworkError as problem:
        sys.exit(str(problem))
    if not done.workbooks:
        click.echo("Nothing new to hand over; --again writes what units have in hand once more.")
        return
    click.echo(f"Batch {done.batch}: {len(done.workbooks)} workbooks in {out / done.batch}")
    if done.register:
        click.echo(f"{done.handed_over} alerts and samples registered in {done.register}")


@click.command("answer-as-made-up-towns")
@click.argument("batch", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--on", "day", type=click.DateTime(["%Y-%m-%d"]), required=True)
def made_up_towns_command(batch: Path, day: dt.datetime) -> None:
    """For demonstrations: fills in a batch's workbooks with made-up answers and returns them."""
    folder = landing_path() / "case_feedback"
    extract = feedback()
    answered = sum(
        answer(workbook, folder / workbook.name, day.date(), extract)
        for workbook in sorted(batch.glob("*.xlsx"))
    )
    click.echo(f"{answered} cases answered with made-up findings, returned to {folder}")
