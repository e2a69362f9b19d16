"""Records below a header, as batches of text columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import pyarrow as pa

from plumbline.landing.headers import Header
from plumbline.landing.notes import Note, note_in
from plumbline.landing.text import WHITE_SPACE

BATCH_ROWS = 20_000
BATCH_CHARACTERS = 16_000_000
EXTRA_CELLS = "extra_cells"
# Between texts that stand beyond the header, to show them apart.
BETWEEN_CELLS = " | "


@dataclass
class Batch:
    """Some records of a table: their numbers, the text of each known column, and notes among them.

    The column `extra_cells` holds what stands beyond the header's last column.
    """

    row_numbers: list[int]
    columns: dict[str, pa.Array]
    notes: list[Note] = field(default_factory=list)


def _text_array(values: Iterable[str]) -> pa.Array:
    values = list(values)
    try:
        return pa.array(values, type=pa.string())
    except UnicodeEncodeError:  # half a surrogate pair is no character
        return pa.array([v.encode("utf-8", "replace").decode() for v in values], type=pa.string())


def _batches(records: Iterator[list[str]], header: Header) -> Iterator[Batch]:
    """The records below the header in batches, short ones filled, blank ones and notes left out."""
    numbers: list[int] = []
    rows: list[list[str]] = []
    notes: list[Note] = []
    characters = 0
    for number, record in enumerate(records, start=1):
        text = "".join(record)
        if not text.strip(WHITE_SPACE):
            continue
        note = note_in(number, record, header)
        if note:
            notes.append(note)
            continue
        numbers.append(number)
        rows.append(_fitted(record, header.width))
        characters += len(text)
        if len(rows) == BATCH_ROWS or characters > BATCH_CHARACTERS:
            yield _batch(numbers, rows, header, notes)
            numbers, rows, notes, characters = [], [], [], 0
    if rows or notes:
        yield _batch(numbers, rows, header, notes)


def _fitted(record: list[str], width: int) -> list[str]:
    """A record as wide as the header, and behind it, as one text, what stands beyond."""
    beyond = record[width:]
    extra = BETWEEN_CELLS.join(c for c in beyond if c.strip(WHITE_SPACE)) if beyond else ""
    return [*record[:width], *[""] * (width - len(record)), extra]


def _batch(numbers: list[int], rows: list[list[str]], header: Header, notes: list[Note]) -> Batch:
    cells = list(zip(*rows, strict=True)) or [()] * (header.width + 1)
    return Batch(
        row_numbers=numbers,
        columns={name: _text_array(cells[at]) for name, at in header.positions.items()}
        | {EXTRA_CELLS: _text_array(cells[header.width])},
        notes=notes,
    )
