"""Where the project stands, and which warehouse and deliveries its commands work on."""

from __future__ import annotations

import os
import sys
from gettext import gettext as _
from pathlib import Path

import duckdb

from plumbline.encryption import EncryptionError, open_database

PROJECT_ROOT = Path(__file__).resolve().parents[1]
EXAMPLE_CITY = "city"


def speak_utf8() -> None:
    """Starts this command again in UTF-8 where the shell speaks something else."""
    if sys.getfilesystemencoding() != "utf-8" or sys.stdout.encoding.lower() != "utf-8":
        os.environ |= {"PYTHONUTF8": "1", "PYTHONIOENCODING": "utf-8"}
        os.execv(sys.executable, sys.orig_argv)


def city_dir(project_root: Path = PROJECT_ROOT) -> Path:
    """The folder of a city's own settings, from PLUMBLINE_CITY_DIR; the example's without one.

    A relative one is seen from the project, as dbt sees it.
    """
    return project_root / (os.environ.get("PLUMBLINE_CITY_DIR") or EXAMPLE_CITY)


def seed_path(project_root: Path, name: str, city: Path | None = None) -> Path:
    """Where a seed's file is: among the settings of a city, this one's if none is named, or not."""
    own = (city or city_dir(project_root)) / f"{name}.csv"
    return own if own.is_file() else project_root / "seeds" / own.name


def warehouse_path() -> Path:
    """The published warehouse file, from PLUMBLINE_WAREHOUSE."""
    return Path(os.environ.get("PLUMBLINE_WAREHOUSE", "warehouse/plumbline.duckdb"))


class NoWarehouseError(Exception):
    """There is no warehouse to read, or no key to it; the message says where, and what to do."""


def open_warehouse(path: Path) -> duckdb.DuckDBPyConnection:
    """A warehouse file, for reading. Raises NoWarehouseError where there is none, or no key."""
    if not path.is_file():
        said = _("{path}: no such warehouse; run `dbt build` first")
        raise NoWarehouseError(said.format(path=path))
    try:
        return open_database(path)
    except EncryptionError as problem:
        raise NoWarehouseError(str(problem)) from None
