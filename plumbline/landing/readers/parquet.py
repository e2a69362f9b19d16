"""Parquet: the column names are the header, and every value becomes its text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from plumbline.landing.batches import BATCH_ROWS, Batch, batch_of_columns, text_array
from plumbline.landing.contract import Extract
from plumbline.landing.errors import problem, too_many_columns
from plumbline.landing.headers import Header, find_header
from plumbline.landing.limits import COLUMNS
from plumbline.landing.readers.delivery import Delivery, Table
from plumbline.landing.text import cell_text

CHINA = "Asia/Shanghai"
# Decimals of more places may come out in scientific notation.
PLAIN_SCALE = 6


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
    batches = file.iter_batches(batch_size=BATCH_ROWS, use_threads=False)
    while records := _next_batch(batches):
        cells = [
            _column_text(column) if at in known else _shown(column)
            for at, column in enumerate(records.columns[: header.width])
        ]
        yield batch_of_columns(cells, before, header)
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


def _shown(column: pa.Array) -> pa.Array:
    """The text of a column that nobody asked for; of lists and structs, whether there is one."""
    if pa.types.is_nested(column.type) or pa.types.is_binary(column.type):
        return pc.if_else(column.is_valid(), "…", "")
    return _column_text(column)


def _column_text(column: pa.Array) -> pa.Array:
    kind = column.type
    if pa.types.is_dictionary(kind):
        return _column_text(column.dictionary_decode())
    if pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_integer(kind):
        return column.cast(pa.string()).fill_null("")
    if pa.types.is_decimal(kind) and 0 <= kind.scale <= PLAIN_SCALE:
        return column.cast(pa.string()).fill_null("")
    if pa.types.is_timestamp(kind):
        if kind.tz:  # a moment of the world is a time of day in China
            column = pc.local_timestamp(column.cast(pa.timestamp(kind.unit, CHINA)))
        column = column.cast(pa.timestamp("us"), safe=False)
    if pa.types.is_floating(kind):  # as pandas writes what is absent
        column = pc.if_else(pc.is_nan(column), None, column)
    if pa.types.is_primitive(kind):
        distinct = column.dictionary_encode()
        return _texts(distinct.dictionary).take(distinct.indices).fill_null("")
    return _texts(column)


def _texts(column: pa.Array) -> pa.Array:
    try:
        return text_array(cell_text(value) for value in column.to_pylist())
    except (OverflowError, ValueError):  # a day beyond the year 9999, which Python has not
        return column.cast(pa.string()).fill_null("")
