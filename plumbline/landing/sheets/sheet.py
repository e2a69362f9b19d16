"""A sheet of a workbook, and what every form of workbook needs to become one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

Cells = dict[tuple[int, int], str]
"""Row and column, both from 0, to a text."""

Range = tuple[tuple[int, int], tuple[int, int]]
"""First and last cell, each its row and column from 0."""


@dataclass
class Sheet:
    """A sheet's records from its first row on; `uncalculated` is the place of such a formula.

    A number `from_1904` counts days from 1904-01-01, if it is a day.
    """

    name: str
    records: Iterable[list[str]]
    hidden: bool = False
    uncalculated: str = ""
    from_1904: bool = False


@dataclass
class Untold:
    """What a reader does not tell of a workbook: whether its days count from 1904, and by the
    sheet's place in it its error cells and a formula without a value.
    """

    from_1904: bool = False
    cells: dict[int, tuple[Cells, str]] = field(default_factory=dict)


@dataclass
class Merges:
    """Merged cells of one sheet: the value of the first holds for all rows they span."""

    ranges: Iterable[Range]
    first_column: int = 0
    _starting: dict[int, list[tuple[int, int]]] = field(init=False)

    def __post_init__(self) -> None:
        self._starting = {}
        for (top, left), (bottom, _) in self.ranges:
            if bottom > top and left >= self.first_column:
                column = left - self.first_column
                self._starting.setdefault(top, []).append((column, bottom))

    def filled(self, records: Iterable[list[str]]) -> Iterator[list[str]]:
        """The records with those values; one without a value of its own stays blank."""
        if not self._starting:
            yield from records
            return
        holding: dict[int, tuple[int, str]] = {}
        for number, record in enumerate(records):
            holding = {at: held for at, held in holding.items() if held[0] >= number}
            if any(record):
                for at, (_, text) in holding.items():
                    record.extend([""] * (at + 1 - len(record)))
                    record[at] = record[at] or text
            for at, bottom in self._starting.get(number, ()):
                holding[at] = (bottom, record[at] if at < len(record) else "")
            yield record


def place(row: int, column: int) -> str:
    """`D2` of row 1 and column 3, both from 0."""
    letters = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row + 1}"
