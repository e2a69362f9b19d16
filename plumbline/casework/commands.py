"""The casework commands of the `plumbline` command line."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from decimal import Decimal
from gettext import gettext as _
from pathlib import Path
from typing import Any

import click

from plumbline.accesses import Given, noted
from plumbline.casework.dispatch import alone, dispatch, hand_over_leads, write_states
from plumbline.casework.letters import places, write_advice, write_notice, write_talks
from plumbline.casework.shown import file_name
from plumbline.casework.work_items import CaseworkError, connect
from plumbline.files import first_line
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


def locked(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options by which what is written gets a password."""
    asked = click.option(
        "--password", is_flag=True, help="Ask for a password that opens the workbooks."
    )
    from_file = click.option(
        "--password-file",
        type=click.Path(path_type=Path, exists=True, dir_okay=False),
        help="A file whose first line is that password.",
    )
    return asked(from_file(command))


def secret(is_asked: bool, file: Path | None) -> str | None:
    """The password that was asked for, or none."""
    if file:
        return first_line(file)
    if is_asked:
        said: str = click.prompt(_("Password"), hide_input=True, confirmation_prompt=True)
        return said
    return None


@click.command("dispatch")
@click.option("--out", type=click.Path(path_type=Path), help="Default: dispatch/ by the warehouse.")
@click.option("--again", is_flag=True, help="Write all that units have in hand, not only the new.")
@locked
def dispatch_command(
    out: Path | None, again: bool, password: bool, password_file: Path | None
) -> None:
    """Writes a workbook for each unit with new alerts, and registers them as handed over."""
    warehouse = warehouse_path()
    out = out or warehouse.with_name("dispatch")
    key = secret(password, password_file)
    try:
        landing, extract = landing_path(), feedback()
        with noted(warehouse, "dispatch") as given, alone(landing, extract):
            done = dispatch(warehouse, landing, out, extract, again, key)
            given.extend(done.given())
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


@click.command("states")
@click.option("--out", type=click.Path(path_type=Path), help="Default: states/ by the warehouse.")
@locked
def states_command(out: Path | None, password: bool, password_file: Path | None) -> None:
    """Writes anew, for each unit, where stands what it answers, checks along or is told of."""
    warehouse = warehouse_path()
    out = out or warehouse.with_name("states")
    key = secret(password, password_file)
    try:
        with noted(warehouse, "states") as given:
            told = write_states(warehouse, out, feedback(), key)
            given.extend(Given(unit, count) for unit, count in told.items())
    except CaseworkError as problem:
        sys.exit(str(problem))
    click.echo(_("States of {count} units in {folder}").format(count=len(told), folder=out))


OUT = click.option("--out", type=click.Path(path_type=Path), help="Default: by the warehouse.")


@click.group("letter")
def letter_group() -> None:
    """Writes letters of advice (监察建议书) and minutes for talks (谈话提醒)."""


@letter_group.command("advice")
@click.argument("place", required=False)
@click.option("--number", help="文号; without one, a line to fill in.")
@click.option("--names", is_flag=True, help="With an annex of full names, on a page of its own.")
@click.option("--kind", help="centre, institution or village, where several have the name.")
@OUT
def advice_command(
    place: str | None, number: str | None, names: bool, kind: str | None, out: Path | None
) -> None:
    """Writes a letter about a centre, village or institution; without one, lists where to."""
    try:
        with connect(warehouse_path()) as connection:
            if place is None:
                for row in places(connection):
                    told = f" --kind {row['place_kind']}" if row["is_ambiguous"] else ""
                    told += "" if row["addressee"] == row["place"] else f" → {row['addressee']}"
                    said = _("{place}\t{cases} cases\t{yuan} yuan")
                    place, yuan = row["place"] + told, _shown(row["amount"])
                    click.echo(said.format(place=place, cases=row["cases"], yuan=yuan))
                return
            name = "-".join(filter(None, ("监察建议书", place, kind)))
            out = out or letter_folder() / file_name(name, f"{place}{kind or ''}", ".docx")
            with noted(warehouse_path(), "letter advice") as given:
                cases = write_advice(connection, place, out, number, names, kind)
                given.append(Given(place, cases))
    except CaseworkError as problem:
        sys.exit(str(problem))
    click.echo(_("{out}: rests on {cases} confirmed cases").format(out=out, cases=cases))


def _shown(amount: Decimal | None) -> str:
    return "—" if amount is None else f"{amount:,.2f}"


@letter_group.command("talks")
@OUT
def talks_command(out: Path | None) -> None:
    """Writes minutes to fill in into a folder, a document for each person or unit spoken to."""
    out = out or letter_folder() / "谈话提醒"
    try:
        warehouse = warehouse_path()
        with connect(warehouse) as connection, noted(warehouse, "letter talks") as given:
            written = write_talks(connection, out)
            given.append(Given(out.name, len(written)))
    except CaseworkError as problem:
        sys.exit(str(problem))
    click.echo(_("{out}: minutes for {talks} talks").format(out=out, talks=len(written)))


@click.command("notice")
@click.argument("case_ids", nargs=-1, required=True)
@OUT
def notice_command(case_ids: tuple[str, ...], out: Path | None) -> None:
    """Writes the person named in each case what is asked, how to answer and by when."""
    folder = out or letter_folder() / "情况说明通知"
    folder.mkdir(parents=True, exist_ok=True)
    contract = read_contract(PROJECT_ROOT)
    try:
        warehouse = warehouse_path()
        with connect(warehouse) as connection, noted(warehouse, "notice") as given:
            for case_id in case_ids:
                path = folder / file_name(f"情况说明通知-{case_id}", case_id, ".docx")
                write_notice(connection, contract, case_id, path)
                given.append(Given(case_id, 1))
                click.echo(path)
    except CaseworkError as problem:
        sys.exit(str(problem))


@click.command("service-list")
@click.option("--out", type=click.Path(path_type=Path), help="Default: service/ by the warehouse.")
@click.option("--again", is_flag=True, help="Write the list once more, though nothing is new.")
@locked
def service_list_command(
    out: Path | None, again: bool, password: bool, password_file: Path | None
) -> None:
    """Writes the list of people whom civil affairs is to help, and registers who is new on it."""
    warehouse = warehouse_path()
    out = out or warehouse.with_name("service")
    key = secret(password, password_file)
    try:
        landing, extract = landing_path(), feedback()
        with noted(warehouse, "service-list") as given, alone(landing, extract):
            done = hand_over_leads(warehouse, landing, out, extract, again, key)
            given.extend(done.given())
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
