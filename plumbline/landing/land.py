"""Lands deliveries: each file becomes one Parquet file of text rows, read only when it is new.

The raw folder is its own index: a landed file's name is the digest of all that went into it, and
its report travels in its metadata. So nothing has to be kept in step, and a killed landing leaves
at worst a `.part` file that the next one sweeps away.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from plumbline.landing.batches import EXTRA_CELLS
from plumbline.landing.contract import Extract
from plumbline.landing.corrections import Arrival, ignored_corrections
from plumbline.landing.errors import DeliveryError
from plumbline.landing.folders import DeliveredFile, files_in, unknown_files, unpacked
from plumbline.landing.limits import MEBIBYTE
from plumbline.landing.order import delivery_order
from plumbline.landing.readers import Delivery, open_delivery
from plumbline.landing.renamed import renamed_columns
from plumbline.landing.report import LandedFile, LandingReport, previous_digests

# Raise it when the same bytes would land as other rows than before.
READER_VERSION = 4
# Before they are compressed; each file that is being read holds so many.
GROUP_BYTES = 32 * MEBIBYTE
# Rows are read once, whole, and most texts stand in them once.
PARQUET = {
    "compression": "snappy",
    "dictionary_pagesize_limit": 1 << 15,
    "write_statistics": False,
}
_METADATA_KEY = b"plumbline"


def land(landing: Path, work: Path, contract: dict[str, Extract]) -> LandingReport:
    """Brings `work/raw/<extract>/*.parquet` in step with the landing folder.

    Every unreadable file and missing folder is collected in the report's errors; the report is
    also written to `work/landing_report.json`.
    """
    started = time.monotonic()
    before = previous_digests(work / "landing_report.json")
    report = LandingReport(warnings=unknown_files(landing, contract))
    if not landing.is_dir():
        report.errors.append(
            f"{landing}: no such folder; expected a folder with one folder of deliveries per "
            "extract (set PLUMBLINE_LANDING)"
        )
        return report
    pool = ThreadPoolExecutor(os.cpu_count())
    try:
        # all files are on their way before the first of them is waited for
        started_on = [_start(pool, landing, work, extract) for extract in contract.values()]
        for deliveries in started_on:
            _finish(deliveries, before, report)
    finally:
        pool.shutdown(cancel_futures=True)
    seen = {f"{landed.extract}/{landed.file}" for landed in report.files}
    report.removed = sorted(set(before) - seen) if not report.errors else []
    report.seconds = round(time.monotonic() - started, 3)
    if not report.errors:
        work.mkdir(parents=True, exist_ok=True)
        (work / "landing_report.json").write_text(report.to_json(), encoding="utf-8")
    return report


@dataclass
class _Landed:
    """What became of a delivered file: what the report says of it, or what is wrong with it."""

    landed: LandedFile | None = None
    arrival: Arrival | None = None
    error: str = ""


@dataclass
class _Deliveries:
    """The deliveries of an extract, on their way, and what is to be said before theirs is known."""

    extract: Extract
    raw: Path
    landing: list[Future[list[_Landed]]] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def _start(pool: ThreadPoolExecutor, landing: Path, work: Path, extract: Extract) -> _Deliveries:
    deliveries = _Deliveries(extract, work / "raw" / extract.name)
    deliveries.raw.mkdir(parents=True, exist_ok=True)
    schema = _schema(extract)
    pq.write_table(schema.empty_table(), _no_rows(deliveries.raw))
    deliveries.landing = [
        pool.submit(_land_delivery, path, extract, deliveries.raw, schema)
        for path in _files(landing / extract.name, deliveries)
    ]
    return deliveries


def _finish(deliveries: _Deliveries, before: dict[str, str], report: LandingReport) -> None:
    """Reports what landed, in the order of the files' names, and sweeps out what did not."""
    extract, raw = deliveries.extract, deliveries.raw
    report.errors += deliveries.errors
    report.warnings += deliveries.warnings
    landed_files: list[LandedFile] = []
    arrivals: list[Arrival] = []
    for outcome in (outcome for future in deliveries.landing for outcome in future.result()):
        if outcome.landed and outcome.arrival:
            was = before.get(f"{extract.name}/{outcome.landed.file}")
            digest = outcome.landed.digest
            status = "new" if was is None else "unchanged" if was == digest else "changed"
            landed_files.append(replace(outcome.landed, status=status))
            arrivals.append(outcome.arrival)
        else:
            report.errors.append(outcome.error)
    report.files += landed_files
    report.warnings += [
        f"{extract.name}/{landed.file}: {remark}"
        for landed in landed_files
        for remark in landed.remarks
    ]
    report.warnings += renamed_columns(extract, landed_files)
    if not report.errors:
        report.warnings += [
            f"{extract.name}/{loser}: {rows:,} of its rows are superseded by {winner}, which came "
            "earlier; if it corrects that file, name it so that it comes behind "
            "(名单.csv, 名单-更正.csv)"
            for loser, winner, rows in ignored_corrections(extract, arrivals)
        ]
        keep = {_no_rows(raw), *(arrival.rows for arrival in arrivals)}
        for path in raw.iterdir():
            if path not in keep:
                path.unlink()


def _files(folder: Path, deliveries: _Deliveries) -> list[Path]:
    """The files of an extract that this city gets; what keeps them from landing is said."""
    extract = deliveries.extract
    if not folder.is_dir():
        if extract.delivers or (extract.delivers is None and not extract.optional):
            deliveries.errors.append(
                f"{extract.name}: no folder {folder.name} in {folder.parent}; expected the "
                f"deliveries of {extract.title_zh} there (an empty folder if there are none, or "
                "`no` for it in city_extracts.csv if this city does not get it)"
            )
        return []
    files, errors = files_in(folder, folder.parent)
    if extract.delivers is False:
        if files:
            deliveries.warnings.append(
                f"{extract.name}: {len(files)} files are not read, for city_extracts.csv says that "
                "this city does not get it"
            )
        return []
    deliveries.errors += errors
    return files


