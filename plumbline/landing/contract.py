"""The contract with the departments, read from the dbt source files, where it stands once."""

from __future__ import annotations

import collections
import csv
import functools
import hashlib
import itertools
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from plumbline.files import read_yaml
from plumbline.landing.text import clean_text
from plumbline.places import seed_path

SOURCES = "models/staging/*/_*__sources.yml"
ALIASES = "header_aliases"
CITY_ALIASES = "city_header_aliases"
CITY_EXTRACTS = "city_extracts"
ANY_EXTRACT = "*"
# What is not part of a header: how to fill the column in, its unit.
_TRAILING = re.compile(r"(?:\*|\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】)+$")


@dataclass(frozen=True)
class Extract:
    """One kind of delivery: which columns it brings and under which Chinese headers.

    `columns` maps the cleaned Chinese header to the English column name, in contract order;
    `types` the column name to its declared type; `words` a column to the words it may hold;
    `prefilled` the columns that a form sent out already holds, its rows' number first; `key` the
    columns by which a later row supersedes an earlier one; `ends` those that are empty while a
    spell goes on; `aliases` maps the headers that offices write instead to their column; `delivers`
    is whether this city gets it, where its list says so.
    """

    name: str
    provider: str
    title_zh: str
    optional: bool
    columns: dict[str, str]
    required_headers: frozenset[str]
    types: dict[str, str]
    words: dict[str, list[str]]
    prefilled: tuple[str, ...]
    key: tuple[str, ...]
    ends: frozenset[str] = frozenset()
    aliases: dict[str, str] = field(default_factory=dict)
    delivers: bool | None = None

    @functools.cached_property
    def _columns_by_header(self) -> dict[str, str]:
        known = {header_key(alias): column for alias, column in self.aliases.items()}
        return known | {header_key(header): column for header, column in self.columns.items()}

    def column_of(self, header: str) -> str | None:
        """The column that a header means, however an office writes it; None for an unknown one."""
        return self._columns_by_header.get(header_key(header))

    def header_of(self, column: str) -> str:
        return next(header for header, name in self.columns.items() if name == column)

    @functools.cached_property
    def required(self) -> frozenset[str]:
        """The columns that a record must fill."""
        return frozenset(self.columns[header] for header in self.required_headers)

    @functools.cached_property
    def amount(self) -> str | None:
        """The first required column that holds money."""
        names = (name for name in self.columns.values() if name in self.required)
        return next((name for name in names if self.types.get(name) == "money"), None)

    @functools.cached_property
    def signature(self) -> str:
        """Changes whenever a landed file would have to be read again under this contract."""
        required = sorted(self.required_headers)
        text = json.dumps(
            [self.name, self.columns, self.types, required, self.prefilled, self.aliases]
        )
        return hashlib.sha256(text.encode()).hexdigest()


def read_contract(project_root: Path) -> dict[str, Extract]:
    """All extracts by name, from every `_<provider>__sources.yml` of the project.

    With the headers that offices write instead, and whether this city gets them. Raises
    FileNotFoundError where the folder is no project, ValueError with a line for each thing that is
    wrong in one of its lists.
    """
    extracts: dict[str, Extract] = {}
    for path in sorted(project_root.glob(SOURCES)):
        document = read_yaml(path)
        for source in document["sources"]:
            for table in source["tables"]:
                extract = _extract(source["name"], table)
                extracts[extract.name] = extract
    if not extracts:
        raise FileNotFoundError(f"no {SOURCES} below {project_root}")
    problems: list[str] = []
    aliases = [seed_path(project_root, name) for name in (ALIASES, CITY_ALIASES)]
    extracts = _with_aliases(extracts, aliases, problems)
    extracts = _with_the_citys(extracts, seed_path(project_root, CITY_EXTRACTS), problems)
    if problems:
        raise ValueError("\n".join(problems))
    return extracts


@functools.lru_cache(10_000)
def header_key(text: str) -> str:
    """A header as it is compared: cleaned, without blanks, `*`, and brackets at its end."""
    text = clean_text(text).replace(" ", "")
    return _TRAILING.sub("", text) or text


