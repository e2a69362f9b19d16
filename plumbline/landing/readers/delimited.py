"""Text files: CSV, and what databases export with tabs, semicolons or pipes.

A text comes in blocks of whole lines. A block in which every line is a record of the header's cells
is read by Arrow's reader; any other, quoted line breaks and all, by the csv module, which takes ten
times as long. What lands is the same.
"""

from __future__ import annotations

import codecs
import csv
import functools
import io
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from plumbline.landing.batches import Batch, batch_of_columns, batches_of_records
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
from plumbline.landing.order import DIGITS
from plumbline.landing.readers.delivery import Delivery, Held, Openable, Table
from plumbline.landing.readers.encodings import (
    SHOWN,
    UTF_8,
    encoding_of,
    undecodable,
    zero_bytes,
)
from plumbline.landing.readers.regular import columns_of
from plumbline.landing.text import BLANK

DELIMITERS = (",", "\t", ";", "|")
# in a record of no more cells two stray quotes can look like quotes around each
MIN_QUOTED = 2
# of the file, at a time: where its header is sought, and of its records
HEAD_BYTES, BLOCK_BYTES = 1 << 14, 1 << 20
# what Excel understands as the first line of a CSV file
_DECLARED_DELIMITER = re.compile(r'"?sep=(.)"?\s*', re.IGNORECASE | re.DOTALL)
_LINE = re.compile(rb"[^\r\n]*+(?:\r\n?|\n)?")

csv.field_size_limit(CELL_CHARACTERS)


@dataclass
class _Place:
    """How far a text was read: its lines, and the records below its header."""

    line: int
    record: int = 0


@dataclass(frozen=True)
class _TextFile:
    """How a text file is to be read."""

    file: Openable
    encoding: str
    delimiter: str
    declares_delimiter: bool

    def first_rows(self) -> Iterator[tuple[list[str], int]]:
        """The rows in which a header is sought, each with the number of its last line."""
        place = _Place(int(self.declares_delimiter))
        blocks = self._blocks(place.line, HEAD_BYTES)
        for block in blocks:
            for record in _records(block, blocks, self.delimiter, None, place):
                yield record, place.line

    def batches(self, header: Header, lines: int, cells: int) -> Iterator[Batch]:
        """The records below the header, which ends with that line and has so many cells."""
        place = _Place(lines)
        blocks = self._blocks(lines, BLOCK_BYTES)
        for block in blocks:
            columns = columns_of(block, self.delimiter, cells, header.width)
            if columns:
                yield batch_of_columns(columns, place.record, header)
                place.line += len(columns[0])
                place.record += len(columns[0])
            else:
                records = _records(block, blocks, self.delimiter, header, place)
                yield from batches_of_records(records, header, place.record)

    def _blocks(self, lines: int, size: int) -> Iterator[bytes]:
        """Whole lines in UTF-8, some at a time, without the first so many."""
        rest = b""
        for piece in itertools.chain(self._pieces(size), [b""]):
            text = rest + piece
            # a line may end in \r alone, unless \n is still to come
            cut = text.rfind(b"\n") + 1 or text.rfind(b"\r", 0, -2) + 1 if piece else len(text)
            block, rest = text[:cut], text[cut:]
            # one byte is found ten times as fast as two
            if b"\r" in block and b"\r\r" in block:
                block = block.replace(b"\r\r\n", b"\r\n")
            at = 0
            while lines and at < len(block) and (line := _LINE.match(block, at)):
                at = line.end()
                lines -= 1
            if at < len(block):
                yield block[at:]

    def _pieces(self, size: int) -> Iterator[bytes]:
        """The file in UTF-8, without a byte-order mark."""
        with self.file.open("rb") as file:
            chunks = iter(functools.partial(file.read, size), b"")
            if self.encoding == UTF_8:  # as encoding_of() made sure
                yield next(chunks, b"").removeprefix(codecs.BOM_UTF8)
                yield from chunks
                return
            try:
                for text in codecs.iterdecode(chunks, self.encoding):
                    piece = text.encode("utf-8", "replace")
                    if b"\0" in piece:
                        raise zero_bytes()
                    yield piece
            except UnicodeDecodeError as fault:
                raise undecodable(self.file, self.encoding, fault) from None


def open_delimited(file: Openable, extract: Extract) -> Delivery:
    """The table, in the first encoding and with the first delimiter that show its header."""
    encoding = encoding_of(file)
    declared = _declared_delimiter(file, encoding)
    problems: list[tuple[int, bool, DeliveryError]] = []
    for delimiter in declared or DELIMITERS:
        text = _TextFile(file, encoding, delimiter, bool(declared))
        rows: list[list[str]] = []
        lines: list[int] = []
        try:
            for row, line in itertools.islice(text.first_rows(), HEADER_ROWS):
                rows.append(row)
                lines.append(line)
            header = find_header(rows, extract)
        except LimitError:
            raise
        except DeliveryError as fault:
            # the delimiter that splits the rows most; then a tear says most
            width = max((len(row) for row in rows), default=0)
            problems.append((width, isinstance(fault, TornFileError), fault))
            continue
        batches = text.batches(header, lines[header.row], len(rows[header.row]))
        table = Table(None, header.unknown_columns, batches)
        return Delivery(SHOWN[encoding], [table], _remarks(file), is_held=isinstance(file, Held))
    raise max(problems, key=lambda found: found[:2])[2]


