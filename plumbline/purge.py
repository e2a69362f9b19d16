"""`plumbline purge`: takes rows that nobody has to keep any more out of all but the deliveries.

Deliveries are a person's to delete, and are named where nothing in them has to be kept. The rows of
those that stay are put on a list by their numbers, which landing leaves out (`landing/purged.py`);
the next build makes raw rows and the published file without them.
"""

from __future__ import annotations

import datetime as dt
import shutil
from gettext import gettext as _
from pathlib import Path

import click
import duckdb

from plumbline.accesses import Given, noted
from plumbline.casework.work_items import CaseworkError, connect
from plumbline.files import sql_text, sync
from plumbline.history import SavedHistories
from plumbline.places import warehouse_path
from plumbline.publish import BuildFolder, BuildUnderWayError

BATCHES = ("dispatch", "service")
# Sheets of a workbook and members of a zip are past with the file they came in.
FILE = r"regexp_replace(split_part(file_name, '/', 1), '\[[^\[\]]*\]$', '')"
# A row is past where its own days and all days of those it names lie before the date; not where
# one of them has an alert or a lead, or one rests on it. A superseded row goes with the one that
# replaced it, a rejected one, which names nobody for sure, with the last other row of its file.
# What units did about alerts is kept with them.
PAST_ROWS = f"""
create temp table past as
with kept_people as (
    select subject_id as person_id from marts.cases
    union
    select subject_id from marts.service_leads
),

kept_rows as (
    select unnest(evidence) as source_row from marts.cases
    union
    select unnest(evidence) from marts.service_leads
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
        told.source_row,
        coalesce(greatest(told.last_day, people.last_day) < $before, false)
        and not coalesce(people.is_kept, false)
        and told.source_row not in (from kept_rows)
        and told.extract != 'case_feedback' as is_past
    from marts.told_rows as told
    left join people_of_rows as people
        on told.source_row = people.source_row
),

accounted as (
    select extract, source_row, is_past from judged
    union all
    select superseded.extract, superseded.source_row, coalesce(judged.is_past, false)
    from marts.superseded_rows as superseded
    left join judged
        on superseded.replaced_by = judged.source_row
),

rows_of_files as (
    select
        extract,
        regexp_extract(source_row, '^[^/]*/(.*)#[0-9]+$', 1) as file_name,
        cast(regexp_extract(source_row, '#([0-9]+)$', 1) as bigint) as row_number,
        is_past
    from accounted
    union all
    select extract, file_name, row_number, null
    from marts.rejected_rows
)

select
    rows_of_files.extract,
    delivered.extract_zh,
    {FILE.replace("file_name", "rows_of_files.file_name")} as delivery,
    bool_and(coalesce(is_past, true)) over whole and bool_or(is_past) over whole as is_whole,
    delivered.content,
    rows_of_files.file_name,
    rows_of_files.row_number,
    is_past is null as is_rejected
from rows_of_files
inner join marts.delivered_files as delivered
    on rows_of_files.extract = delivered.extract
    and rows_of_files.file_name = delivered.file_name
window whole as (partition by rows_of_files.extract, delivery)
qualify is_whole or is_past
"""
BY_EXTRACT = """
select
    past.extract,
    any_value(past.extract_zh),
    count(distinct (past.file_name, past.row_number)),
    count(distinct past.delivery),
    count(distinct records.person_id)
from past
left join marts.person_records as records
    on past.extract || '/' || past.file_name || '#' || past.row_number = records.source_row
group by past.extract
order by past.extract
"""


