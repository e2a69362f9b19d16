"""Lands deliveries: each file becomes one Parquet file of text rows, read only when it is new.

The raw folder is its own index: a landed file's name is the digest of all that went into it, and
its report travels in its metadata. So nothing has to be kept in step, and a killed landing leaves
at worst a `.part` file that the next one sweeps away.
"""

from __future__ import annotations

import hashlib
import json
import logging
import time
from dataclasses import asdict, replace
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from plumbline.landing.batches import EXTRA_CELLS
from plumbline.landing.contract import Extract
from plumbline.landing.corrections import Arrival, ignored_corrections
from plumbline.landing.errors import DeliveryError
from plumbline.landing.folders import DeliveredFile, files_in, unknown_files, unpacked
from plumbline.landing.order import delivery_order
from plumbline.landing.readers import open_delivery
from plumbline.landing.renamed import renamed_columns
from plumbline.landing.report import LandedFile, LandingReport, previous_digests

# Raise it when the same bytes would land as other rows than before.
READER_VERSION = 3
_METADATA_KEY = b"plumbline"
# Heard by whoever shows the progress of a build.
LOG = logging.getLogger("plumbline.landing")


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
    for extract in contract.values():
        _land_extract(landing / extract.name, work / "raw" / extract.name, extract, before, report)
    seen = {f"{landed.extract}/{landed.file}" for landed in report.files}
    report.removed = sorted(set(before) - seen) if not report.errors else []
    report.seconds = round(time.monotonic() - started, 3)
    if not report.errors:
        work.mkdir(parents=True, exist_ok=True)
        (work / "landing_report.json").write_text(report.to_json(), encoding="utf-8")
    return report


def _land_extract(
    folder: Path, raw: Path, extract: Extract, before: dict[str, str], report: LandingReport
) -> None:
    raw.mkdir(parents=True, exist_ok=True)
    schema = _schema(extract)
    keep = {_write_empty(raw, schema)}
    landed_files: list[LandedFile] = []
    arrivals: list[Arrival] = []
    for path in _deliveries(folder, extract, report):
        try:
            with unpacked(path) as files:
                for file in files:
                    landed = _landed(file, extract, raw, schema, before, report)
                    if landed:
                        target = _target(raw, landed.digest)
                        arrivals.append(
                            Arrival(file.name, file.arrived, landed.delivery_order, target)
                        )
                        landed_files.append(landed)
                        if landed.status != "unchanged":
                            LOG.info("%s/%s: %s rows", extract.name, file.name, f"{landed.rows:,}")
                        keep.add(target)
        except DeliveryError as problem:
            report.errors.append(f"{extract.name}/{path.name}: {problem}")
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
        for path in raw.iterdir():
            if path not in keep:
                path.unlink()


def _deliveries(folder: Path, extract: Extract, report: LandingReport) -> list[Path]:
    """The files of an extract that this city gets; what keeps them from landing is reported."""
    if not folder.is_dir():
        if extract.delivers or (extract.delivers is None and not extract.optional):
            report.errors.append(
                f"{extract.name}: no folder {folder.name} in {folder.parent}; expected the "
                f"deliveries of {extract.title_zh} there (an empty folder if there are none, or "
                "`no` for it in city_extracts.csv if this city does not get it)"
            )
        return []
    files, errors = files_in(folder, folder.parent)
    if extract.delivers is False:
        if files:
            report.warnings.append(
                f"{extract.name}: {len(files)} files are not read, for city_extracts.csv says that "
                "this city does not get it"
            )
        return []
    report.errors += errors
    return files


def _landed(
    file: DeliveredFile,
    extract: Extract,
    raw: Path,
    schema: pa.Schema,
    before: dict[str, str],
    report: LandingReport,
) -> LandedFile | None:
    """The file as it landed, now or earlier; None where it cannot be read, which is reported."""
    digest = _digest(file, extract)
    target = _target(raw, digest)
    try:
        landed = _landed_before(target) or _land_file(file, extract, target, digest, schema)
    except DeliveryError as problem:
        report.errors.append(f"{extract.name}/{file.name}: {problem}")
        return None
    was = before.get(f"{extract.name}/{file.name}")
    status = "new" if was is None else "unchanged" if was == digest else "changed"
    return replace(landed, status=status)


def _target(raw: Path, digest: str) -> Path:
    return raw / f"{digest}.parquet"


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


def _write_empty(raw: Path, schema: pa.Schema) -> Path:
    """A file without rows, so that an extract that never came still has its columns."""
    target = raw / "no_rows.parquet"
    pq.write_table(schema.empty_table(), target)
    return target


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
    rows = 0
    notes = 0
    totals: list[dict[str, str]] = []
    lacking: set[str] = set()
    with pq.ParquetWriter(part, schema, compression="zstd", compression_level=1) as writer:
        for table in delivery.tables:
            name = delivery.source_name(file.name, table)
            order = delivery_order(file.name, table.sheet or "")
            for batch in table.batches:
                count = len(batch.row_numbers)
                known = dict(batch.columns)
                if count:
                    lacking |= set(extract.columns.values()) - set(known)
                known["file_name"] = pa.repeat(pa.scalar(name, pa.string()), count)
                known["delivery_order"] = pa.repeat(pa.scalar(order, pa.string()), count)
                known["row_number"] = pa.array(batch.row_numbers, type=pa.int64())
                absent = pa.repeat(pa.scalar("", pa.string()), count)
                writer.write_table(
                    pa.table([known.get(n, absent) for n in schema.names], schema=schema)
                )
                rows += count
                notes += len(batch.notes)
                totals += [{"file_name": name, "total": n.total} for n in batch.notes if n.total]
        unknown = {name for table in delivery.tables for name in table.unknown_columns}
        landed = LandedFile(
            extract=extract.name,
            file=file.name,
            delivery_order=delivery_order(file.name),
            status="new",
            rows=rows,
            encoding=delivery.encoding,
            sheets=[table.sheet for table in delivery.tables if table.sheet is not None],
            hidden_sheets=delivery.hidden_sheets,
            sheets_without_header=delivery.sheets_without_header,
            unknown_columns=sorted(unknown),
            absent_columns=sorted(h for h, name in extract.columns.items() if name in lacking),
            notes=notes,
            totals=totals,
            unfilled=sum(len(table.unfilled) for table in delivery.tables),
            remarks=delivery.remarks,
            seconds=round(time.monotonic() - started, 3),
            digest=digest,
        )
        writer.add_key_value_metadata({_METADATA_KEY: json.dumps(asdict(landed)).encode()})
    part.replace(target)
    return landed
