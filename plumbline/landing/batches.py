"""Records below a header, as batches of text columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyarrow as pa

from plumbline.landing.headers import Header
from plumbline.landing.text import WHITE_SPACE

BATCH_ROWS = 20_000
BATCH_CHARACTERS = 16_000_000


@dataclass
class Batch:
    """Some records of a table: their numbers, and the text of each known column."""

    row_numbers: list[int]
    columns: dict[str, pa.Array]


def _text_array(values: Iterable[str]) -> pa.Array:
    values = list(values)
    try:
        return pa.array(values, type=pa.string())
    except UnicodeEncodeError:  # half a surrogate pair is no character
        return pa.array([v.encode("utf-8", "replace").decode() for v in values], type=pa.string())


def _batches(records: Iterator[list[str]], header: Header) -> Iterator[Batch]:
    """The records below the header in batches, short ones filled, blank ones left out."""
    numbers: list[int] = []
    rows: list[list[str]] = []
    characters = 0
    for number, record in enumerate(records, start=1):
        text = "".join(record)
        if not text.strip(WHITE_SPACE):
            continue
        missing = header.width - len(record)
        numbers.append(number)
        rows.append(record + [""] * missing if missing > 0 else record[: header.width])
        characters += len(text)
        if len(rows) == BATCH_ROWS or characters > BATCH_CHARACTERS:
            yield _batch(numbers, rows, header)
            numbers, rows, characters = [], [], 0
    if rows:
        yield _batch(numbers, rows, header)


def _batch(numbers: list[int], rows: list[list[str]], header: Header) -> Batch:
    cells = list(zip(*rows, strict=True))
    return Batch(
        row_numbers=numbers,
        columns={name: _text_array(cells[at]) for name, at in header.positions.items()},
    )