def _remarks(text: Openable) -> list[str]:
    """That the last line has no end: programs write one, a copy that broke off seldom does."""
    with text.open("rb") as file:
        file.seek(-min(4, file.seek(0, io.SEEK_END)), io.SEEK_END)
        last = file.read().rstrip(b"\x00")[-1:]
    if last in (b"\n", b"\r"):
        return []
    return [
        "最后一行没有换行符，请确认文件完整 / its last line has no line break; expected one: check "
        "that the file is whole"
    ]


def _declared_delimiter(text: Openable, encoding: str) -> str:
    """The delimiter of a first line `sep=;`; none where the file does not begin so."""
    try:
        with io.TextIOWrapper(text.open("rb"), encoding=encoding, newline="") as file:
            declared = _DECLARED_DELIMITER.fullmatch(file.readline(10))
    except UnicodeDecodeError as fault:
        raise undecodable(text, encoding, fault) from None
    return declared[1] if declared else ""


def _records(
    block: bytes, more: Iterator[bytes], delimiter: str, header: Header | None, place: _Place
) -> Iterator[list[str]]:
    """The records that begin in a block; a quote of its last one may reach into more of them.

    Those below a header are searched for swallowed ones.
    """
    spent = at_end = False
    lines_of_record: list[str] = []

    def lines() -> Iterator[str]:
        nonlocal spent, at_end
        for text in itertools.chain([block], more):
            file = io.StringIO(text.decode(), newline="")
            size = file.seek(0, io.SEEK_END)
            file.seek(0)
            for line in file:
                spent = file.tell() == size
                lines_of_record.append(line)
                yield line
        at_end = True

    before = place.line
    reader = csv.reader(lines(), delimiter=delimiter, strict=True)
    try:
        for record in reader:
            place.line += 1
            place.record += 1
            if before + reader.line_num != place.line:
                if header and _holds_records(record, lines_of_record, delimiter, header):
                    raise problem(
                        "D12",
                        f"第 {place.line} 行的一个引号里有好几行数据",
                        f"a quote of line {place.line} holds whole records",
                    )
                place.line = before + reader.line_num
            lines_of_record.clear()
            if len(record) > COLUMNS:
                raise too_many_columns(len(record))
            yield record
            if spent:
                return
    except csv.Error as fault:
        raise _quote_problem(str(fault), place.line + 1, at_end) from None


def _holds_records(record: list[str], lines: list[str], delimiter: str, header: Header) -> bool:
    """Whether its lines are records: by their delimiters in a wide table, or by what they hold.

    A cell that swallowed the bounds of records holds delimiters; one of some lines need not, and
    what stands behind it may look like a record of a narrow table. Where the first line is none,
    the last is but what stands behind a cell of two lines. Stray quotes are some: a record that has
    them around every cell was written so.
    """
    quoted = delimiter.join('"' + cell.replace('"', '""') + '"' for cell in record)
    if "".join(lines).rstrip("\r\n") == quoted and len(record) > MIN_QUOTED:
        return False
    between = header.width - 1
    long_cells = [cell for cell in record if len(cell.splitlines()) > 1]
    whole = [line for cell in long_cells for line in cell.splitlines()[1:]]
    inner = lines[1:] if _is_record(lines[0], delimiter, header) else lines[1:-1]
    bounds_swallowed = any(delimiter in cell for cell in long_cells)
    return (
        (bounds_swallowed and any(_is_record(line, delimiter, header) for line in inner))
        or (between > 2 and any(line.count(delimiter) >= between for line in whole))
        or (between > 2 and all(line.count(delimiter) >= between for line in lines))
    )


def _is_record(line: str, delimiter: str, header: Header) -> bool:
    """Whether a line fills what a record must fill, with a digit where a value has one.

    Where no value has one, it must be as wide as a record.
    """
    cells = [cell.strip(BLANK + '"') for cell in line.split(delimiter)]
    required = {c: cells[at] for c, at in header.positions.items() if at < len(cells)}
    return (
        header.required <= {column for column, text in required.items() if text}
        and (bool(header.numeric) or line.count(delimiter) >= header.width - 1)
        and all(any(digit in required[column] for digit in DIGITS) for column in header.numeric)
    )


def _quote_problem(fault: str, line: int, at_end: bool) -> DeliveryError:
    if at_end or fault.startswith("field larger"):
        return problem("D11", f"从第 {line} 行起", f"from line {line} on")
    return problem(
        "D12", f"第 {line} 行起，右引号后面还有文字", f"text behind a closing quote, line {line}"
    )
