"""Headers: where they stand in a table, and which of its columns the extract knows."""

from __future__ import annotations

import functools
import itertools
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

from plumbline.landing.contract import Extract, header_key
from plumbline.landing.errors import DeliveryError, NoHeaderError
from plumbline.landing.text import clean_text

HEADER_ROWS = 10
# Texts whose header is remembered: most files of a city have the same ones.
HEADERS_KEPT = 10_000
# So much of a row that is no header is shown; long digits in it could be somebody's ID.
SHOWN_CELLS, SHOWN_CHARACTERS = 30, 12
_LONG_DIGITS = re.compile(r"[0-9]{5,}")
NAME = "姓名"
# 监护人, 户主, 护理员, 家属; what stands in them is not the ID or the name of the person
_SOMEBODY = re.compile(
    "(?:(?<![本老年个疾病保益助])人|(?<!^人)员|主|(?<![死逝亡患])者|属|方|父亲|母亲|子女|配偶|联系|经办|代办|代领)"
    "(?:基本)?(?:信息|情况|资料)?$"
)
# Of these a value holds a digit.
_NUMERIC = {"id", "date", "month", "moment", "time", "money", "int", "number"}
_GUARDS = "'’‘"


class PartialHeaderError(NoHeaderError):
    """A table of which one of the first rows holds some of the required headers, but not all."""


@dataclass(frozen=True)
class AnyExtract(Extract):
    """No extract in particular: keeps the first rows of each table in which a header is sought."""

    tables: list[list[list[str]]] = field(default_factory=list)


@dataclass(frozen=True)
class Header:
    """Where the header stands, in its last row, and which of its cells are columns of the extract.

    `width` is that of its last column; `required` are the columns that a record must fill,
    `numeric` those of them whose values hold a digit, and `amount` the first that holds money.
    """

    row: int
    width: int
    positions: dict[str, int]
    unknown_columns: list[str]
    required: frozenset[str] = frozenset()
    numeric: frozenset[str] = frozenset()
    amount: str | None = None


@dataclass
class _Row:
    """A row read as a header: its texts, and the column each of them means."""

    extract: Extract
    texts: list[str]
    columns: list[str | None] = field(init=False)

    def __post_init__(self) -> None:
        self.columns = [self.extract.column_of(text) for text in self.texts]

    @property
    def required(self) -> frozenset[str]:
        return self.extract.required.intersection(filter(None, self.columns))

    @property
    def holds_all(self) -> bool:
        return self.required == self.extract.required

    def shares(self, other: _Row) -> bool:
        """Whether a column stands in both, and not at the same place."""
        pairs = itertools.zip_longest(self.columns, other.columns)
        apart = [pair for pair in pairs if pair[0] != pair[1]]
        return bool({above for above, _ in apart if above} & {below for _, below in apart})

    def known(self, at: int) -> str | None:
        return self.columns[at] if at < len(self.columns) else None

    def text(self, at: int) -> str:
        return self.texts[at] if at < len(self.texts) else ""


def find_header(rows: Iterable[list[str]], extract: Extract) -> Header:
    """The first of the first ten rows, or two under merged cells, that holds all required headers.

    Raises PartialHeaderError that names what the best of those rows lacks and what stood there,
    NoHeaderError where none holds any, and DeliveryError where a column has two headers.
    """
    first = list(itertools.islice(rows, HEADER_ROWS))
    if isinstance(extract, AnyExtract):
        extract.tables.append(first)
        raise NoHeaderError("no extract was asked for")
    found: list[_Row] = []
    below = _row(first, 0, extract)
    while row := below:
        at = len(found)
        found.append(row)
        below = _row(first, at + 1, extract)
        joined = _joined(row, below) if below else None
        # a line above the header may hold one of its words
        is_above = below and below.holds_all and row.shares(below)
        if joined and joined.holds_all and not is_above:
            return _header(joined, at + 1)
        if row.holds_all:
            return _header(row, at)
    raise _no_header(found, extract)


def of_sheet(name: str, problem: PartialHeaderError) -> PartialHeaderError:
    """The problem as one of a sheet of a workbook, which may have been meant for no data."""
    return PartialHeaderError(
        f"工作表“{name}”：{problem}; 没有数据的工作表请删除或隐藏 / in its sheet {name}; delete or "
        "hide a sheet that holds no data"
    )


