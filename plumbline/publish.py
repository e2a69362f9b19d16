"""Publishing: the file that readers open changes only whole, by an atomic replace."""

from __future__ import annotations

import fcntl
import json
import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import duckdb

from plumbline.accesses import make_folder
from plumbline.encryption import EncryptionError, attach, file_key, is_encrypted
from plumbline.files import sync
from plumbline.history import HistoryError, SavedHistories
from plumbline.rights import private_folder, share


class BuildUnderWayError(Exception):
    """Another process builds this warehouse, or restores it: which, and what to do."""


# Held until the process ends; a second connection of the same process finds its own lock.
_locks: dict[Path, IO[str]] = {}


@dataclass(frozen=True)
class BuildFolder:
    """What a build keeps, beside the warehouse file it is for."""

    warehouse: Path

    @property
    def path(self) -> Path:
        return self.warehouse.with_name(self.warehouse.name + ".build")

    @property
    def raw(self) -> Path:
        return self.path / "raw"

    @property
    def landing_report(self) -> Path:
        return self.path / "landing_report.json"

    @property
    def lock(self) -> Path:
        return self.path / "build.lock"

    def keep_others_out(self) -> None:
        """Until this process ends no other lands, builds or restores; or BuildUnderWayError."""
        path = self.lock.resolve()
        if path not in _locks:
            _locks[path] = self.hold_lock()

    def hold_lock(self) -> IO[str]:
        """Keeps other builds out until the file that is returned is closed.

        Raises BuildUnderWayError where one is under way.
        """
        private_folder(self.path)
        file = self.lock.open("a+", encoding="utf-8")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            file.seek(0)
            holder = file.read().strip() or "unknown"
            file.close()
            raise BuildUnderWayError(
                f"Another build of {self.warehouse} is under way (process {holder}). "
                "Nothing was changed; wait for it to end and build again."
            ) from None
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        return file

    @property
    def purged(self) -> Path:
        """The list of rows that landing leaves out; it outlives an emptied build folder."""
        return self.warehouse.with_name(self.warehouse.name + ".purged.parquet")

    @property
    def key_salt(self) -> Path:
        """The secret of the masked surface's keys; it outlives an emptied build folder."""
        return self.warehouse.with_name(self.warehouse.name + ".salt")

    @property
    def working(self) -> Path:
        """The working file: all that is published, and what is kept for the next build."""
        return self.path / self.warehouse.name

    @property
    def databases(self) -> list[Path]:
        """The working file and the database whose views show landed text."""
        return [self.working, self.intake]

    @property
    def intake(self) -> Path:
        """Views of landed rows; it holds none itself."""
        return self.path / "intake.db"

    @property
    def unpublished(self) -> Path:
        """The copy that becomes the published file; on the same disk, so that a rename does."""
        return self.path / "unpublished.duckdb"

    def settled(self, inputs: str) -> Path:
        """Its tables that rest on deliveries alone, once more; named by all that they rest on."""
        return self.path / f"settled.{inputs}.duckdb"

    def begin_unpublished(self, inputs: str) -> str:
        """A JSON object of `path`, where to write what will be published, and of `is_settled`:
        whether the tables that rest on these inputs stand in it already.
        """
        settled = self.settled(inputs)
        self.discard_settled(but=settled)
        if settled.exists():
            shutil.copyfile(settled, self.unpublished)
        return json.dumps({"path": str(self.unpublished), "is_settled": settled.exists()})

    def settle(self, inputs: str) -> str:
        """Keeps what stands in the unpublished file for later builds."""
        part = self.path / "unpublished_settled.duckdb"
        shutil.copyfile(self.unpublished, part)
        sync(part)
        part.replace(self.settled(inputs))
        return str(self.settled(inputs))

    def discard_settled(self, but: Path | None = None) -> None:
        for path in self.path.glob("settled.*.duckdb"):
            if path != but:
                discard(path)

    def discard_working(self) -> None:
        """Deletes all rows that were kept for the next build, but for landed ones."""
        discard(self.working)
        self.discard_settled()

    @property
    def masked(self) -> Path:
        """The masked surface's own file; a folder of its name has the same as Parquet."""
        return self.warehouse.with_name(f"{self.warehouse.stem}_bi.duckdb")

    @property
    def unpublished_masked(self) -> Path:
        """Its copy to be published; beside it `<its name>.<table>.parquet`."""
        return self.path / "unpublished_bi.duckdb"

    @property
    def masked_workbook(self) -> Path:
        """The masked surface for those who have only Excel."""
        return self.warehouse.with_name(f"{self.warehouse.stem}_marts.xlsx")

    @property
    def unpublished_workbook(self) -> Path:
        """Its copy to be published."""
        return self.path / "unpublished_marts.xlsx"

    def discard_torn_databases(self) -> None:
        """Deletes working files that a killed build left unreadable; all can be built again.

        So it does with one that is plain where there is a key, or has another key.
        Raises BuildUnderWayError where somebody has one open.
        """
        for left in self.path.glob("unpublished*"):
            left.unlink()
        for database in [*self.databases, *self.path.glob("settled.*.duckdb")]:
            if not database.exists():
                continue
            try:
                if database != self.intake and is_encrypted(database) != bool(file_key()):
                    raise EncryptionError
                with duckdb.connect() as connection:
                    attach(connection, database, "looked_at")
            except (duckdb.Error, EncryptionError) as fault:
                if "Conflicting lock" in str(fault):
                    holder = re.search(r"PID \d+", str(fault))
                    raise BuildUnderWayError(
                        f"{database} is open elsewhere ({holder[0] if holder else 'unknown'}). "
                        "Nothing was changed; close it there and build again."
                    ) from None
                discard(database)

    @property
    def histories(self) -> SavedHistories:
        return SavedHistories(self.warehouse)

    def published(self) -> str:
        """A JSON object of `path`, the published file, whose history the next build carries on
        (empty before the first), `is_encrypted`, and of `error`, why it cannot.
        """
        told = {"path": "", "is_encrypted": is_encrypted(self.warehouse), "error": ""}
        try:
            told["path"] = self.histories.check_published()
        except HistoryError as problem:
            told["error"] = str(problem)
        return json.dumps(told)

    def write_workbook(self) -> None:
        from plumbline.masked_workbook import write_workbook  # few who publish need its libraries

        write_workbook(self.unpublished_masked, self.unpublished_workbook)

    def publish(self) -> str:
        """Puts the finished copies in the published files' places; readers of old ones keep them.

        Beside a masked copy stands its workbook (`write_workbook`).

        The warehouse goes first: a build counts as published with it, and `bi.build` says where the
        masked surface was left behind. Its history is kept a second time. Raises OSError where a
        place cannot be written.
        """
        make_folder(self.warehouse)
        history = self.histories.write(self.unpublished)
        _replace(self.unpublished, self.warehouse)
        self.histories.accept(history)
        if self.unpublished_masked.exists():
            _replace(self.unpublished_masked, self.masked)
            self._publish_parquet(self.masked.with_suffix(""))
            _replace(self.unpublished_workbook, self.masked_workbook)
        if drops_working_file():
            self.discard_working()
        return str(self.warehouse)

    def _publish_parquet(self, folder: Path) -> None:
        """One file a table; the one that tells the build comes last, and what is no table goes."""
        folder.mkdir(exist_ok=True)
        share(folder)
        ready = {
            path.name.removeprefix(f"{self.unpublished_masked.name}."): path
            for path in self.path.glob(f"{self.unpublished_masked.name}.*.parquet")
        }
        for name in sorted(ready, key=lambda name: (name == "build.parquet", name)):
            _replace(ready[name], folder / name)
        for path in folder.glob("*.parquet"):
            if path.name not in ready:
                path.unlink()


def drops_working_file() -> bool:
    """PLUMBLINE_WORKING_FILE: `keep` (by default) or `drop` it when it is published.

    Raises ValueError for anything else.
    """
    given = os.environ.get("PLUMBLINE_WORKING_FILE") or "keep"
    if given not in ("keep", "drop"):
        raise ValueError(f"PLUMBLINE_WORKING_FILE is {given!r}; expected keep or drop")
    return given == "drop"


def discard(database: Path) -> None:
    """Deletes a working file; whoever has it open is none the wiser."""
    database.unlink(missing_ok=True)
    database.with_name(database.name + ".wal").unlink(missing_ok=True)


def _replace(finished: Path, published: Path) -> None:
    share(finished)
    sync(finished)
    finished.replace(published)
