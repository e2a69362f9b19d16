"""What becomes of one of other people's files in landing, held against another reader."""

from __future__ import annotations

import csv
import io
import shutil
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pyarrow.parquet as pq

from plumbline.landing.batches import BETWEEN_CELLS, EXTRA_CELLS
from plumbline.landing.contract import Extract, header_key
from plumbline.landing.errors import CODES, DeliveryError
from plumbline.landing.headers import HEADER_ROWS, Header, find_header
from plumbline.landing.land import land
from plumbline.landing.readers import encodings, kinds
from plumbline.landing.readers.delimited import DELIMITERS
from plumbline.landing.text import BLANK, cell_text, clean_text
from plumbline.onboarding.proposals import first_tables

# by pandas, which reads each kind through another library
ENGINES = {
    kinds.BINARY_XLS: "xlrd",
    kinds.OPEN_XML: "openpyxl",
    kinds.XLSB: "pyxlsb",
    kinds.ODS: "odf",
}
COMPARED_BYTES = 20_000_000
LANDED, UNNAMED, LOSS = "landed", "unnamed", "loss"


@dataclass(frozen=True)
class Verdict:
    """What became of a file: it landed, was refused with a code, or one of the faults."""

    kind: str
    outcome: str
    about: str = ""


def judge(path: Path) -> Verdict:
    kind = "?"
    try:
        kind = kinds.kind_of(path)
        return _verdict(path, kind)
    except DeliveryError as problem:
        return _refused(kind, str(problem))
    except BaseException as fault:
        return Verdict(kind, UNNAMED, f"{type(fault).__name__}: {fault}")


def _refused(kind: str, problem: str) -> Verdict:
    code = next((code for code in CODES if code in problem), UNNAMED)
    return Verdict(kind, code, problem)


def _verdict(path: Path, kind: str) -> Verdict:
    header = _widest(first_tables(path))
    if not header:
        return Verdict(kind, "no header")
    columns = {text: f"column_{at}" for at, text in enumerate(header)}
    extract = Extract(
        "corpus", "", "", False, columns, frozenset(header[:1]), {}, {}, (), ("column_0",)
    )
    with tempfile.TemporaryDirectory() as temporary:
        landing, work = Path(temporary, "landing"), Path(temporary, "work")
        (landing / "corpus").mkdir(parents=True)
        shutil.copy(path, landing / "corpus" / f"file{path.suffix}")
        report = land(landing, work, {"corpus": extract})
        if report.errors:
            return _refused(kind, report.errors[0])
        if len(report.files) != 1 or path.stat().st_size > COMPARED_BYTES:
            return Verdict(kind, LANDED)
        (file,) = report.files
        landed = pq.read_table(work / "raw" / "corpus" / f"{file.digest}.parquet").to_pylist()
    try:
        tables = _read_otherwise(path, kind, file.sheets, extract)
    except Exception:  # other readers read less, and raise many kinds
        return Verdict(kind, LANDED, "not compared")
    about = _lost(tables, landed, file.notes, extract)
    return Verdict(kind, LOSS if about else LANDED, about)


def _widest(tables: list[list[list[str]]]) -> list[str]:
    """The headers of the first of a file's rows that holds most texts, each of them once."""
    rows = [[clean_text(cell) for cell in row] for rows in tables for row in rows]
    unique = []
    for row in rows:
        count = Counter(header_key(text) for text in row)
        unique.append([text for text in row if text and count[header_key(text)] == 1])
    return max(unique, key=len, default=[])


def _read_otherwise(
    path: Path, kind: str, sheets: list[str], extract: Extract
) -> list[list[list[object]]]:
    """The tables of a file as another library reads them."""
    if kind == kinds.PARQUET:
        found = duckdb.connect().execute("from read_parquet(?)", [str(path)])
        return [[[about[0] for about in found.description or ()], *map(list, found.fetchall())]]
    if kind in ENGINES:
        book = pd.read_excel(
            path, sheet_name=sheets, header=None, engine=ENGINES[kind], dtype=object,
            keep_default_na=False, na_filter=False,
        )  # fmt: skip
        return [frame.values.tolist() for frame in book.values()]
    text = path.read_bytes().decode(encodings.encoding_of(path))
    for delimiter in DELIMITERS:
        rows: list[list[object]] = [*csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)]
        if _header_in(rows, extract):
            return [rows]
    raise ValueError("no header")


def _header_in(rows: list[list[object]], extract: Extract) -> Header | None:
    try:
        first = [[cell_text(c) if pd.notna(c) else "" for c in row] for row in rows[:HEADER_ROWS]]
        return find_header(first, extract)
    except DeliveryError:
        return None


def _text(cell: object) -> str:
    return cell if isinstance(cell, str) else ""


def _lost(
    tables: list[list[list[object]]], landed: list[dict[str, Any]], notes: int, extract: Extract
) -> str:
    """How many records, and texts in the header's columns or beyond, did not land."""
    records = 0
    texts: Counter[str] = Counter()
    for rows in tables:
        header = _header_in(rows, extract)
        for row in rows[header.row + 1 :] if header else ():
            records += any(
                _text(c).strip(BLANK) if isinstance(c, str) else pd.notna(c) for c in row
            )
            at = [*header.positions.values(), *range(header.width, len(row))] if header else []
            # what stands around a text is white space of the file's markup, which some readers keep
            texts.update(clean_text(_text(row[i])) for i in at if i < len(row))
    for record in landed:
        texts.subtract(clean_text(str(record[name])) for name in record if name != EXTRA_CELLS)
        texts.subtract(map(clean_text, record[EXTRA_CELLS].split(BETWEEN_CELLS)))
    gone = sum(count for text, count in texts.items() if count > 0 and text)
    if records > len(landed) + notes or (gone and not notes):
        return f"{records} records, {len(landed)} landed, {notes} notes; {gone} texts are gone"
    return ""
