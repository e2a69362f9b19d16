"""`plumbline purge`: what nobody has to keep any more, and who has to delete the rest.

Everything in a warehouse is made anew from the landing folder, so data ends when its delivery does:
that is a person's to delete, and this command names the files. It deletes copies that stand beside
the warehouse and that no build would clear away.
"""

from __future__ import annotations

import datetime as dt
import shutil
from gettext import gettext as _
from pathlib import Path
from typing import Any

import click
import duckdb

from plumbline.accesses import Given, noted
from plumbline.casework.work_items import CaseworkError, connect
from plumbline.history import SavedHistories
from plumbline.places import warehouse_path

BATCHES = ("dispatch", "service")
# Sheets of a workbook and members of a zip are past with the file they came in.
FILE = r"regexp_replace(split_part({name}, '/', 1), '\[[^\[\]]*\]$', '')"
FILE_OF_ROW = FILE.format(name="regexp_extract({row}, '^[^/]*/(.*)#[0-9]+$', 1)")
# A row is past where its own days and all days of those it names lie before the date; not where
# one of them has an alert or a lead, where one rests on it, or where it replaces what another file
# says. What units did about alerts is kept with them.
PAST_FILES = f"""
with kept_people as (
    select subject_id as person_id from marts.cases
    union
    select subject_id from marts.service_leads
),

kept_rows as (
    select unnest(evidence) as source_row from marts.cases
    union
    select unnest(evidence) from marts.service_leads
    union
    select replaced_by
    from marts.superseded_rows
    where {FILE_OF_ROW.format(row="source_row")} != {FILE_OF_ROW.format(row="replaced_by")}
),

last_days as (
    select
        person_id,
        max(last_day) as last_day,
        person_id in (from kept_people) as is_kept
    from marts.person_records
    group by person_id
),

people_of_rows as (
    select
        records.source_row,
        max(last_days.last_day) as last_day,
        bool_or(last_days.is_kept) as is_kept
    from marts.person_records as records
    inner join last_days
        on records.person_id = last_days.person_id
    group by records.source_row
),

judged as (
    select
        told.extract,
        told.extract_zh,
        {FILE_OF_ROW.format(row="told.source_row")} as file_name,
        greatest(told.last_day, people.last_day) as last_day,
        coalesce(people.is_kept, false) or told.source_row in (from kept_rows) as is_kept
    from marts.told_rows as told
    left join people_of_rows as people
        on told.source_row = people.source_row
    where told.extract != 'case_feedback'
),

rejected as (
    select extract, {FILE.format(name="file_name")} as file_name, count(*) as rows
    from marts.rejected_rows
    group by all
)

select
    judged.extract,
    judged.extract_zh,
    judged.file_name,
    count(*) as rows,
    coalesce(any_value(rejected.rows), 0) as rejected_rows,
    max(judged.last_day) as last_day
from judged
left join rejected
    on judged.extract = rejected.extract and judged.file_name = rejected.file_name
group by judged.extract, judged.extract_zh, judged.file_name
having bool_and(not judged.is_kept and coalesce(judged.last_day < $before, false))
order by judged.extract, judged.file_name
"""


@click.command("purge")
@click.option(
    "--before",
    required=True,
    type=click.DateTime(["%Y-%m-%d"]),
    help="The first day to keep.",
)
@click.option("--delete", is_flag=True, help="Delete the copies; without it they are only named.")
def purge_command(before: dt.datetime, delete: bool) -> None:
    """Names deliveries that are past keeping, and deletes old copies beside the warehouse.

    A delivery is past keeping where nobody it names has an alert, a lead or a day since the date.
    It is never deleted here: a person does, and the next build takes its rows out everywhere.
    """
    warehouse, day = warehouse_path(), before.date()
    try:
        with connect(warehouse) as connection:
            if day > (as_of := _as_of(connection)):
                said = _("--before {day} lies after the data's own day, {as_of}; nothing was done")
                raise click.ClickException(said.format(day=day, as_of=as_of))
            files = past_files(connection, day)
    except CaseworkError as problem:
        raise click.ClickException(str(problem)) from None
    for extract, title, name, rows, rejected, last_day in files:
        said = _(
            "to delete by hand: {file} ({title}): {rows} rows, the last of {day}, and {rejected} "
            "rejected rows, whose days are for you to look at"
        )
        told = {"title": title, "rows": f"{rows:,}", "rejected": rejected, "day": last_day}
        click.echo(said.format(file=f"{extract}/{name}", **told))
    said = _("{count} deliveries of {rows} rows lie before {day}")
    rows = f"{sum(file[3] for file in files):,}"
    click.echo(said.format(count=len(files), rows=rows, day=day))
    copies = old_copies(warehouse, day)
    with noted(warehouse, "purge") as given:
        for path in copies:
            if delete:
                shutil.rmtree(path) if path.is_dir() else path.unlink()
                given.append(Given(path.name, 0))
            said = _("deleted: {path}") if delete else _("--delete deletes {path}")
            click.echo(said.format(path=path))


def past_files(connection: duckdb.DuckDBPyConnection, before: dt.date) -> list[tuple[Any, ...]]:
    """Extract, title, file, rows that count, rejected rows and last day of files past keeping."""
    found: list[tuple[Any, ...]] = connection.execute(PAST_FILES, {"before": before}).fetchall()
    return found


def old_copies(warehouse: Path, before: dt.date) -> list[Path]:
    """Saved histories, files set aside and batches handed over before the day.

    The newest history stays, and the newest that is whole.
    """
    histories = SavedHistories(warehouse)
    kept = {*histories.builds()[:1], histories.newest_good()}
    dated = [(path.name, path) for path in histories.builds() if path not in kept]
    for path in warehouse.parent.glob(f"{warehouse.name}.set-aside-*"):
        dated.append((path.name.rpartition("-")[2], path))
    for folder in BATCHES:
        batches = warehouse.with_name(folder).glob("[0-9]*-[0-9]*")
        dated += [(path.name, path) for path in batches if path.is_dir()]
    return sorted(path for name, path in dated if name[:8] < f"{before:%Y%m%d}")


def _as_of(connection: duckdb.DuckDBPyConnection) -> dt.date:
    ((day,),) = connection.execute(
        "select as_of_date from marts.published_builds where is_this_file"
    ).fetchall()
    return dt.date.fromisoformat(str(day))