@click.command("purge")
@click.option(
    "--before",
    required=True,
    type=click.DateTime(["%Y-%m-%d"]),
    help="The first day to keep: the first of a year.",
)
@click.option("--delete", is_flag=True, help="Take the rows out and delete copies; else only say.")
def purge_command(before: dt.datetime, delete: bool) -> None:
    """Takes out rows of people without alerts that are past keeping, and deletes old copies.

    A row is past keeping where nobody it names has an alert, a lead or a day since the date. The
    next build is without them. Deliveries are never deleted: those to delete are named.
    """
    warehouse, day = warehouse_path(), before.date()
    folder = BuildFolder(warehouse)
    try:
        with (
            connect(warehouse) as connection,
            noted(warehouse, "purge") as given,
            folder.hold_lock(),
        ):
            _refuse_what_is_kept(connection, day)
            find_past_rows(connection, day)
            for extract, title, rows, deliveries, people in connection.execute(
                BY_EXTRACT
            ).fetchall():
                said = _("{extract} ({title}): {rows} rows of {count} deliveries are past keeping")
                told = {"extract": extract, "title": title, "rows": f"{rows:,}"}
                click.echo(said.format(count=deliveries, **told))
                if delete:
                    given.append(Given(f"{extract} -{day}", people))
            for extract, title, delivery, rows in whole_deliveries(connection):
                said = _("to delete by hand: {file} ({title}), all of its {rows} rows")
                file = f"{extract}/{delivery}"
                click.echo(said.format(file=file, title=title, rows=f"{rows:,}"))
            if delete:
                take_out(connection, folder)
                for path in old_copies(warehouse, day):
                    shutil.rmtree(path) if path.is_dir() else path.unlink()
                    given.append(Given(path.name, 0))
                    click.echo(_("deleted: {path}").format(path=path))
                click.echo(_("Now run a whole `dbt build`: it publishes without these rows."))
            else:
                for path in old_copies(warehouse, day):
                    click.echo(_("--delete deletes {path}").format(path=path))
    except (CaseworkError, BuildUnderWayError) as problem:
        raise click.ClickException(str(problem)) from None


def find_past_rows(connection: duckdb.DuckDBPyConnection, before: dt.date) -> None:
    """Makes the table `past` of this connection: the rows past keeping, with their deliveries."""
    connection.execute(PAST_ROWS, {"before": before})


def whole_deliveries(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, str, str, int]]:
    """Extract, title, file and rows of deliveries in which nothing has to be kept."""
    found: list[tuple[str, str, str, int]] = connection.execute(
        "select extract, any_value(extract_zh), delivery, count(*) from past where is_whole "
        "group by extract, delivery order by extract, delivery"
    ).fetchall()
    return found


def take_out(connection: duckdb.DuckDBPyConnection, folder: BuildFolder) -> None:
    """Adds the rows to the list that landing leaves out, and deletes what was made with them."""
    part = folder.purged.with_suffix(".part")
    before = f"union from {sql_text(folder.purged)}" if folder.purged.is_file() else ""
    connection.execute(
        f"copy (select extract, content, file_name, row_number from past {before}) "
        f"to {sql_text(part)} (format parquet, compression zstd)"
    )
    sync(part)
    part.replace(folder.purged)
    folder.discard_working()
    for (extract,) in connection.execute("select distinct extract from past").fetchall():
        for landed in (folder.raw / extract).glob("*.parquet"):
            landed.unlink()


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


def _refuse_what_is_kept(connection: duckdb.DuckDBPyConnection, before: dt.date) -> None:
    """A year of which half is gone would make a claim look larger than its records."""
    ((as_of, years),) = connection.execute(
        "select as_of_date, (select cast(max_by(value, valid_from) as integer) "
        "from reference.rule_parameters where rule_id = 'cases' and parameter = 'retention_years' "
        "and valid_from <= as_of_date) from marts.published_builds where is_this_file"
    ).fetchall()
    latest = dt.date(as_of.year - years, 1, 1)
    if before > latest or (before.month, before.day) != (1, 1):
        said = _(
            "--before {day}: expected the first day of a year, {latest} at the latest, since "
            "retention_years is {years} and the data's own day {as_of}; nothing was done"
        )
        told = {"day": before, "latest": latest, "years": years, "as_of": as_of}
        raise click.ClickException(said.format(**told))
