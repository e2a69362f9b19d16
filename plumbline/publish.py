"""Publishing: the file that readers open changes only whole, by an atomic replace."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path

import duckdb

from plumbline.history import HistoryError, SavedHistories


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

    @property
    def databases(self) -> list[Path]:
        """The working file and the database of landed text."""
        return [self.path / self.warehouse.name, self.path / "intake.db"]

    @property
    def unpublished(self) -> Path:
        """The copy that becomes the published file; on the same disk, so that a rename does."""
        return self.path / "unpublished.duckdb"

    def discard_torn_databases(self) -> None:
        """Deletes working files that a killed build left unreadable; all can be built again."""
        self.unpublished.unlink(missing_ok=True)
        for database in self.databases:
            if not database.exists():
                continue
            try:
                duckdb.connect(str(database)).close()
            except duckdb.Error:
                database.unlink()
                database.with_name(database.name + ".wal").unlink(missing_ok=True)

    @property
    def histories(self) -> SavedHistories:
        return SavedHistories(self.warehouse)

    def published(self) -> str:
        """A JSON object of `path`, the published file, whose history the next build carries on
        (empty before the first), and of `error`, why it cannot.
        """
        try:
            return json.dumps({"path": self.histories.check_published(), "error": ""})
        except HistoryError as problem:
            return json.dumps({"path": "", "error": str(problem)})

    def publish(self) -> str:
        """Puts the finished copy in the published file's place; whoever reads the old one keeps it.

        Its history is kept a second time. Raises OSError where the place cannot be written.
        """
        with self.unpublished.open("rb+") as file:
            os.fsync(file.fileno())
        history = self.histories.write(self.unpublished)
        self.unpublished.replace(self.warehouse)
        self.histories.accept(history)
        return str(self.warehouse)
