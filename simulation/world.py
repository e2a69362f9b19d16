"""The city inside DuckDB: ordinary life as queries, the planted part as tables.

Nothing here knows of files. `World.query` gives the SQL of an extract's records for a span of days,
English columns with their real types; writing them down is `writing`'s business.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from string import Template
from typing import Any

import duckdb
import pyarrow as pa

from plumbline.landing.contract import Extract
from simulation import allowances, feedback, office, scenarios  # noqa: F401
from simulation.people import TOWNS, Citizens
from simulation.scenario import Batch, Truth
from simulation.settings import AS_OF, PARTS, Settings
from simulation.usual import CATEGORIES, HOSPITALS

_SQL = Path(__file__).with_name("sql")

# In a thousand slots of 61 days: spells in hospital of elders, of residents of homes, of adults.
_ILL, _RESIDENT_ILL, _INSURED_ILL = 274, 50, 93

_TYPES = {
    "date": pa.date32(),
    "month": pa.date32(),
    "moment": pa.timestamp("us"),
    "money": pa.decimal128(14, 2),
    "int": pa.int64(),
    "number": pa.float64(),
}


@cache
def _template(extract: str) -> Template | None:
    path = _SQL / f"{extract}.sql"
    return Template(path.read_text(encoding="utf-8")) if path.is_file() else None


@dataclass(frozen=True)
class Span:
    """Days, both ends included; with a town's number only that town's."""

    first: date
    last: date
    town_no: int = 0

    def holds(self, column: str) -> str:
        """SQL for a day or moment in the column being one of these days."""
        return f"{column} >= '{self.first}' and {column} < '{self.last + timedelta(days=1)}'"


EVERYTHING = Span(date(1900, 1, 1), AS_OF)


@dataclass
class World:
    """A city with its ordinary life; `truths` is filled by `plant`."""

    settings: Settings
    contract: dict[str, Extract]
    connection: duckdb.DuckDBPyConnection
    truths: list[Truth] = field(default_factory=list)

    def __post_init__(self) -> None:
        # the order of the rows of a query, and so the bytes of a file, must not depend on threads
        self.connection.execute("set preserve_insertion_order = true")
        self.connection.execute("set timezone = 'UTC'")
        life = (_SQL / "life.sql").read_text(encoding="utf-8")
        self.connection.execute(self._fill(Template(life)))
        for part, (cohort, lo, hi) in self.settings.bounds().items():
            born = f"date '{cohort.first_birth}', {cohort.birth_days}"
            self.connection.execute(
                f"create view {part} as select * from people_of("
                f"{cohort.number}, {born}, {cohort.deaths}, '{cohort.syllable}', {lo}, {hi})"
            )
        parts = " union all ".join(f"select *, '{part}' as part from {part}" for part in PARTS)
        self.connection.execute(f"create view everybody as {parts}")
        self.connection.execute("create view dead as from everybody where death_date is not null")
        for extract in self.contract.values():
            for table in ("planted", "late"):
                columns = self._schema(extract).empty_table()
                self.connection.register("empty_rows", columns)
                self.connection.execute(f"create table {table}_{extract.name} as from empty_rows")
                self.connection.unregister("empty_rows")
        self.connection.execute(
            "create table counted_meals (centre_name varchar, town varchar, claim_month date, "
            "meals bigint, diners bigint)"
        )

    def plant(self) -> None:
        """Plants batch by batch, so that a city of any scale needs the memory of one batch."""
        citizens, serials = Citizens(self.settings), Counter[str]()
        for number, fraction in enumerate(self.settings.batches):
            batch = Batch(self.settings, number, fraction, self.contract, citizens, serials)
            batch.plant()
            allowances.pay(batch)
            feedback.report(batch)
            office.keep(batch)
            self._keep(batch)

    def _keep(self, batch: Batch) -> None:
        self.truths += batch.truths
        for table, rows_of in (("planted", batch.rows), ("late", batch.late_rows)):
            for name, rows in rows_of.items():
                new_rows = pa.Table.from_pylist(rows, schema=self._schema(self.contract[name]))
                self.connection.register("new_rows", new_rows)
                self.connection.execute(f"insert into {table}_{name} from new_rows")
                self.connection.unregister("new_rows")

    def query(self, extract: str, span: Span, filed: str) -> str:
        """SQL of all records filed in a span, by the day in column `filed` (empty: all records)."""
        columns = ", ".join(self.contract[extract].columns.values())
        template = _template(extract)
        where = f" where {span.holds(filed)}" if filed else ""
        if span.town_no:
            where = f" where town = '{TOWNS[span.town_no - 1]}'"
        planted = f"select {columns} from planted_{extract}{where}"
        if template is None:
            return planted
        lived = self._fill(template, span)
        return f"select {columns} from (select * from ({lived}){where} union all by name {planted})"

    def count_meals(self, span: Span) -> None:
        """Counts a month's meals and diners for the centres' claims."""
        self.connection.execute(
            "insert into counted_meals select centre_name, any_value(town), "
            "date_trunc('month', meal_date), count(*), count(distinct id_number) "
            f"from ({self.query('meal_records', span, 'meal_date')}) group by all order by all"
        )

    def _schema(self, extract: Extract) -> pa.Schema:
        return pa.schema(
            [(column, _TYPES.get(kind, pa.string())) for column, kind in extract.types.items()]
        )

    def _fill(self, template: Template, span: Span | None = None) -> str:
        settings = self.settings
        scaled = {
            name: max(fewest, round(number * settings.scale))
            for name, number, fewest in (
                ("clients", 280, settings.fewest),
                ("guests_from", 190, 0),
                ("guests", 260, settings.fewest),
                ("on_minimum_living", 1401, 27),
                ("disabled_members", 700, 27),
                ("assessors", 60, 3),
                ("handlers", 28, 28),
                ("associations", 300, 7),
                ("sites", 30, 2),
            )
        }
        at_home = settings.size("elders_at_home")
        guests_from = min(scaled["guests_from"], at_home - scaled["guests"])
        values: dict[str, Any] = scaled | {
            "guests_from": guests_from,
            "guests_to": guests_from + scaled["guests"],
            "on_minimum_living": scaled["on_minimum_living"] // 3 * 3,
            "seed": settings.seed,
            "copies": settings.copies,
            "ill": _ILL,
            "resident_ill": _RESIDENT_ILL,
            "insured_ill": _INSURED_ILL,
            "towns": list(TOWNS),
            "town_rounds": settings.towns_in_turn,
            "round_of_towns": len(settings.towns_in_turn),
            "hospitals": list(HOSPITALS),
            "categories": list(CATEGORIES),
        }
        if span is not None:
            values |= {"first": span.first, "last": span.last, "town_no": span.town_no}
        return template.substitute(values)
