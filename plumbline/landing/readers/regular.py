"""Blocks of text that Arrow's CSV reader reads as the csv module does, and ten times as fast."""

from __future__ import annotations

import codecs
import functools
import re

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv

from plumbline.landing.limits import CELL_CHARACTERS
from plumbline.landing.text import BLANK


def columns_of(block: bytes, delimiter: str, cells: int, width: int) -> list[pa.Array] | None:
    """The columns of a block, up to the header's width; None where the block is not regular.

    Regular is one of whole lines in UTF-8 of which each is a record of so many cells, none of them
    beyond the width holding anything, nor one larger than a cell may be.
    """
    if not _is_plain(block, delimiter):
        return None
    names = [str(at) for at in range(max(cells, width))]
    try:
        reader = pyarrow.csv.open_csv(
            pa.BufferReader(block),
            pyarrow.csv.ReadOptions(
                use_threads=False, block_size=len(block) + 1, column_names=names
            ),
            pyarrow.csv.ParseOptions(delimiter=delimiter, ignore_empty_lines=False),
            pyarrow.csv.ConvertOptions(
                check_utf8=False, column_types=dict.fromkeys(names, pa.string())
            ),
        )
        columns: list[pa.Array] = reader.read_next_batch().columns
    except pa.ArrowInvalid:  # a ragged record
        return None
    if len(block) > CELL_CHARACTERS and any(
        pc.max(pc.binary_length(cells)).as_py() > CELL_CHARACTERS for cells in columns
    ):
        return None
    if any(pc.any(pc.not_equal(pc.utf8_ltrim(c, BLANK), "")).as_py() for c in columns[width:]):
        return None
    return columns[:width]


def _is_plain(block: bytes, delimiter: str) -> bool:
    """Whether it holds nothing in which the two readers differ."""
    return (
        len(delimiter.encode()) == 1
        and delimiter not in '"\r\n'
        and b"\0" not in block
        and not block.startswith(codecs.BOM_UTF8)
        and (b"\r" not in block or block.count(b"\r") == block.count(b"\r\n"))
        and (b'"' not in block or b'"' not in _quoted_cell(delimiter).sub(b"", block))
    )


@functools.cache
def _quoted_cell(delimiter: str) -> re.Pattern[bytes]:
    """A cell in quotes, and in its line."""
    end = re.escape(delimiter.encode())
    return re.compile(rb'(?<![^%b\r\n])"(?:[^"\r\n]|"")*+"(?![^%b\r\n])' % (end, end))
