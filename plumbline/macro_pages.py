"""Writes macros/_macros.yml from the macros: `python -m plumbline.macro_pages [--check]`.

A macro is described by the comment that stands right above it, or else by the first of its file;
its arguments are those of its signature. What only its own file calls, and what one engine does,
is left out unless it has a comment. `--check` exits 1 where the file differs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from plumbline.places import PROJECT_ROOT
from plumbline.seed_pages import write_or_check

PAGE = Path("macros/_macros.yml")
HEAD = "# Written by `python -m plumbline.macro_pages` from the macros; do not edit by hand.\n"
COMMENT = r"\{#(?P<comment>(?:(?!#\}).)*)#\}"
MACRO = re.compile(
    rf"(?:{COMMENT}\n)?\{{%-? macro (?P<name>\w+)\((?P<arguments>.*?)\) -?%\}}", re.DOTALL
)
ENGINES = ("default__", "duckdb__", "spark__")


@dataclass(frozen=True)
class Macro:
    """A macro as its file writes it; without a comment of its own `comment` is empty."""

    name: str
    file: Path
    arguments: str
    comment: str


def main(arguments: list[str] | None = None, project_root: Path = PROJECT_ROOT) -> None:
    write_or_check(
        "plumbline.macro_pages", PAGE, page, arguments, project_root, "the macros' comments say"
    )


def page(project_root: Path) -> str:
    """The whole file.

    Raises ValueError where a macro that other files call has nothing to describe it.
    """
    described = []
    called = _calls(project_root)
    for file in sorted((project_root / "macros").rglob("*.sql")):
        text = file.read_text(encoding="utf-8")
        about_file = re.search(COMMENT, text, re.DOTALL)
        for macro in macros_in(file, text):
            if macro.name.startswith(ENGINES):
                continue
            is_public = any(path != file for path in called.get(macro.name, ()))
            if not (macro.comment or is_public):
                continue
            comment = macro.comment or (about_file["comment"] if about_file else "")
            if not comment.strip():
                where = file.relative_to(project_root)
                raise ValueError(f"{where}: say what it does in a comment above {macro.name}")
            described.append(_entry(macro, comment))
    written = yaml.safe_dump(
        {"version": 2, "macros": described}, allow_unicode=True, sort_keys=False, width=100
    )
    return HEAD + written


def macros_in(file: Path, text: str) -> Iterator[Macro]:
    for found in MACRO.finditer(text):
        yield Macro(found["name"], file, found["arguments"], (found["comment"] or "").strip())


def _entry(macro: Macro, comment: str) -> dict[str, Any]:
    entry: dict[str, Any] = {"name": macro.name, "description": " ".join(comment.split())}
    if macro.arguments:
        entry["arguments"] = [
            {"name": name, "description": f"Default {default}."} if default else {"name": name}
            for name, _, default in (
                argument.strip().partition("=") for argument in macro.arguments.split(",")
            )
        ]
    return entry


def _calls(project_root: Path) -> dict[str, set[Path]]:
    """Which files call what, by the name before each opening bracket."""
    files = [project_root / "dbt_project.yml"]
    for folder in ("macros", "models", "tests", "analyses"):
        files += (project_root / folder).rglob("*.sql")
    callers: dict[str, set[Path]] = {}
    for file in files:
        for name in re.findall(r"(\w+)\(", file.read_text(encoding="utf-8")):
            callers.setdefault(name, set()).add(file)
    return callers


if __name__ == "__main__":
    main()