@functools.lru_cache(HEADERS_KEPT)
def header_text(cell: str) -> str:
    """A header's text in one spelling: cleaned as all text is, without what guards it in a CSV."""
    text = "".join(
        character
        for character in cell
        if unicodedata.category(character) != "Cf"
        and (unicodedata.category(character) != "Cc" or character.isspace())
    )
    text = clean_text(text)
    if text.startswith('="') and text.endswith('"') and len(text) > 2:
        text = text[2:-1]
    return clean_text(text.lstrip(_GUARDS))


def _row(rows: list[list[str]], at: int, extract: Extract) -> _Row | None:
    return _Row(extract, [header_text(cell) for cell in rows[at]]) if at < len(rows) else None


def _joined(upper: _Row, lower: _Row) -> _Row | None:
    """Two rows as the one header they are: groups above, their columns below; None if they are not.

    The lower row must bring columns, known ones or several of a group, and hold nothing under a
    column of the upper one but the same once more, as a merged cell does that was filled down.
    """
    extract = upper.extract
    width = max(len(upper.texts), len(lower.texts))
    groups: list[str] = []
    for at in range(width):
        groups.append(upper.text(at) or "".join(groups[-1:]))
    texts: list[str] = []
    brings = 0
    for at, group in enumerate(groups):
        above, below, known = upper.text(at), lower.text(at), lower.known(at)
        is_wide = group in (groups[at - 1] if at else "", *groups[at + 1 : at + 2])
        text = group + below
        if not below or below == above or (known and known == upper.known(at)):
            text = above
        elif extract.column_of(text):
            brings += 2
        elif upper.known(at) and not is_wide:
            return None
        elif upper.known(at):
            # 姓名 of the group 护理员 is the column 护理员
            text = above if header_key(below) == NAME else text
            brings += 1
        elif known and known not in upper.columns and not _is_somebodys(group, known, extract):
            text = below
            brings += 2
        elif known:
            brings += 2
        else:
            text = below
            brings += is_wide
        texts.append(text)
    holds_values = any(_LONG_DIGITS.search(text) for text in lower.texts)
    return _Row(extract, texts) if brings > 1 and any(upper.columns) and not holds_values else None


def _is_somebodys(group: str, column: str, extract: Extract) -> bool:
    """Whether an ID or a name in a group is somebody else's, as that of a guardian is."""
    return extract.types.get(column) in ("id", "name") and bool(_SOMEBODY.search(header_key(group)))


def _header(row: _Row, number: int) -> Header:
    extract = row.extract
    for column in row.columns:
        if column and row.columns.count(column) > 1:
            headers = [text for text, c in zip(row.texts, row.columns, strict=True) if c == column]
            together = "、".join(headers)
            official = extract.header_of(column)
            raise DeliveryError(
                f"D19 表头里“{official}”有{len(headers)}列（{together}）；请只保留一列 / its "
                f"header holds {official} more than once ({together}); expected it once"
            )
    return Header(
        row=number,
        width=max(at for at, text in enumerate(row.texts, start=1) if text),
        positions={column: at for at, column in enumerate(row.columns) if column},
        unknown_columns=[
            text for text, c in zip(row.texts, row.columns, strict=True) if text and not c
        ],
        required=extract.required,
        numeric=frozenset(c for c in extract.required if extract.types.get(c) in _NUMERIC),
        amount=extract.amount,
    )


def _no_header(rows: list[_Row], extract: Extract) -> NoHeaderError:
    best = max(rows, key=lambda row: len(row.required), default=None)
    if best is None or not best.required:
        expected = "、".join(h for h in extract.columns if h in extract.required_headers)
        return NoHeaderError(
            f"D17 前{HEADER_ROWS}行里没有表头；应有：{expected} / none of its first "
            f"{HEADER_ROWS} rows is a header; expected {expected}"
        )
    lacking = [
        header
        for header, column in extract.columns.items()
        if header in extract.required_headers and column not in best.required
    ]
    number = rows.index(best) + 1
    texts = [text for text in best.texts if text]
    stood = "、".join(map(_shown, texts[:SHOWN_CELLS])) + ("…" if len(texts) > SHOWN_CELLS else "")
    return PartialHeaderError(
        f"D18 表头缺少{'、'.join(f'“{header}”' for header in lacking)}；第{number}行有：{stood} / "
        f"its header lacks the required column {'、'.join(lacking)}; row {number} holds {stood}"
    )


def _shown(text: str) -> str:
    text = _LONG_DIGITS.sub("…", text)
    return text if len(text) <= SHOWN_CHARACTERS else text[:SHOWN_CHARACTERS] + "…"
