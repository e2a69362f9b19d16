"""Text files: CSV, and what databases export with tabs, semicolons or pipes."""

from __future__ import annotations

import csv
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from plumbline.landing.batches import Batch, _batches
from plumbline.landing.contract import Extract
from plumbline.landing.errors import (
    DeliveryError,
    LimitError,
    TornFileError,
    problem,
    too_many_columns,
)
from plumbline.landing.headers import HEADER_ROWS, Header, find_header
from plumbline.landing.limits import CELL_CHARACTERS, COLUMNS
from plumbline.landing.readers.delivery import Delivery, Table
from plumbline.landing.readers.encodings import SHOWN, encoding_of, undecodable

DELIMITERS = (",", "\t", ";", "|")
# what Excel understands as the first line of a CSV file
_DECLARED_DELIMITER = re.compile(r'"?sep=(.)"?\s*', re.IGNORECASE | re.DOTALL)

csv.field_size_limit(CELL_CHARACTERS)


@dataclass(frozen=True)
class _TextFile:
    """How a text file is to be read."""

    path: Path
    encoding: str
    delimiter: str
    declares_delimiter: bool

    def records(self, width: int = 0) -> Iterator[list[str]]:
        """Its records; those of a table of a width are searched for swallowed ones."""
        try:
            with self.path.open(encoding=self.encoding, newline="") as file:
                if self.declares_delimiter:
                    file.readline()
                yield from _records(file, self.delimiter, width)
        except UnicodeDecodeError as fault:
            raise undecodable(self.path, self.encoding, fault) from None

    def batches(self, header: Header) -> Iterator[Batch]:
        records = self.records(header.width)
        return _batches(itertools.islice(records, header.row + 1, None), header)


def open_delimited(path: Path, extract: Extract) -> Delivery:
    """The table, in the first encoding and with the first delimiter that show its header."""
    encoding = encoding_of(path)
    declared = _declared_delimiter(path, encoding)
    problems: list[tuple[int, bool, DeliveryError]] = []
    for delimiter in declared or DELIMITERS:
        text = _TextFile(path, encoding, delimiter, bool(declared))
        rows: list[list[str]] = []
        try:
            for row in itertools.islice(text.records(), HEADER_ROWS):
                rows.append(row)
            header = find_header(rows, extract)
        except LimitError:
            raise
        except DeliveryError as fault:
            # the delimiter that splits the rows most; then a tear says most
            width = max((len(row) for row in rows), default=0)
            problems.append((width, isinstance(fault, TornFileError), fault))
            continue
        table = Table(None, header.unknown_columns, text.batches(header))
        return Delivery(SHOWN[encoding], [table], _remarks(path))
    raise max(problems, key=lambda found: found[:2])[2]


def _remarks(path: Path) -> list[str]:
    """That the last line has no end: programs write one, a copy that broke off seldom does."""
    with path.open("rb") as file:
        file.seek(-min(4, path.stat().st_size), 2)
        last = file.read().rstrip(b"\x00")[-1:]
    if last in (b"\n", b"\r"):
        return []
    return [
        "最后一行没有换行符，请确认文件完整 / its last line has no line break; expected one: check "
        "that the file is whole"
    ]


def _declared_delimiter(path: Path, encoding: str) -> str:
    """The delimiter of a first line `sep=;`; none where the file does not begin so."""
    try:
        with path.open(encoding=encoding, newline="") as file:
            declared = _DECLARED_DELIMITER.fullmatch(file.readline(10))
    except UnicodeDecodeError as fault:
        raise undecodable(path, encoding, fault) from None
    return declared[1] if declared else ""


def _records(file: IO[str], delimiter: str, width: int) -> Iterator[list[str]]:
    at_end = False

    def lines() -> Iterator[str]:
        nonlocal at_end
        yield from file
        at_end = True

    reader = csv.reader(lines(), delimiter=delimiter, strict=True)
    line = 0
    try:
        for record in reader:
            line += 1
            if reader.line_num != line:
                if width and _holds_records(record, delimiter, width):
                    raise problem(
                        "D12",
                        f"第 {line} 行的一个引号里有好几行数据",
                        f"a quote of line {line} holds whole records",
                    )
                line = reader.line_num
            if len(record) > COLUMNS:
                raise too_many_columns(len(record))
            yield record
    except csv.Error as fault:
        raise _quote_problem(str(fault), line + 1, at_end) from None


def _holds_records(record: list[str], delimiter: str, width: int) -> bool:
    """Whether a quoted cell holds a line with as many delimiters as a record has."""
    return width > 3 and any(
        line.count(delimiter) == width - 1 for cell in record for line in cell.splitlines()[1:]
    )


def _quote_problem(fault: str, line: int, at_end: bool) -> DeliveryError:
    if at_end or fault.startswith("field larger"):
        return problem("D11", f"从第 {line} 行起", f"from line {line} on")
    return problem(
        "D12", f"第 {line} 行起，右引号后面还有文字", f"text behind a closing quote, line {line}"
    )
