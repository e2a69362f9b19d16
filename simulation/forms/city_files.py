"""Writes the records of a city into delivery files."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import xlsxwriter

from plumbline.landing.contract import Extract
from simulation.forms.city_forms import Form, Haul, hauls, read_forms
from simulation.people import TOWNS
from simulation.settings import AS_OF, FIRST_DAY, Settings
from simulation.world import Span, World

# A workbook keeps its time of making; a fixed one makes it the same file every time.
_MADE_AT = datetime(AS_OF.year, AS_OF.month, AS_OF.day)
_ROWS_AT_ONCE = 20_000
_DELIVERED_WRONG = "{} % 250 = 7"
# Up to this scale an extract is made at once, and then cut into its files.
_MADE_AT_ONCE = 4

# Days, months and moments as offices write them; `{0}` is the column.
_DATES = {
    "iso": "strftime({0}, '%Y-%m-%d')",
    "digits": "strftime({0}, '%Y%m%d')",
    "slashes": "year({0}) || '/' || month({0}) || '/' || day({0})",
    "dots": "year({0}) || '.' || month({0}) || '.' || day({0})",
    "chinese": "year({0}) || '年' || month({0}) || '月' || day({0}) || '日'",
}
_MONTHS = {
    "iso": "strftime({0}, '%Y-%m')",
    "digits": "strftime({0}, '%Y%m')",
    "chinese": "year({0}) || '年' || month({0}) || '月'",
}
# One ID in a hundred is written in another way that stays readable.
_ID = """case hash({0}) % 100
    when 0 then '''' || {0}
    when 1 then lower({0})
    when 2 then substr({0}, 1, 6) || ' ' || substr({0}, 7, 8) || ' ' || substr({0}, 15)
    else {0} end"""


def write_landing(
    world: World, landing: Path, tell: Callable[[str], None] = lambda step: None
) -> None:
    """Writes `landing/<extract>/…`, an extract after the other, a haul at a time."""
    forms = read_forms()
    # what others are counted from comes first
    for name in sorted(world.contract, key=lambda name: name != "meal_records"):
        form = forms.get(name, Form())
        tell(f"writing deliveries of {name}")
        folder = landing / name
        folder.mkdir(parents=True)
        Writer(world, world.contract[name], _scaled(form, world.settings), folder).write()


def _scaled(form: Form, settings: Settings) -> Form:
    """A city that fills no workbook any more sends text, and one that fills no text Parquet."""
    if settings.scale > 50:
        return Form(**vars(form) | {"suffix": "parquet", "titled": False})
    if settings.scale > 2 and form.suffix == "xlsx":
        return Form(**vars(form) | {"suffix": "csv", "encoding": "gb18030"})
    return form


@dataclass
class Writer:
    """Writes all deliveries of one extract."""

    world: World
    extract: Extract
    form: Form
    folder: Path

    def __post_init__(self) -> None:
        self.connection: duckdb.DuckDBPyConnection = self.world.connection
        self.headers = {column: header for header, column in self.extract.columns.items()}

    def write(self) -> None:
        name, filed = self.extract.name, self.form.filed
        # what has to be delivered again
        rights = f"right_{name}"
        self.connection.execute(
            f"create or replace temp table {rights} as from late_{name} limit 0"
        )
        if filed and not self.form.earlier:
            self._write_any("历年", f"from planted_{name} where {filed} < '{FIRST_DAY}'")
        for haul in hauls(self.form, at_once=self.world.settings.scale <= _MADE_AT_ONCE):
            if name == "meal_records":
                self.world.count_meals(haul.span)
            # in a total order: the bytes of a file must not hang on the order of threads
            self.connection.execute(
                f"create or replace temp table haul as from ({self._rows(haul)}) order by all"
            )
            if self.form.wrong:
                self.connection.execute(
                    f"insert into {rights} select * exclude (wrong) from haul where wrong"
                )
            for file, span in haul.files:
                self._write(
                    file, f"from ({self._first_values()}){self._filed_in(span)}", self.form.by_town
                )
        # behind the others: what was planted as late is the last word on its record
        self.connection.execute(f"insert into {rights} from late_{name}")
        self._write_any("更正", f"from {rights}")

    def _write_any(self, file: str, rows: str) -> None:
        """A file of the whole city, where there is a row for it."""
        if self.connection.execute(f"select 1 from ({rows}) limit 1").fetchone():
            self._write(file, rows, by_town=False)

    def _rows(self, haul: Haul) -> str:
        """All records of a haul, `wrong` telling those that are delivered wrong at first."""
        name, form = self.extract.name, self.form
        records = self.world.query(name, haul.span, form.filed)
        key = f"hash(id_number, {form.filed or 'id_number'}, {self.world.settings.seed})"
        if not (form.mistyped or form.wrong):
            return f"select *, false as wrong from ({records})"
        wrong = _DELIVERED_WRONG.format(key) if form.wrong else "false"
        records = f"select *, {wrong} as wrong from ({records})"
        if form.mistyped:
            records = (
                f"with lived as ({records}) from lived union all select * replace ("
                f"mistyped(id_number) as id_number, false as wrong) from lived "
                f"where {key} % {form.mistyped} = 11"
            )
        return records

    def _filed_in(self, span: Span) -> str:
        if span.town_no:
            return f" where town = '{TOWNS[span.town_no - 1]}'"
        if self.form.filed:
            return f" where {span.holds(self.form.filed)}"
        return ""

    def _first_values(self) -> str:
        changes = ", ".join(
            f"case when wrong then {wrong} else {column} end as {column}"
            for column, wrong in self.form.wrong.items()
        )
        replaced = f" replace ({changes})" if changes else ""
        return f"select * exclude (wrong) from (select *{replaced} from haul)"

    def _write(self, name: str, rows: str, by_town: bool) -> None:
        form = self.form
        if form.suffix == "xlsx":
            self._write_workbook(self.folder / f"{name}.xlsx", rows, by_town)
            return
        write: Callable[[Path, str], None] = (
            self._write_parquet if form.suffix == "parquet" else self._write_csv
        )
        if by_town:
            for town in TOWNS:
                write(
                    self.folder / f"{name} {town}.{form.suffix}",
                    f"select * from ({rows}) where town = '{town}'",
                )
        else:
            write(self.folder / f"{name}.{form.suffix}", rows)

    def _write_parquet(self, path: Path, rows: str) -> None:
        columns = ", ".join(
            f'{column} as "{self.headers[column]}"' for column in self.extract.types
        )
        self.connection.execute(
            f"copy (select {columns} from ({rows})) to '{path}' (format parquet)"
        )

    def _write_csv(self, path: Path, rows: str) -> None:
        columns = ", ".join(
            f'{self._text(column, kind)} as "{self.headers[column]}"'
            for column, kind in self.extract.types.items()
        )
        form = self.form
        plain = path if form.encoding == "utf-8" and not form.titled else path.with_suffix(".part")
        self.connection.execute(
            f"copy (select {columns} from ({rows})) to '{plain}' "
            f"(format csv, header, delimiter '{form.delimiter}')"
        )
        if plain != path:
            with (
                plain.open(encoding="utf-8", newline="") as source,
                path.open("w", encoding=form.encoding, newline="") as target,
            ):
                if form.titled:
                    target.write(f"{self.extract.title_zh}（演示数据）\n单位：元\n")
                shutil.copyfileobj(source, target, 1 << 20)
            plain.unlink()

    def _text(self, column: str, kind: str) -> str:
        form = self.form
        if kind == "id":
            return _ID.format(column)
        if kind == "date":
            return _DATES[form.dates].format(column)
        if kind == "month":
            return _MONTHS[form.months_as].format(column)
        if kind == "moment":
            return _DATES[form.dates].format(column) + f" || strftime({column}, ' %H:%M:%S')"
        return column

    def _write_workbook(self, path: Path, rows: str, by_town: bool) -> None:
        sheets = (
            [(town, f"select * from ({rows}) where town = '{town}'") for town in TOWNS]
            if by_town
            else [("明细", rows)]
        )
        columns = ", ".join(self.extract.types)
        with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as workbook:
            workbook.set_properties({"created": _MADE_AT, "title": self.extract.title_zh})
            day = workbook.add_format({"num_format": "yyyy-mm-dd"})
            month = workbook.add_format({"num_format": "yyyy-mm"})
            formats = [month if kind == "month" else day for kind in self.extract.types.values()]
            for name, members in sheets:
                sheet = workbook.add_worksheet(name)
                lines: list[list[Any]] = [[self.headers[c] for c in self.extract.types]]
                if self.form.titled:
                    lines = [[f"{self.extract.title_zh}（演示数据）"], ["单位：元"], *lines]
                at = 0
                for at, line in enumerate(lines):
                    sheet.write_row(at, 0, line)
                for record in self._records(f"select {columns} from ({members})"):
                    at += 1
                    for place, cell in enumerate(record):
                        if cell is None:
                            continue
                        if isinstance(cell, date):
                            sheet.write_datetime(at, place, cell, formats[place])
                        elif isinstance(cell, Decimal | int | float):
                            sheet.write_number(at, place, float(cell))
                        else:
                            sheet.write_string(at, place, cell)

    def _records(self, query: str) -> Iterator[tuple[Any, ...]]:
        result = self.connection.execute(query)
        while records := result.fetchmany(_ROWS_AT_ONCE):
            yield from records
