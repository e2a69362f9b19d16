"""Records below a header, as batches of text columns."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.compute as pc

from plumbline.landing.headers import Header
from plumbline.landing.notes import NOTE_PATTERN, Note, note_in
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


def without_notes(batch: Batch, header: Header) -> Batch:
    """A batch that was read by columns, the notes among its records told apart."""
    suspects = functools.reduce(
        pc.or_,
        (pc.match_substring_regex(texts, NOTE_PATTERN) for texts in batch.columns.values()),
    )
    notes: dict[int, Note] = {}
    for at in pc.indices_nonzero(suspects).to_pylist():
        record = [""] * header.width
        for name, place in header.positions.items():
            record[place] = batch.columns[name][at].as_py()
        note = note_in(batch.row_numbers[at], record, header)
        if note:
            notes[at] = note
    if not notes:
        return batch
    kept = [at for at in range(len(batch.row_numbers)) if at not in notes]
    return Batch(
        row_numbers=[batch.row_numbers[at] for at in kept],
        columns={
            name: texts.take(pa.array(kept, type=pa.int64()))
            for name, texts in batch.columns.items()
        },
        notes=list(notes.values()),
    )


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