def _with_aliases(
    extracts: dict[str, Extract], lists: list[Path], problems: list[str]
) -> dict[str, Extract]:
    """The extracts with the headers that offices write instead of theirs.

    An alias of any extract (`*`) stands where its column has the header that most extracts give it:
    the 身份证号 of a payment is the payee's, 户主身份证号 somebody else's.
    A problem, with file and line, is an alias that is not the one of one known column.
    """
    known: dict[str, dict[str, str]] = {name: {} for name in extracts}
    columns = ("extract", "column_name", "alias")
    for where, row in itertools.chain.from_iterable(_rows(p, columns, problems) for p in lists):
        name, column, alias = row["extract"], row["column_name"], row["alias"]
        header = _usual_header(extracts, column)
        meant = [
            extract
            for extract in extracts.values()
            if (extract.name == name and column in extract.columns.values())
            or (name == ANY_EXTRACT and extract.columns.get(header) == column)
        ]
        if not meant:
            problems.append(f"{where}: no extract {name} with a column {column}; correct the row")
        for extract in meant:
            other = extract.column_of(alias) or known[extract.name].get(header_key(alias))
            if other not in (None, column):
                problems.append(
                    f"{where}: {alias} already is a header of the column {other} of "
                    f"{extract.name}; take one of them out"
                )
                break
            known[extract.name][header_key(alias)] = column
    return {name: replace(extract, aliases=known[name]) for name, extract in extracts.items()}


def _with_the_citys(
    extracts: dict[str, Extract], path: Path, problems: list[str]
) -> dict[str, Extract]:
    """The extracts, knowing whether this city gets them.

    A problem, with file and line, is an unknown extract or another word than yes or no.
    """
    said = {"yes": True, "no": False}
    known: dict[str, bool] = {}
    for where, row in _rows(path, ("extract", "delivers"), problems):
        name, delivers = row["extract"], row["delivers"]
        if name not in extracts or name in known:
            what = "stands twice" if name in known else "is no extract of the contract"
            problems.append(f"{where}: {name} {what}; correct the row")
        elif delivers not in said:
            problems.append(f"{where}: delivers is {delivers!r}; expected yes or no")
        else:
            known[name] = said[delivers]
    return {name: replace(e, delivers=known.get(name)) for name, e in extracts.items()}


def _rows(
    path: Path, columns: tuple[str, ...], problems: list[str]
) -> Iterator[tuple[str, dict[str, str]]]:
    """A list's rows, each with its file and line; none where there is no list."""
    if not path.is_file():
        return
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        if not set(columns) <= set(reader.fieldnames or ()):
            problems.append(f"{path.name}, line 1: expected the columns {', '.join(columns)}")
            return
        for row in reader:
            where = f"{path.name}, line {reader.line_num}"
            if any(row[column] is None for column in columns):
                problems.append(f"{where}: expected {', '.join(columns)}; found less")
                continue
            yield where, {name: (value or "").strip() for name, value in row.items() if name}


def _usual_header(extracts: dict[str, Extract], column: str) -> str:
    headers = collections.Counter(
        header for e in extracts.values() for header, name in e.columns.items() if name == column
    )
    return headers.most_common(1)[0][0] if headers else ""


def _extract(provider: str, table: dict[str, Any]) -> Extract:
    meta = table["config"]["meta"]
    # landing's own columns (file name, row number) have no header
    arriving = {
        column["name"]: column["config"]["meta"]
        for column in table["columns"]
        if "config" in column
    }
    columns = {clean_text(about["header"]): name for name, about in arriving.items()}
    required = frozenset(
        clean_text(about["header"]) for about in arriving.values() if about["required"]
    )
    return Extract(
        name=table["name"],
        provider=provider,
        title_zh=meta["title_zh"],
        optional=meta.get("optional", False),
        columns=columns,
        required_headers=required,
        types={name: about["type"] for name, about in arriving.items()},
        words={name: list(words) for name, words in meta.get("values", {}).items()},
        prefilled=tuple(meta.get("prefilled", [])),
        key=tuple(meta["key"]),
        ends=frozenset(end for _, end in meta.get("spells", [])),
    )
