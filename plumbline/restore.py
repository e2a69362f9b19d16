"""`plumbline restore`: a saved history takes the place of a warehouse that is lost."""

from __future__ import annotations

import datetime as dt
import sys
from gettext import gettext as _
from pathlib import Path
from typing import Any

import click
import duckdb

from plumbline.accesses import Given, noted
from plumbline.encryption import (
    PARQUET_ARGUMENT,
    EncryptionError,
    attach,
    is_encrypted,
    know_parquet_key,
)
from plumbline.files import sql_text, sync
from plumbline.history import HistoryError, SavedHistories, checked
from plumbline.places import warehouse_path
from plumbline.publish import BuildFolder, BuildUnderWayError
from plumbline.rights import share


@click.command("restore")
@click.option(
    "--from",
    "folder",
    required=True,
    type=click.Path(path_type=Path),
    help="The folder of one build in <warehouse>.history/.",
)
@click.option("--roll-back", is_flag=True, help="Also where the warehouse can be read.")
def restore_command(folder: Path, roll_back: bool) -> None:
    """Brings back the history of a build; the next build goes on from it."""
    warehouse = warehouse_path()
    try:
        if warehouse.parent.is_dir():
            BuildFolder(warehouse).keep_others_out()
        if not roll_back and _is_readable(warehouse):
            said = _(
                "{path} can be read, and its history with it. Nothing was changed; to go back to "
                "an earlier history, add --roll-back (the file is set aside)."
            )
            sys.exit(said.format(path=warehouse))
        with noted(warehouse, "restore") as given:
            contents = restore(folder, warehouse)
            given.append(Given(folder.name, 0))
    except BuildUnderWayError as problem:
        sys.exit(str(problem))
    except (HistoryError, EncryptionError, OSError, duckdb.Error) as problem:
        sys.exit(f"{problem}\n" + _("Nothing was changed."))
    rows = sum(about["rows"] for about in contents["tables"].values())
    said = _(
        "{path}: the history up to the build of {built_at} (as of {day}), {rows} rows. "
        "Now run a whole `dbt build`."
    )
    built_at, day = contents["built_at"][:16], contents["as_of_date"]
    click.echo(said.format(path=warehouse, built_at=built_at, day=day, rows=f"{rows:,}"))


def _is_readable(warehouse: Path) -> bool:
    try:
        return bool(SavedHistories(warehouse).check_published())
    except HistoryError:
        return False


def restore(folder: Path, warehouse: Path) -> dict[str, Any]:
    """Puts a file with a saved history in the warehouse's place; what stood there is set aside,
    and so are the saved histories of later builds, which the warehouse knows nothing of any more.

    Returns what the history holds. Raises HistoryError where it is not as it was written.
    """
    contents = checked(folder)
    warehouse.parent.mkdir(parents=True, exist_ok=True)
    restored = warehouse.with_name(f"{warehouse.name}.restored")
    restored.unlink(missing_ok=True)
    with duckdb.connect() as connection:
        know_parquet_key(connection)
        attach(connection, restored, "restored", "storage_version 'v1.4.0'")
        connection.execute("create schema restored.history")
        for table, about in contents["tables"].items():
            file = folder / f"{table}.parquet"
            reader = f", {PARQUET_ARGUMENT}" if is_encrypted(file) else ""
            connection.execute(
                f"create table restored.history.{table} as "
                f"from read_parquet({sql_text(file)}{reader})"
            )
            count = connection.execute(f"select count(*) from restored.history.{table}").fetchall()
            if count != [(about["rows"],)]:
                raise HistoryError(
                    f"{folder}: {table} holds {count[0][0]} rows, not {about['rows']}"
                )
        connection.execute("use memory")
        connection.execute("detach restored")
    share(restored)
    sync(restored)
    if warehouse.exists():
        stamp = dt.datetime.now().strftime("%Y%m%dT%H%M%S")
        warehouse.rename(warehouse.with_name(f"{warehouse.name}.set-aside-{stamp}"))
    SavedHistories(warehouse).set_aside_after(dt.datetime.fromisoformat(contents["built_at"]))
    restored.replace(warehouse)
    return contents
