"""The contract as its source files state it, whole and checked: all that is written from it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from plumbline.files import read_yaml

SOURCES = "models/staging/*/_*__sources.yml"
WORDS = "models/staging/columns.md"

# the type of a column in staging, by the type that the contract declares
DATA_TYPES = {
    "id": "varchar",
    "name": "varchar",
    "text": "varchar",
    "time": "varchar",
    "date": "date",
    "month": "date",
    "moment": "timestamp",
    "money": "decimal(14,2)",
    "int": "bigint",
    "number": "decimal(28,10)",
}
CADENCES = ("week", "month", "quarter", "year", "change")
LANDED = ("file_name", "row_number")
GRAIN = re.compile(r"One row is (.+), as it landed\.")
HEAD_WIDTH = 88


def time_known(moment: str) -> str:
    """admitted_at has has_admitted_time beside it."""
    return f"has_{moment.removesuffix('_at')}_time"


class ContractError(Exception):
    """What is wrong with the contract, a sentence a line; each names file, extract and column."""


@dataclass(frozen=True)
class Column:
    """A column as it arrives, and what it holds."""

    name: str
    header: str
    type: str
    required: bool
    description: str

    @property
    def time_known(self) -> str | None:
        """The flag beside a moment; the macro `time_known` gives it the same name."""
        return time_known(self.name) if self.type == "moment" else None


@dataclass(frozen=True)
class Table:
    """An extract: `meta` is that of its source, as it stands."""

    name: str
    grain: str
    meta: dict[str, Any]
    columns: tuple[Column, ...]

    @property
    def head(self) -> str:
        """The grain without what is said behind it in brackets or after a semicolon."""
        return re.split(r" \(|; ", self.grain)[0]


@dataclass(frozen=True)
class Provider:
    """A department and its extracts, in the order of its file."""

    name: str
    title_zh: str
    tables: tuple[Table, ...]


def read_contract_files(project: Path) -> list[Provider]:
    """All providers by name. Raises ContractError with everything that is wrong at once."""
    faults: list[str] = []
    # a word of the marts, such as alert_id, is described there
    described = {
        name
        for page in project.glob("models/**/columns.md")
        for name in re.findall(r"{% docs (\w+) %}", page.read_text(encoding="utf-8"))
    }
    providers = []
    owners: dict[str, str] = {}
    for path in sorted(project.glob(SOURCES)):
        file = path.relative_to(project).as_posix()
        try:
            document = read_yaml(path)
            (source,) = document["sources"]
            tables = source["tables"]
            title = source["config"]["meta"]["title_zh"]
        except (yaml.YAMLError, KeyError, TypeError, ValueError) as error:
            faults.append(
                f"{file}: no contract of one source with a title_zh and tables ({error}); "
                "compare the file with that of another department"
            )
            continue
        folder = path.parent.name
        if source["name"] != folder or path.name != f"_{folder}__sources.yml":
            faults.append(
                f"{file}: the source is called {source['name']}; folder, file and source bear one "
                "name: <provider>/_<provider>__sources.yml"
            )
        read = []
        for number, table in enumerate(tables, start=1):
            name = str(table.get("name", f"extract {number}"))
            if name in owners:
                faults.append(f"{file}: {name} stands in {owners[name]} too; give it another name")
            owners[name] = file
            read.append(_table(f"{file}: {name}", name, table, described, faults))
        providers.append(Provider(source["name"], title, tuple(read)))
    if not providers and not faults:
        faults.append(f"no {SOURCES} below {project}; run the command in the project's folder")
    if faults:
        raise ContractError("\n".join(faults))
    return providers


def _table(
    place: str, name: str, table: dict[str, Any], described: set[str], faults: list[str]
) -> Table:
    meta = (table.get("config") or {}).get("meta") or {}
    for key in ("title_zh", "question", "key", "cadence"):
        if not meta.get(key):
            faults.append(f"{place}: config.meta has no {key}; write it beside the others")
    if meta.get("cadence") and meta["cadence"] not in CADENCES:
        faults.append(
            f"{place}: cadence is {meta['cadence']}; expected one of {', '.join(CADENCES)}"
        )
    grain = GRAIN.fullmatch(str(table.get("description", "")))
    if not grain:
        faults.append(
            f"{place}: its description is not of the form `One row is …, as it landed.`; "
            "say what one row is in these words"
        )
    columns = []
    names: list[str] = []
    for column in table.get("columns") or []:
        names.append(str(column.get("name")))
        about = (column.get("config") or {}).get("meta")
        if about is None and column.get("name") in LANDED:
            continue
        columns.append(_column(f"{place}.{column.get('name')}", column, about or {}, faults))
        faults += _undescribed(f"{place}.{column.get('name')}", column, described)
        flag = columns[-1].time_known
        if flag and flag not in described:
            faults.append(
                f"{place}.{column['name']}: {WORDS} has no block {flag}, the flag beside a moment; "
                "say there that it tells whether the time of day is known"
            )
    if tuple(names[-2:]) != LANDED:
        faults.append(f"{place}: its last columns are not {' and '.join(LANDED)}; add them")
    read = Table(name, grain[1] if grain else "", meta, tuple(columns))
    faults += _inconsistencies(place, read, names)
    return read


def _column(place: str, column: dict[str, Any], about: dict[str, Any], faults: list[str]) -> Column:
    for key in ("header", "type", "required"):
        if about.get(key) is None:
            faults.append(
                f"{place}: no {key}; a column says `meta: {{header: …, type: …, required: …}}`"
            )
    kind = str(about.get("type"))
    name = str(column["name"])
    if about.get("type") is not None and kind not in DATA_TYPES:
        faults.append(f"{place}: type is {kind}; expected one of {', '.join(DATA_TYPES)}")
    if kind == "moment" and not name.endswith("_at"):
        faults.append(f"{place}: a moment's name ends in _at; rename the column")
    if kind == "id" and not name.endswith("id_number"):
        faults.append(
            f"{place}: a citizen ID is called id_number, or <role>_id_number beside <role>_name; "
            "rename the column"
        )
    if any(brace in str(about.get("header")) for brace in ("{", "}", "%", '"', "\\")):
        faults.append(f"{place}: header {about.get('header')} holds a brace, a quote or %")
    return Column(
        name,
        str(about.get("header")),
        kind,
        bool(about.get("required")),
        str(column.get("description", "")),
    )


def _undescribed(place: str, column: dict[str, Any], described: set[str]) -> list[str]:
    text = str(column.get("description", ""))
    named = re.fullmatch(r"{{ doc\('(\w+)'\) }}", text)
    if not named:
        return [f"{place}: its description is no {{{{ doc('…') }}}}; name a block of {WORDS}"]
    if named[1] not in described:
        return [f"{place}: {WORDS} has no block {named[1]}; say there what the column holds"]
    return []


def _inconsistencies(place: str, table: Table, names: list[str]) -> list[str]:
    faults = []
    types = {column.name: column.type for column in table.columns}
    headers = [column.header for column in table.columns]
    for repeated in sorted({name for name in names if names.count(name) > 1}):
        faults.append(f"{place}.{repeated}: the column stands there twice; take one away")
    for repeated in sorted({header for header in headers if headers.count(header) > 1}):
        faults.append(f"{place}: two columns have the header {repeated}; each needs its own")
    meta = table.meta
    uses = [("key", name) for name in meta.get("key") or []]
    uses += [("spells", name) for spell in meta.get("spells") or [] for name in spell]
    uses += [("values", name) for name in meta.get("values") or {}]
    uses += [("prefilled", name) for name in meta.get("prefilled") or []]
    uses += [("subject", meta["subject"])] if "subject" in meta else []
    for where, name in uses:
        if name not in types:
            faults.append(f"{place}.{name}: {where} names it, but there is no such column")
        elif where == "spells" and types[name] not in ("date", "month", "moment"):
            faults.append(f"{place}.{name}: spells names it, but its type is {types[name]}, no day")
    for line in (f"-- One row is {table.head}, staged.", f"-- Answers: {meta.get('question')}"):
        if len(line) > HEAD_WIDTH:
            faults.append(f"{place}: `{line}` is longer than {HEAD_WIDTH} characters; shorten it")
    return faults
