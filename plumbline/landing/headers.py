"""Headers: where they stand in a table, and which of its columns the extract knows."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import dataclass

from plumbline.landing.contract import Extract
from plumbline.landing.errors import DeliveryError, NoHeaderError
from plumbline.landing.text import clean_text

HEADER_ROWS = 10


@dataclass(frozen=True)
class Header:
    """Where the header stands and which of its cells are columns of the extract."""

    row: int
    width: int
    positions: dict[str, int]
    unknown_columns: list[str]


def find_header(rows: Iterable[list[str]], extract: Extract) -> Header:
    """The first of the first ten rows that holds all required headers.

    Raises NoHeaderError that names what the best of those rows lacks, and DeliveryError where the
    header holds a known column twice.
    """
    best_found: set[str] = set()
    for number, row in enumerate(itertools.islice(rows, HEADER_ROWS)):
        cells = [clean_text(cell.removeprefix("\ufeff")) for cell in row]
        found = {cell for cell in cells if cell in extract.columns}
        if extract.required_headers <= found:
            repeated = sorted(cell for cell in found if cells.count(cell) > 1)
            if repeated:
                raise DeliveryError(
                    f"its header holds {'、'.join(repeated)} more than once; expected it once"
                )
            return Header(
                row=number,
                width=len(cells),
                positions={extract.columns[cell]: cells.index(cell) for cell in found},
                unknown_columns=[c for c in cells if c and c not in extract.columns],
            )
        if len(found & extract.required_headers) > len(best_found & extract.required_headers):
            best_found = found
    if not best_found:
        raise NoHeaderError(
            f"none of its first {HEADER_ROWS} rows is a header; "
            f"expected {'、'.join(h for h in extract.columns if h in extract.required_headers)}"
        )
    lacking = [h for h in extract.columns if h in extract.required_headers and h not in best_found]
    raise NoHeaderError(f"its header lacks the required column {'、'.join(lacking)}")
