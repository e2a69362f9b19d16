"""`plumbline new-extract`: the contract of a new extract, and all that is written from it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from plumbline.authoring.contract_files import (
    CADENCES,
    DATA_TYPES,
    WORDS,
    ContractError,
    read_contract_files,
    time_known,
)


@dataclass(frozen=True)
class NewColumn:
    """A column as the command line gives it: `name:header:type`, with `!` where it is required."""

    name: str
    header: str
    type: str
    required: bool

    @classmethod
    def parse(cls, text: str) -> NewColumn:
        parts = re.split("[:：]", text.rstrip("!！"))
        if len(parts) != 3 or not re.fullmatch(r"[a-z][a-z0-9_]*", parts[0]):
            raise ContractError(
                f"--column {text}: expected name:header:type, with ! behind it where the column is "
                "required, for example paid_date:发放日期:date!"
            )
        if parts[2] not in DATA_TYPES:
            raise ContractError(
                f"--column {text}: type is {parts[2]}; expected one of {', '.join(DATA_TYPES)}"
            )
        return cls(parts[0], parts[1], parts[2], text.endswith(("!", "！")))


@dataclass(frozen=True)
class NewExtract:
    """What a contract needs to know of an extract."""

    name: str
    title_zh: str
    grain: str
    question: str
    cadence: str
    key: tuple[str, ...]
    columns: tuple[NewColumn, ...]


def add_extract(
    project: Path,
    provider: str,
    provider_title_zh: str | None,
    extract: NewExtract,
    sentences: dict[str, str],
) -> Path:
    """Adds the extract to its provider's contract, which is begun where there is none, and the
    sentences to columns.md; both stay as they were where the contract would not hold.

    New extracts are optional: a city may not have the delivery yet.
    """
    _refuse(project, extract)
    path = project / "models" / "staging" / provider / f"_{provider}__sources.yml"
    words = project / WORDS
    before = words.read_text(encoding="utf-8")
    contract = path.read_text(encoding="utf-8") if path.is_file() else None
    if contract is None and not provider_title_zh:
        raise ContractError(
            f"{path.relative_to(project)}: there is no such contract yet; say with "
            "--provider-title what the department is called in Chinese"
        )
    path.parent.mkdir(parents=True, exist_ok=True)
    begun = contract or _head(provider, str(provider_title_zh))
    path.write_text(begun + _table(extract), encoding="utf-8", newline="\n")
    words.write_text(before + _blocks(sentences), encoding="utf-8", newline="\n")
    try:
        read_contract_files(project)
    except ContractError:
        words.write_text(before, encoding="utf-8", newline="\n")
        if contract is None:
            path.unlink()
            path.parent.rmdir()
        else:
            path.write_text(contract, encoding="utf-8", newline="\n")
        raise
    return path


def undescribed(project: Path, extract: NewExtract) -> list[str]:
    """The columns, and the flags beside moments, that have no sentence in columns.md yet."""
    text = (project / WORDS).read_text(encoding="utf-8")
    names = []
    for column in extract.columns:
        names.append(column.name)
        if column.type == "moment":
            names.append(time_known(column.name))
    return [name for name in names if f"{{% docs {name} %}}" not in text]


def _blocks(sentences: dict[str, str]) -> str:
    return "".join(
        f"\n{{% docs {name} %}}\n{sentence}\n{{% enddocs %}}\n"
        for name, sentence in sentences.items()
    )


def _refuse(project: Path, extract: NewExtract) -> None:
    known = {table.name for provider in read_contract_files(project) for table in provider.tables}
    names = [column.name for column in extract.columns]
    faults = []
    if not re.fullmatch(r"[a-z][a-z0-9_]*", extract.name):
        faults.append(f"{extract.name}: an extract's name is of small letters, digits and _")
    if extract.name in known:
        faults.append(f"{extract.name}: the contract has this extract already; add columns there")
    if extract.cadence not in CADENCES:
        faults.append(f"cadence {extract.cadence}: expected one of {', '.join(CADENCES)}")
    faults += [
        f"--key {name}: no --column of that name; name the columns that tell one row from another"
        for name in extract.key
        if name not in names
    ]
    if faults:
        raise ContractError("\n".join(faults))


def _head(provider: str, title_zh: str) -> str:
    return f"""\
# The contract with {title_zh}: what arrives, under which headers.
# The words used here are explained in docs/deliveries.md.
version: 2

sources:
  - name: {provider}
    description: Deliveries of {title_zh}.
    schema: raw
    database: "{{{{ 'intake' if target.type == 'duckdb' else none }}}}"
    config:
      meta:
        title_zh: {title_zh}
    tables:
"""


def _table(extract: NewExtract) -> str:
    lines = [
        f"      - name: {extract.name}",
        f"        description: One row is {extract.grain}, as it landed.",
        "        config:",
        "          meta:",
        f"            title_zh: {extract.title_zh}",
        f"            question: {extract.question}",
        f"            cadence: {extract.cadence}",
        f"            key: [{', '.join(extract.key)}]",
        "            optional: true",
        "        columns:",
    ]
    for column in extract.columns:
        required = str(column.required).lower()
        lines += [
            f"          - name: {column.name}",
            f"            description: \"{{{{ doc('{column.name}') }}}}\"",
            "            config:",
            f"              meta: {{header: {column.header}, type: {column.type}, "
            f"required: {required}}}",
        ]
    for name in ("file_name", "row_number"):
        lines += [
            f"          - name: {name}",
            f"            description: \"{{{{ doc('{name}') }}}}\"",
        ]
    return "\n".join(lines) + "\n"
