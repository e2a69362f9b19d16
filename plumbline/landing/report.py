"""What a landing says of the files it found."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class LandedFile:
    """What the landing report says of one delivered file.

    `delivery_order` sorts the files of an extract; `absent_columns` are the contract's headers that
    a sheet with rows lacks; `hidden_sheets` and `sheets_without_header` were not read; `notes`
    counts the rows that are no records, and `totals` gives the sums that some of them state, by the
    file name of source rows; `unfilled` counts the records of a returned form that nobody filled
    in; `purged` the rows that were purged and do not land; seconds are those of its reading;
    `content` is the checksum of the delivery, `stored` of what landed, as Parquet.
    """

    extract: str
    file: str
    delivery_order: str
    status: str
    rows: int
    purged: int
    encoding: str
    sheets: list[str]
    hidden_sheets: list[str]
    sheets_without_header: list[str]
    unknown_columns: list[str]
    absent_columns: list[str]
    notes: int
    totals: list[dict[str, str]]
    unfilled: int
    remarks: list[str]
    seconds: float
    digest: str = ""
    content: str = ""
    stored: str = ""


@dataclass
class LandingReport:
    """The outcome of one landing. With errors nothing may be built on it."""

    files: list[LandedFile] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    seconds: float = 0.0

    def to_json(self) -> str:
        return json.dumps(self, default=vars, ensure_ascii=False)

    def summary(self) -> str:
        """One line for the build's log: counts only, never a value."""
        count = {s: sum(f.status == s for f in self.files) for s in ("new", "changed", "unchanged")}
        notes, unfilled = sum(f.notes for f in self.files), sum(f.unfilled for f in self.files)
        purged = sum(f.purged for f in self.files)
        left_out = f", {notes:,} notes" if notes else ""
        left_out += f", {purged:,} purged" if purged else ""
        left_out += f" and {unfilled:,} not filled in" if unfilled else ""
        return (
            f"landing: {len(self.files)} files, {sum(f.rows for f in self.files):,} rows"
            f"{left_out}; {count['new']} new, {count['changed']} changed, "
            f"{count['unchanged']} unchanged, {len(self.removed)} removed ({self.seconds:.1f} s)"
        )


@dataclass(frozen=True)
class Known:
    """What the last landing knew of a file: digests of its bytes and of what landed, its report."""

    digest: str
    stored: str = ""
    report: dict[str, Any] = field(default_factory=dict)


def previous_files(report: Path) -> dict[str, Known]:
    """What the last landing read, by `<extract>/<file>`; empty where none is known."""
    try:
        files: list[dict[str, Any]] = json.loads(report.read_text(encoding="utf-8"))["files"]
        return {
            f"{f['extract']}/{f['file']}": Known(f["digest"], f.get("stored", ""), f) for f in files
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}
