"""The history of a warehouse, kept a second time: one folder a build, beside the warehouse file.

A build's folder holds the tables of schema `history` as Parquet, and in `history.json` when it was
built and the rows and checksum of each table. That there is one tells a lost warehouse from one
that never was.
"""

from __future__ import annotations

import datetime as dt
import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from plumbline.encryption import (
    PARQUET_OPTION,
    EncryptionError,
    know_parquet_key,
    open_database,
)
from plumbline.files import checksum, sql_text, sync
from plumbline.rights import private_folder

KEPT = 10
"""So many of the newest builds are kept, and of every month the last one."""
_CONTENTS, _MOMENT = "history.json", "%Y%m%dT%H%M%S.%f"


class HistoryError(Exception):
    """History that cannot be read, or would be lost: what it is and what to do."""


@dataclass(frozen=True)
class SavedHistories:
    """The folder of saved histories of one warehouse file."""

    warehouse: Path

    @property
    def path(self) -> Path:
        return self.warehouse.with_name(self.warehouse.name + ".history")

    def builds(self) -> list[Path]:
        """The folders of whole builds, the newest first."""
        found = self.path.iterdir() if self.path.is_dir() else []
        return sorted((path for path in found if _moment(path)), reverse=True)

    def newest_good(self) -> Path | None:
        """The newest folder that is as it was written."""
        for path in self.builds():
            try:
                checked(path)
            except HistoryError:
                continue
            return path
        return None

    def write(self, database: Path) -> Path | None:
        """Writes the history of a finished database into a folder that does not count yet.

        None where that build has its folder, as a replay has, which writes no history, and where
        there is none.
        """
        if not database.is_file():
            raise FileNotFoundError(database)
        with open_database(database) as connection:
            if not tables_of(connection):
                return None
            ((built_at, as_of_date),) = connection.execute(
                "select max(built_at), max_by(as_of_date, built_at) from history.builds"
            ).fetchall()
            target = self.path / f"{built_at:{_MOMENT}}"
            if target.exists():
                return None
            part = target.with_name(f"{target.name}.part")
            shutil.rmtree(part, ignore_errors=True)
            private_folder(self.path)
            part.mkdir()
            contents = {
                "warehouse": self.warehouse.name,
                "built_at": built_at.isoformat(),
                "as_of_date": as_of_date.isoformat(),
                "tables": {
                    table: _write(connection, table, part) for table in tables_of(connection)
                },
            }
        file = part / _CONTENTS
        file.write_text(json.dumps(contents, indent=1), encoding="utf-8")
        sync(file)
        return part

    def accept(self, part: Path | None) -> None:
        """Lets a written history count, now that its warehouse is published; old ones go."""
        if part:
            part.rename(part.with_suffix(""))
        months: set[str] = set()
        for at, path in enumerate(self.builds()):
            month = path.name[:6]
            if at >= KEPT and month in months:
                shutil.rmtree(path)
            months.add(month)
        for path in self.path.glob("*.part") if self.path.is_dir() else []:
            shutil.rmtree(path)

    def check_published(self) -> str:
        """The published file, all of its history read; empty before the first build.

        Raises HistoryError where the warehouse is lost, torn, older than what was published, or
        none of ours.
        """
        saved = self.builds()
        if not self.warehouse.exists():
            if saved:
                raise HistoryError(self._told(f"{self.warehouse} is gone, and it was published"))
            return ""
        try:
            with open_database(self.warehouse) as connection:
                tables = tables_of(connection)
                for table in tables:
                    connection.execute(f"select sum(hash(kept)) from history.{table} as kept")
                others = connection.execute("select count(*) from duckdb_tables()").fetchall()
                builds = "select built_at from history.builds" if tables else "select null"
                known = {built_at for (built_at,) in connection.execute(builds).fetchall()}
        except EncryptionError as problem:
            raise HistoryError(f"{problem}. Nothing was changed.") from None
        except (duckdb.Error, OSError) as fault:
            reason = str(fault).splitlines()[0]
            raise HistoryError(self._told(f"{self.warehouse} cannot be read ({reason})")) from None
        if not tables and (saved or others != [(0,)]):
            told = f"{self.warehouse} holds no history"
            raise HistoryError(
                self._told(told)
                if saved
                else f"{told}: it is no warehouse of this project, and a build would replace it. "
                "Nothing was changed; set PLUMBLINE_WAREHOUSE to another file."
            )
        if saved and (newest := _moment(saved[0])) not in known:
            raise HistoryError(
                self._told(
                    f"{self.warehouse} is an older copy, or another warehouse: it lacks the build "
                    f"of {newest:%Y-%m-%d %H:%M}, which was published"
                )
            )
        return str(self.warehouse)

    def set_aside_after(self, moment: dt.datetime) -> None:
        """Lets no later build count: its folder is renamed."""
        for path in self.builds():
            if path.name > f"{moment:{_MOMENT}}":
                path.rename(path.with_name(f"{path.name}.set-aside"))

    def _told(self, what: str) -> str:
        newest = self.newest_good()
        way_out = (
            f"`plumbline restore --from {newest}` brings back the history of that build, and the "
            "next build goes on from it"
            if newest
            else f"put back a backup of it: no whole history stands in {self.path}"
        )
        return (
            f"{what}. A build would begin a history of its own: first days, steps and samples "
            f"would be gone. Nothing was changed; {way_out}."
        )


def tables_of(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """The tables of schema `history`."""
    rows = connection.execute(
        "select table_name from duckdb_tables() where schema_name = 'history' order by table_name"
    ).fetchall()
    return [table for (table,) in rows]


def checked(folder: Path) -> dict[str, Any]:
    """What a saved history holds, each of its files as it was written.

    Raises HistoryError for the first file that is not.
    """
    try:
        contents: dict[str, Any] = json.loads((folder / _CONTENTS).read_text(encoding="utf-8"))
        files = {folder / f"{table}.parquet": about for table, about in contents["tables"].items()}
    except (OSError, ValueError, KeyError, AttributeError, TypeError):
        raise HistoryError(
            f"{folder}: no saved history; expected a folder of one build, with {_CONTENTS} in it"
        ) from None
    for file, about in files.items():
        if not file.is_file() or checksum(file) != about["sha256"]:
            raise HistoryError(
                f"{file}: not as it was written; restore from another build's folder"
            )
    return contents


def _write(connection: duckdb.DuckDBPyConnection, table: str, folder: Path) -> dict[str, Any]:
    file = folder / f"{table}.parquet"
    encryption = f", {PARQUET_OPTION}" if know_parquet_key(connection) else ""
    ((rows,),) = connection.execute(
        f"copy history.{table} to {sql_text(file)} (format parquet, compression zstd{encryption})"
    ).fetchall()
    sync(file)
    return {"rows": rows, "sha256": checksum(file)}


def _moment(path: Path) -> dt.datetime | None:
    """When the build of a folder began; none where it is no folder of a whole build."""
    try:
        moment = dt.datetime.strptime(path.name, _MOMENT)
    except ValueError:
        return None
    return moment if path.is_dir() else None
