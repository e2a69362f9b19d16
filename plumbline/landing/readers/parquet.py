"""Parquet: the column names are the header, and every value becomes its text."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from plumbline.landing.batches import BATCH_ROWS, Batch, _text_array, without_notes
from plumbline.landing.contract import Extract
from plumbline.landing.errors import problem, too_many_columns
from plumbline.landing.headers import Header, find_header
from plumbline.landing.limits import COLUMNS
from plumbline.landing.readers.delivery import Delivery, Table
from plumbline.landing.text import WHITE_SPACE, cell_text

CHINA = "Asia/Shanghai"


def open_parquet(path: Path, extract: Extract) -> Delivery:
    try:
        file = pq.ParquetFile(path)
    except Exception as fault:  # pyarrow raises many kinds
        raise problem("D04", "Parquet 文件打不开", f"no Parquet file that opens: {fault}") from None
    if file.metadata.num_columns > COLUMNS:
        raise too_many_columns(file.metadata.num_columns)
    header = find_header([file.schema_arrow.names], extract)
    table = Table(None, header.unknown_columns, _parquet_batches(file, header))
    return Delivery("Parquet", [table])


def _parquet_batches(file: pq.ParquetFile, header: Header) -> Iterator[Batch]:
    before = 0
    known = set(header.positions.values())
    batches = file.iter_batches(batch_size=BATCH_ROWS)
    while records := _next_batch(batches):
        texts = {at: _column_text(records.column(at)) for at in known}
        holds_text = functools.reduce(
            pc.or_,
            (
                _holds_text(texts.get(at, column))
                for at, column in enumerate(records.columns[: header.width])
            ),
        )
        kept = pc.indices_nonzero(holds_text)
        batch = Batch(
            row_numbers=[before + at + 1 for at in kept.to_pylist()],
            columns={name: texts[at].take(kept) for name, at in header.positions.items()},
        )
        yield without_notes(batch, header)
        before += records.num_rows


def _next_batch(batches: Iterator[pa.RecordBatch]) -> pa.RecordBatch | None:
    try:
        batch = next(batches, None)
        if batch is not None:
            batch.validate(full=True)
    except (OSError, pa.ArrowException) as fault:
        raise problem(
            "D04", "Parquet 数据损坏，或文字不是 UTF-8", f"torn, or text that is not UTF-8: {fault}"
        ) from None
    return batch


def _holds_text(column: pa.Array) -> pa.Array:
    if pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
        return pc.fill_null(pc.not_equal(pc.utf8_trim(column, WHITE_SPACE), ""), False)
    return column.is_valid()


def _column_text(column: pa.Array) -> pa.Array:
    kind = column.type
    if pa.types.is_string(kind) or pa.types.is_large_string(kind):
        return column.cast(pa.string()).fill_null("")
    if pa.types.is_timestamp(kind):
        if kind.tz:  # a moment of the world is a time of day in China
            column = pc.local_timestamp(column.cast(pa.timestamp(kind.unit, CHINA)))
        column = column.cast(pa.timestamp("us"), safe=False)
    try:
        return _text_array(cell_text(value) for value in column.to_pylist())
    except (OverflowError, ValueError):  # a day beyond the year 9999, which Python has not
        return column.cast(pa.string()).fill_null("")
