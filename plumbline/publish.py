"""Publishing: the file that readers open changes only whole, by an atomic replace."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import duckdb

from plumbline.accesses import make_folder
from plumbline.files import sync
from plumbline.history import HistoryError, SavedHistories
from plumbline.masked_workbook import write_workbook
from plumbline.rights import share


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
    def key_salt(self) -> Path:
        """The secret of the masked surface's keys; it outlives an emptied build folder."""
        return self.warehouse.with_name(self.warehouse.name + ".salt")

    @property
    def databases(self) -> list[Path]:
        """The working file and the database of landed text."""
        return [self.path / self.warehouse.name, self.path / "intake.db"]

    @property
    def unpublished(self) -> Path:
        """The copy that becomes the published file; on the same disk, so that a rename does."""
        return self.path / "unpublished.duckdb"

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

    def discard_torn_databases(self) -> None:
        """Deletes working files that a killed build left unreadable; all can be built again."""
        for left in self.path.glob("unpublished*"):
            left.unlink()
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
        """Puts the finished copies in the published files' places; readers of old ones keep them.

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
            unpublished = self.path / f"unpublished_{self.masked_workbook.name}"
            write_workbook(self.masked, unpublished)
            _replace(unpublished, self.masked_workbook)
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


def _replace(finished: Path, published: Path) -> None:
    share(finished)
    sync(finished)
    finished.replace(published)
