"""The contract with the departments, read from the dbt source files, where it stands once."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from plumbline.landing.text import clean_text

SOURCES = "models/staging/*/_*__sources.yml"


@dataclass(frozen=True)
class Extract:
    """One kind of delivery: which columns it brings and under which Chinese headers.

    `columns` maps the cleaned Chinese header to the English column name, in contract order;
    `types` the column name to its declared type; `words` a column to the words it may hold;
    `prefilled` the columns that a form sent out already holds, its rows' number first; `key` the
    columns by which a later row supersedes an earlier one.
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

    @property
    def signature(self) -> str:
        """Changes whenever a landed file would have to be read again under this contract."""
        text = json.dumps([self.name, self.columns, sorted(self.required_headers), self.prefilled])
        return hashlib.sha256(text.encode()).hexdigest()


def read_contract(project_root: Path) -> dict[str, Extract]:
    """All extracts by name, from every `_<provider>__sources.yml` of the project.

    Raises FileNotFoundError where the folder is no project.
    """
    extracts: dict[str, Extract] = {}
    for path in sorted(project_root.glob(SOURCES)):
        document = yaml.safe_load(path.read_text(encoding="utf-8"))
        for source in document["sources"]:
            for table in source["tables"]:
                extract = _extract(source["name"], table)
                extracts[extract.name] = extract
    if not extracts:
        raise FileNotFoundError(f"no {SOURCES} below {project_root}")
    return extracts


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
    )
