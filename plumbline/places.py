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
    """There is no warehouse that can be read; the message says where, why, and what to do."""


def open_warehouse(path: Path) -> duckdb.DuckDBPyConnection:
    """A warehouse file, for reading.

    Raises NoWarehouseError where there is none, or no key to it, or it is torn, or holds no marts.
    """
    if not path.is_file():
        said = _("{path}: no such warehouse; run `dbt build` first")
        raise NoWarehouseError(said.format(path=path))
    try:
        connection = open_database(path)
    except EncryptionError as problem:
        raise NoWarehouseError(str(problem)) from None
    except duckdb.Error as fault:
        said = _("{path} cannot be read ({reason}); a whole `dbt build` says how to restore it")
        reason = str(fault).splitlines()[0]
        raise NoWarehouseError(said.format(path=path, reason=reason)) from None
    if not connection.execute(
        "from duckdb_schemas() where database_name = current_database() and schema_name = 'marts'"
    ).fetchall():
        connection.close()
        said = _(
            "{path} holds no marts: it is a restored history, or no warehouse of this project; run "
            "a whole `dbt build`, which says so"
        )
        raise NoWarehouseError(said.format(path=path))
    return connection
