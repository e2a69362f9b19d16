"""Renders the project's macros without dbt: enough of it for macros that only build text."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import jinja2

MACROS = Path(__file__).resolve().parents[2] / "macros"


class _Returned(Exception):
    def __init__(self, value: object) -> None:
        self.value = value


def _give_back(value: object) -> None:
    raise _Returned(value)


def macros(*files: str, **others: Callable[..., Any]) -> dict[str, Callable[..., Any]]:
    """The macros of these files by name; they see each other, and dispatch knows DuckDB.

    What else they call stands for itself, by name.
    """
    source = "\n".join((MACROS / file).read_text(encoding="utf-8") for file in files)
    names = re.findall(r"{%-? macro (\w+)\(", source)
    # Jinja binds a macro's own name to what ignores return(): like dbt, give it another
    source = re.sub(r"({%-? macro )(\w+)\(", r"\1its_\2(", source)
    environment = jinja2.Environment(extensions=["jinja2.ext.do"])
    known: dict[str, Callable[..., Any]] = {}

    def dispatch(name: str) -> Callable[..., Any]:
        return known.get(f"duckdb__{name}") or known[f"default__{name}"]

    def late(name: str) -> Callable[..., Any]:
        return lambda *arguments: known[name](*arguments)

    environment.globals.update({name: late(name) for name in names} | others)
    environment.globals["return"] = _give_back
    environment.globals["adapter"] = SimpleNamespace(dispatch=dispatch)
    module = environment.from_string(source).module

    def returning(macro: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any) -> Any:
            try:
                return macro(*arguments)
            except _Returned as returned:
                return returned.value

        return call

    known.update({name: returning(getattr(module, f"its_{name}")) for name in names})
    return known
