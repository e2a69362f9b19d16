"""The restricted edition: for each unit the pages of its own alerts, with IDs and names.

The tables that the pages read are made anew for each unit, by a query each in `unit_tables/`, from
the published warehouse; queries and templates are those of the masked edition.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from plumbline.encryption import attach

QUERIES = Path(__file__).with_name("unit_tables")
# These are read by the others.
FIRST = ("alerts", "cases", "place_alerts")


@contextmanager
def opened(warehouse: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The warehouse, read-only, beside an empty database for one unit's tables at a time.

    Raises EncryptionError where it is encrypted and the key lacks, or is another.
    """
    with duckdb.connect() as connection:
        attach(connection, warehouse, "warehouse", "read_only")
        connection.execute("use memory")
        connection.execute("create schema bi")
        yield connection


def units(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, int]]:
    """Each unit that may read an alert, with how many people or others they are about."""
    found: list[tuple[str, int]] = connection.execute(
        "select readers.unit, count(distinct alerts.subject_id)"
        " from warehouse.marts.alert_readers as readers"
        " inner join warehouse.marts.red_alerts as alerts using (alert_id)"
        " group by readers.unit order by readers.unit"
    ).fetchall()
    return found


def make_tables(connection: duckdb.DuckDBPyConnection, unit: str) -> None:
    """What the pages read, of the unit's alerts alone."""
    connection.execute("set variable unit = $unit", {"unit": unit})
    others = sorted({path.stem for path in QUERIES.glob("*.sql")} - set(FIRST))
    for name in (*FIRST, *others):
        query = (QUERIES / f"{name}.sql").read_text(encoding="utf-8")
        connection.execute(f"create or replace table bi.{name} as {query}")
