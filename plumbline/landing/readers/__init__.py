"""Readers: a delivered file as one or more tables of text records below a header.

Every reader yields `Table`s whose batches hold the records in file order, each with its number
below the header; wholly blank records are counted but left out. What a file may look like is
told in docs/deliveries.md.
"""

from __future__ import annotations

from pathlib import Path

from plumbline.landing.batches import Batch
from plumbline.landing.contract import Extract
from plumbline.landing.errors import problem
from plumbline.landing.readers import kinds
from plumbline.landing.readers.delimited import open_delimited
from plumbline.landing.readers.delivery import Delivery, Held, Table
from plumbline.landing.readers.parquet import open_parquet
from plumbline.landing.readers.workbook import open_workbook

__all__ = ["Batch", "Delivery", "Held", "Table", "open_delivery"]


def open_delivery(path: Path, extract: Extract, held: Held | None = None) -> Delivery:
    """The delivery's tables, headers found, records not yet read; a text's from memory if held.

    Raises DeliveryError for what is no table, is torn or locked, for an unknown encoding or a
    missing header; reading the batches can raise it too, where a tear shows only later.
    """
    kind = kinds.kind_of(path)
    if kind == kinds.TEXT:
        return open_delimited(held or path, extract)
    if kind == kinds.PARQUET:
        return open_parquet(path, extract)
    if kind == kinds.ZIP:
        raise problem("D14", "压缩包里又有压缩包", "a zip within a zip")
    return open_workbook(path, kind, extract)
