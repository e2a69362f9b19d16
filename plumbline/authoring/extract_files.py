"""All files that are written from the contract, and whether they are as written."""

from __future__ import annotations

import json
import re
from pathlib import Path

from plumbline.authoring.contract_files import (
    DATA_TYPES,
    ContractError,
    Provider,
    Table,
    read_contract_files,
)

WRITTEN = "Written by `plumbline write-extracts` from {source}; change that."
CONTRACTS = "macros/contracts/contracts.sql"
PROJECT_FILE = "dbt_project.yml"


def extract_files(project: Path) -> dict[str, str]:
    """The text of every written file by its path below the project's root."""
    providers = read_contract_files(project)
    files = {}
    for provider in providers:
        base = f"models/base/{provider.name}"
        staging = f"models/staging/{provider.name}"
        for table in provider.tables:
            files[f"{base}/base_{table.name}.sql"] = _base_sql(provider, table)
            files[f"{staging}/stg_{table.name}.sql"] = _staging_sql(table)
        files[f"{base}/_{provider.name}__base.yml"] = _base_yaml(provider)
        files[f"{staging}/_{provider.name}__models.yml"] = _staging_yaml(provider)
    files[CONTRACTS] = _contracts(providers)
    files[PROJECT_FILE] = _project_file(project, providers)
    return files


def left_over(project: Path, files: dict[str, str]) -> list[str]:
    """Models of extracts that the contract no longer holds."""
    found = [
        path.relative_to(project).as_posix()
        for pattern in ("models/base/*/base_*.sql", "models/staging/*/stg_*.sql")
        for path in sorted(project.glob(pattern))
        # the files of deliveries are told of by landing, not by a department
        if path.parent.name != "gate"
    ]
    return [path for path in found if path not in files]


def differing(project: Path) -> list[str]:
    """Paths of the written files that are not as written, and of those left over."""
    files = extract_files(project)
    wrong = [
        path
        for path, text in files.items()
        if not (project / path).is_file() or (project / path).read_text(encoding="utf-8") != text
    ]
    return sorted(wrong + left_over(project, files))


def write_extracts(project: Path) -> list[str]:
    """Writes what differs, removes what is left over; the paths of both."""
    files = extract_files(project)
    changed = differing(project)
    for path in changed:
        if path in files:
            (project / path).parent.mkdir(parents=True, exist_ok=True)
            (project / path).write_text(files[path], encoding="utf-8", newline="\n")
        else:
            (project / path).unlink()
    return changed


def _written_from(provider: Provider) -> str:
    return WRITTEN.format(source=f"_{provider.name}__sources.yml")


def _base_sql(provider: Provider, table: Table) -> str:
    return (
        f"-- One row is one landed row of {table.name}: its values, what became of it, and why.\n"
        "-- Answers: was this row staged, superseded or rejected?\n"
        f"{{{{ accounted_rows('{provider.name}', '{table.name}') }}}}\n"
    )


def _base_yaml(provider: Provider) -> str:
    lines = [f"# {_written_from(provider)}", "version: 2", "", "models:"]
    for table in provider.tables:
        lines += [
            f"  - name: base_{table.name}",
            "    description: >",
            f"      One row is one landed row of {table.name} ({table.meta['title_zh']}) with its",
            "      typed values and its row_status.",
            "    config: {meta: {stands_until: stands_until}}",
            "    data_tests:",
            "      - conserves_landed_rows:",
            f"          arguments: {{provider: {provider.name}, extract: {table.name}}}",
        ]
    return "\n".join(lines) + "\n"


def _staged_columns(table: Table) -> list[tuple[str, str, str]]:
    """Name, description and data type of each column of the staging model."""
    staged = []
    for column in table.columns:
        staged.append((column.name, column.description, DATA_TYPES[column.type]))
        if flag := column.time_known:
            staged.append((flag, f"{{{{ doc('{flag}') }}}}", "boolean"))
    staged.append(("source_row", "{{ doc('source_row') }}", "varchar"))
    return staged


def _staging_sql(table: Table) -> str:
    columns = ",\n".join(f"    {name}" for name, _, _ in _staged_columns(table))
    return (
        f"-- One row is {table.head}, staged.\n"
        f"-- Answers: {table.meta['question']}\n"
        "select\n"
        f"{columns}\n"
        f"from {{{{ ref('base_{table.name}') }}}}\n"
        "where row_status = 'staged'\n"
    )


def _staging_yaml(provider: Provider) -> str:
    lines = [f"# {_written_from(provider)}", "version: 2", "", "models:"]
    for table in provider.tables:
        lines += [
            f"  - name: stg_{table.name}",
            "    description: >",
            f"      One row is {table.grain},",
            f"      cleaned, valid and not superseded ({table.meta['title_zh']}).",
            "    columns:",
        ]
        for name, description, data_type in _staged_columns(table):
            quoted = f'"{data_type}"' if "," in data_type else data_type
            lines += [
                f"      - name: {name}",
                f"        data_type: {quoted}",
                f'        description: "{description}"',
            ]
    return "\n".join(lines) + "\n"


def _contracts(providers: list[Provider]) -> str:
    """One macro that gives every contract at parse time, when the graph is not there yet."""
    lines = [
        "{# " + WRITTEN.format(source="models/staging/*/_*__sources.yml"),
        "",
        "   Every extract's contract: provider, Chinese names, cadence, columns in order, key,",
        "   spells (pairs of start and end), the words that a column may hold, and what its rows",
        "   are about where that is stated. #}",
        "{% macro contracts() %}",
        "    {% do return({",
    ]
    for provider in providers:
        for table in provider.tables:
            meta = table.meta
            lines.append(f"        {_literal(table.name)}: {{")
            about = {
                "extract": table.name,
                "extract_zh": meta["title_zh"],
                "provider": provider.name,
                "provider_zh": provider.title_zh,
                "cadence": meta["cadence"],
                "is_steady": bool(meta.get("steady", False)),
                "is_optional": bool(meta.get("optional", False)),
                "is_own": bool(meta.get("own", False)),
                "key": meta["key"],
                "spells": meta.get("spells", []),
                "words": meta.get("values", {}),
                "stated_subject": meta.get("subject", ""),
            }
            lines += [f"            {_literal(key)}: {_literal(about[key])}," for key in about]
            lines.append('            "columns": [')
            for column in table.columns:
                stated = {
                    "name": column.name,
                    "header": column.header,
                    "type": column.type,
                    "required": column.required,
                }
                lines.append(f"                {_literal(stated)},")
            lines += ["            ],", "        },"]
    lines += ["    }) %}", "{% endmacro %}"]
    return "\n".join(lines) + "\n"


def _literal(value: object) -> str:
    """JSON is what Jinja reads as the same value, as long as nothing is null."""
    return json.dumps(value, ensure_ascii=False)


def _project_file(project: Path, providers: list[Provider]) -> str:
    """dbt_project.yml with the list of extracts as the contract has them."""
    text = (project / PROJECT_FILE).read_text(encoding="utf-8")
    names = [table.name for provider in providers for table in provider.tables]
    written, found = re.subn(
        r"^  extracts:\n(    - \w+\n)*",
        "  extracts:\n" + "".join(f"    - {name}\n" for name in names),
        text,
        flags=re.MULTILINE,
    )
    if found != 1:
        raise ContractError(
            f"{PROJECT_FILE}: no list `extracts:` below `vars:`; put the line back, "
            "its entries are written below it"
        )
    return written
