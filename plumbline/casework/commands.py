"""The casework commands of the `plumbline` command line."""

from __future__ import annotations

import os
import sys
from gettext import gettext as _
from pathlib import Path

import click

from plumbline.casework.dispatch import dispatch, hand_over_leads
from plumbline.casework.letters import places, write_advice, write_talks
from plumbline.casework.work_items import CaseworkError, connect
from plumbline.landing.contract import Extract, read_contract
from plumbline.places import PROJECT_ROOT, warehouse_path


def feedback() -> Extract:
    """The extract in which answers come back."""
    return read_contract(PROJECT_ROOT)["case_feedback"]


def landing_path() -> Path:
    """The landing folder, from PLUMBLINE_LANDING; the checked-in sample's is not written to."""
    landing = os.environ.get("PLUMBLINE_LANDING")
    if not landing:
        sys.exit(_("Set PLUMBLINE_LANDING: the checked-in sample is not written to"))
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
        said = _("Nothing new to hand over; --again writes what units have in hand once more.")
        click.echo(said)
        return
    said = _("Batch {batch}: {count} workbooks in {folder}")
    folder = out / done.batch
    click.echo(said.format(batch=done.batch, count=len(done.workbooks), folder=folder))
    if done.register:
        said = _("{count} alerts and samples registered in {register}")
        click.echo(said.format(count=done.handed_over, register=done.register))


OFFICE = click.option("--office", default="示范市监察委员会", show_default=True, help="Who writes.")
OUT = click.option("--out", type=click.Path(path_type=Path), help="The .docx to write.")


@click.group("letter")
def letter_group() -> None:
    """Writes letters of advice (监察建议书) and minutes for talks (谈话提醒)."""


@letter_group.command("advice")
@click.argument("place", required=False)
@OFFICE
@OUT
def advice_command(place: str | None, office: str, out: Path | None) -> None:
    """Writes a letter to a centre, village or institution; without one, lists where to."""
    try:
        with connect(warehouse_path()) as connection:
            if place is None:
                for name, cases, amount in places(connection):
                    said = _("{place}\t{cases} cases\t{yuan} yuan")
                    click.echo(said.format(place=name, cases=cases, yuan=f"{amount:,.2f}"))
                return
            out = out or letter_folder() / f"监察建议书-{place}.docx"
            cases = write_advice(connection, place, office, out)
    except CaseworkError as problem:
        sys.exit(str(problem))
    click.echo(_("{out}: rests on {cases} confirmed cases").format(out=out, cases=cases))


@letter_group.command("talks")
@OFFICE
@OUT
def talks_command(office: str, out: Path | None) -> None:
    """Writes the list of talks and minutes to fill in for each."""
    out = out or letter_folder() / "谈话提醒.docx"
    try:
        with connect(warehouse_path()) as connection:
            cases = write_talks(connection, office, out)
    except CaseworkError as problem:
        sys.exit(str(problem))
    click.echo(_("{out}: minutes for {cases} cases").format(out=out, cases=cases))


@click.command("service-list")
@click.option("--out", type=click.Path(path_type=Path), help="Default: service/ by the warehouse.")
@click.option("--again", is_flag=True, help="Write the list once more, though nothing is new.")
def service_list_command(out: Path | None, again: bool) -> None:
    """Writes the list of people whom civil affairs is to help, and registers who is new on it."""
    warehouse = warehouse_path()
    out = out or warehouse.with_name("service")
    try:
        done = hand_over_leads(warehouse, landing_path(), out, feedback(), again)
    except CaseworkError as problem:
        sys.exit(str(problem))
    if not done.workbooks:
        click.echo(_("Nobody new to help; --again writes those in hand once more."))
        return
    click.echo(_("Batch {batch}: {file}").format(batch=done.batch, file=done.workbooks[0]))
    if done.register:
        said = _("{count} leads registered in {register}")
        click.echo(said.format(count=done.handed_over, register=done.register))


def letter_folder() -> Path:
    """Where letters go unless told otherwise, made where it is not there."""
    folder = warehouse_path().with_name("letters")
    folder.mkdir(parents=True, exist_ok=True)
    return folder
