"""Records below a header, as batches of text columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.compute as pc

from plumbline.landing.headers import Header
from plumbline.landing.notes import BEGINNINGS, Note, note_in
from plumbline.landing.text import BLANK

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

    row_numbers: pa.Int64Array
    columns: dict[str, pa.Array]
    notes: list[Note] = field(default_factory=list)


def text_array(values: Iterable[str]) -> pa.Array:
    values = list(values)
    try:
        return pa.array(values, type=pa.string())
    except UnicodeEncodeError:  # half a surrogate pair is no character
        return pa.array([v.encode("utf-8", "replace").decode() for v in values], type=pa.string())


def batches_of_records(
    records: Iterator[list[str]], header: Header, before: int = 0
) -> Iterator[Batch]:
    """Records in batches, short ones filled, blank ones and notes left out; so many come before."""
    numbers: list[int] = []
    rows: list[list[str]] = []
    notes: list[Note] = []
    characters = 0
    for number, record in enumerate(records, start=before + 1):
        text = "".join(record)
        begun = text.lstrip(BLANK)
        if not begun:
            continue
        if begun[0] in BEGINNINGS and (note := note_in(number, record, header)):
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


def batch_of_columns(cells: Sequence[pa.Array], before: int, header: Header) -> Batch:
    """Records that were read by columns, as texts; those before them are so many.

    Almost every record holds something in its first cell: only the others' next ones are looked at.
    """
    beginnings = pa.array(sorted(BEGINNINGS))
    rows = pa.arange(0, len(cells[0]))
    unsure, suspects = rows, []
    for texts in cells:
        begun = pc.utf8_ltrim(texts if unsure is rows else texts.take(unsure), BLANK)
        is_suspect = pc.is_in(pc.utf8_slice_codeunits(begun, 0, 1), beginnings)
        suspects += unsure.filter(is_suspect).to_pylist()
        unsure = unsure.filter(pc.equal(begun, ""))
        if not unsure:
            break
    notes: dict[int, Note] = {}
    for at in sorted(suspects):
        note = note_in(before + at + 1, [texts[at].as_py() for texts in cells], header)
        if note:
            notes[at] = note
    columns = {name: cells[at] for name, at in header.positions.items()}
    if notes or unsure:
        left_out = pa.array([*unsure.to_pylist(), *notes], type=rows.type)
        rows = rows.filter(pc.invert(pc.is_in(rows, left_out)))
        columns = {name: texts.take(rows) for name, texts in columns.items()}
    columns[EXTRA_CELLS] = pa.repeat(pa.scalar("", pa.string()), len(rows))
    return Batch(pc.add(rows, before + 1), columns, list(notes.values()))


def _fitted(record: list[str], width: int) -> list[str]:
    """A record as wide as the header, and behind it, as one text, what stands beyond."""
    beyond = record[width:]
    extra = BETWEEN_CELLS.join(c for c in beyond if c.strip(BLANK)) if beyond else ""
    return [*record[:width], *[""] * (width - len(record)), extra]


def _batch(numbers: list[int], rows: list[list[str]], header: Header, notes: list[Note]) -> Batch:
    cells = list(zip(*rows, strict=True)) or [()] * (header.width + 1)
    return Batch(
        row_numbers=pa.array(numbers, type=pa.int64()),
        columns={name: text_array(cells[at]) for name, at in header.positions.items()}
        | {EXTRA_CELLS: text_array(cells[header.width])},
        notes=notes,
    )
