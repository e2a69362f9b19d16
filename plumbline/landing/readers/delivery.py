"""A delivered file as its tables, whatever form it came in."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from plumbline.landing.batches import Batch


@dataclass(frozen=True)
class Held:
    """The bytes of a file, opened as its path would be."""

    content: bytes

    def open(self, _mode: str) -> io.BytesIO:
        return io.BytesIO(self.content)


Openable = Path | Held


@dataclass
class Table:
    """One sheet, or a whole CSV or Parquet file, that holds the header."""

    sheet: str | None
    unknown_columns: list[str]
    batches: Iterator[Batch]
    unfilled: list[int] = field(default_factory=list)
    """Numbers of a returned form's records that nobody filled in; known once all are read."""


@dataclass
class Delivery:
    """A file opened for reading."""

    encoding: str
    tables: list[Table] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    hidden_sheets: list[str] = field(default_factory=list)
    sheets_without_header: list[str] = field(default_factory=list)
    is_held: bool = False
    """Whether it is read from memory, and not from a file that may be another by then."""

    def source_name(self, file_name: str, table: Table) -> str:
        """The file name as source rows carry it: with the sheet where several were read."""
        return f"{file_name}[{table.sheet}]" if len(self.tables) > 1 else file_name
