"""Rows that `plumbline purge` took out: a delivery that still holds them lands without them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

Purged = Mapping[str, Mapping[str, pa.Array]]
"""Row numbers, by the checksum of a delivery and the file name of its source rows: the same file
under another name keeps none of them, another file under the same name keeps all of its own.
"""


def purged_rows(path: Path | None) -> Purged:
    """What was ever purged, from the list beside the warehouse; nothing without one.

    Raises ValueError for a list that cannot be read.
    """
    if path is None or not path.is_file():
        return {}
    try:
        listed = pq.read_table(path, columns=["content", "file_name", "row_number"])
    except (OSError, pa.ArrowException) as fault:
        raise ValueError(
            f"{path} cannot be read ({fault}): it lists the rows that were purged, and without it "
            "they would land again; put back a backup of it"
        ) from None
    grouped = listed.group_by(["content", "file_name"]).aggregate([("row_number", "list")])
    found: dict[str, dict[str, pa.Array]] = {}
    for content, file_name, numbers in zip(
        grouped["content"].to_pylist(),
        grouped["file_name"].to_pylist(),
        grouped["row_number_list"],
        strict=True,
    ):
        found.setdefault(content, {})[file_name] = numbers.values
    return found


def without(table: pa.Table, numbers: pa.Array | None) -> pa.Table:
    """The rows of a table that were not purged."""
    if numbers is None:
        return table
    return table.filter(pc.invert(pc.is_in(table["row_number"], value_set=numbers)))