def _land_delivery(path: Path, extract: Extract, raw: Path, schema: pa.Schema) -> list[_Landed]:
    """A delivery as it landed, now or earlier: itself, or the files of its zip."""
    try:
        with unpacked(path) as files:
            return [_land_once(file, extract, raw, schema) for file in files]
    except DeliveryError as problem:
        return [_Landed(error=f"{extract.name}/{path.name}: {problem}")]


def _land_once(file: DeliveredFile, extract: Extract, raw: Path, schema: pa.Schema) -> _Landed:
    digest = _digest(file, extract)
    target = raw / f"{digest}.parquet"
    try:
        landed = _landed_before(target) or _land_file(file, extract, target, digest, schema)
    except DeliveryError as problem:
        return _Landed(error=f"{extract.name}/{file.name}: {problem}")
    return _Landed(landed, Arrival(file.name, file.arrived, landed.delivery_order, target))


def _no_rows(raw: Path) -> Path:
    """A file without rows, so that an extract that never came still has its columns."""
    return raw / "no_rows.parquet"


def _digest(file: DeliveredFile, extract: Extract) -> str:
    """Of all that decides what lands: reader, contract, file name, content."""
    digest = hashlib.sha256(f"{READER_VERSION}|{extract.signature}|{file.name}|".encode())
    with file.path.open("rb") as content:
        while chunk := content.read(1 << 20):
            digest.update(chunk)
    return digest.hexdigest()[:32]


def _schema(extract: Extract) -> pa.Schema:
    names = list(extract.columns.values())
    return pa.schema(
        [pa.field(name, pa.string()) for name in names]
        + [
            pa.field("file_name", pa.string()),
            pa.field("delivery_order", pa.string()),
            pa.field("row_number", pa.int64()),
            pa.field(EXTRA_CELLS, pa.string()),
        ]
    )


def _landed_before(target: Path) -> LandedFile | None:
    """The report of a file landed by an earlier build; None where it is not there, or spoilt."""
    if not target.is_file():
        return None
    try:
        return LandedFile(**json.loads(pq.read_metadata(target).metadata[_METADATA_KEY]))
    except (OSError, pa.ArrowException, KeyError, TypeError, ValueError):
        return None


def _land_file(
    file: DeliveredFile, extract: Extract, target: Path, digest: str, schema: pa.Schema
) -> LandedFile:
    started = time.monotonic()
    delivery = open_delivery(file.path, extract)
    part = target.with_suffix(".part")
    counts = _Counts()
    with pq.ParquetWriter(part, schema, **PARQUET) as writer:
        for group in _grouped(_tables(file, delivery, schema, counts)):
            writer.write_table(group, row_group_size=len(group))
        unknown = {name for table in delivery.tables for name in table.unknown_columns}
        landed = LandedFile(
            extract=extract.name,
            file=file.name,
            delivery_order=delivery_order(file.name),
            status="new",
            rows=counts.rows,
            encoding=delivery.encoding,
            sheets=[table.sheet for table in delivery.tables if table.sheet is not None],
            hidden_sheets=delivery.hidden_sheets,
            sheets_without_header=delivery.sheets_without_header,
            unknown_columns=sorted(unknown),
            absent_columns=[
                h for h, name in sorted(extract.columns.items()) if name in counts.lacking
            ],
            notes=counts.notes,
            totals=counts.totals,
            unfilled=sum(len(table.unfilled) for table in delivery.tables),
            remarks=delivery.remarks,
            seconds=round(time.monotonic() - started, 3),
            digest=digest,
        )
        writer.add_key_value_metadata({_METADATA_KEY: json.dumps(vars(landed)).encode()})
    part.replace(target)
    return landed


@dataclass
class _Counts:
    """What is known of a file's rows once all are read; `lacking` are columns that rows lack."""

    rows: int = 0
    notes: int = 0
    totals: list[dict[str, str]] = field(default_factory=list)
    lacking: set[str] = field(default_factory=set)


def _tables(
    file: DeliveredFile, delivery: Delivery, schema: pa.Schema, counts: _Counts
) -> Iterator[pa.Table]:
    """The rows of a delivery as they land, a batch at a time."""
    for table in delivery.tables:
        name = delivery.source_name(file.name, table)
        order = delivery_order(file.name, table.sheet or "")
        for batch in table.batches:
            count = len(batch.row_numbers)
            known = batch.columns | {
                "file_name": pa.repeat(pa.scalar(name, pa.string()), count),
                "delivery_order": pa.repeat(pa.scalar(order, pa.string()), count),
                "row_number": batch.row_numbers,
            }
            absent = pa.repeat(pa.scalar("", pa.string()), count)
            if count:
                counts.lacking |= set(schema.names) - {*known, EXTRA_CELLS}
                yield pa.table([known.get(n, absent) for n in schema.names], schema=schema)
            counts.rows += count
            counts.notes += len(batch.notes)
            counts.totals += [{"file_name": name, "total": n.total} for n in batch.notes if n.total]


def _grouped(tables: Iterator[pa.Table]) -> Iterator[pa.Table]:
    """As many of them together as make a row group."""
    group: list[pa.Table] = []
    size = 0
    for table in tables:
        group.append(table)
        size += table.nbytes
        if size > GROUP_BYTES:
            yield pa.concat_tables(group)
            group, size = [], 0
    if group:
        yield pa.concat_tables(group)
