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
from plumbline.landing.folders import (
    DeliveredFile,
    StillChangingError,
    files_in,
    has_settled,
    unknown_files,
    unpacked,
    unreadable,
)
from plumbline.landing.manifests import broken_promises
from plumbline.landing.order import delivery_order
from plumbline.landing.readers import open_delivery
from plumbline.landing.renamed import renamed_columns
from plumbline.landing.report import Known, LandedFile, LandingReport, previous_files

# Raise it when the same bytes would land as other rows than before.
READER_VERSION = 3
_METADATA_KEY = b"plumbline"
# Heard by whoever shows the progress of a build.
LOG = logging.getLogger("plumbline.landing")


def land(
    landing: Path, work: Path, contract: dict[str, Extract], settle_seconds: float = 0
) -> LandingReport:
    """Brings `work/raw/<extract>/*.parquet` in step with the landing folder.

    Every unreadable file and missing folder is collected in the report's errors; the report is
    also written to `work/landing_report.json`. A file that somebody changed within so many seconds
    waits, and one that was landed before stays as it was until then.
    """
    started = time.monotonic()
    before = previous_files(work / "landing_report.json")
    report = LandingReport(warnings=unknown_files(landing, contract))
    if not landing.is_dir():
        report.errors.append(
            f"{landing}: D22 没有此文件夹 / no such folder; expected a folder with one "
            "folder of deliveries per extract (set PLUMBLINE_LANDING)"
        )
        return report
    for extract in contract.values():
        _land_extract(
            landing / extract.name,
            work / "raw" / extract.name,
            extract,
            before,
            settle_seconds,
            report,
        )
    seen = {f"{landed.extract}/{landed.file}" for landed in report.files}
    report.removed = sorted(set(before) - seen) if not report.errors else []
    report.seconds = round(time.monotonic() - started, 3)
    if not report.errors:
        work.mkdir(parents=True, exist_ok=True)
        part = work / "landing_report.json.part"
        part.write_text(report.to_json(), encoding="utf-8")
        part.replace(work / "landing_report.json")
    return report


def _land_extract(
    folder: Path,
    raw: Path,
    extract: Extract,
    before: dict[str, Known],
    settle_seconds: float,
    report: LandingReport,
) -> None:
    raw.mkdir(parents=True, exist_ok=True)
    schema = _schema(extract)
    keep = {_write_empty(raw, schema)}
    landed_files: list[LandedFile] = []
    arrivals: list[Arrival] = []
    waiting: list[str] = []
    for path in _deliveries(folder, extract, report):
        try:
            arrived = path.stat().st_mtime
            try:
                landed_now = _landed_from(
                    path, extract, raw, schema, before, settle_seconds, report
                )
            except StillChangingError:
                waiting.append(path.name)
                landed_now = _landed_earlier(path.name, extract, raw, before)
                report.warnings.append(_waits(extract, path.name, landed_now))
        except DeliveryError as problem:
            report.errors.append(f"{extract.name}/{path.name}: {problem}")
            continue
        except OSError as fault:
            report.errors.append(f"{extract.name}/{path.name}: {unreadable(fault)}")
            continue
        for landed in landed_now:
            target = _target(raw, landed.digest)
            arrivals.append(Arrival(landed.file, arrived, landed.delivery_order, target))
            landed_files.append(landed)
            keep.add(target)
            if landed.status != "unchanged":
                LOG.info("%s/%s: %s rows", extract.name, landed.file, f"{landed.rows:,}")
    try:
        report.errors += broken_promises(folder, landed_files, waiting)
    except OSError as fault:
        report.errors.append(f"{extract.name}: {unreadable(fault)}")
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
                f"{extract.name}: D22 没有文件夹 {folder.name}；请建立（没有数据就留空），或在 "
                f"city_extracts.csv 中写 no / no folder {folder.name} in {folder.parent}; expected "
                f"the deliveries of {extract.title_zh} there (an empty folder if there are none, "
                "or `no` for it in city_extracts.csv if this city does not get it)"
            )
        return []
    try:
        files, errors = files_in(folder, folder.parent)
    except OSError as fault:
        report.errors.append(f"{extract.name}: {unreadable(fault)}")
        return []
    if extract.delivers is False:
        if files:
            report.warnings.append(
                f"{extract.name}: {len(files)} files are not read, for city_extracts.csv says that "
                "this city does not get it"
            )
        return []
    report.errors += errors
    return files


def _landed_from(
    path: Path,
    extract: Extract,
    raw: Path,
    schema: pa.Schema,
    before: dict[str, Known],
    settle_seconds: float,
    report: LandingReport,
) -> list[LandedFile]:
    """The deliveries in a file as they landed, now or earlier; what is wrong with some is reported.

    Raises StillChangingError where somebody is writing it, DeliveryError for a zip that cannot be
    unpacked, OSError for a file that cannot be read.
    """
    found: list[LandedFile] = []
    settled = has_settled(path, settle_seconds)
    try:
        with unpacked(path) as files:
            for file in files:
                digest = _digest(file, extract)
                was = before.get(f"{extract.name}/{file.name}")
                landed = _landed_before(_target(raw, digest), was)
                if not landed and not settled:
                    raise StillChangingError
                try:
                    landed = landed or _land_file(
                        file, extract, _target(raw, digest), digest, schema
                    )
                except DeliveryError as problem:
                    report.errors.append(f"{extract.name}/{file.name}: {problem}")
                    continue
                status = (
                    "new" if was is None else "unchanged" if was.digest == digest else "changed"
                )
                found.append(replace(landed, status=status))
    except DeliveryError:
        if settled:
            raise
        raise StillChangingError from None
    return found


def _landed_earlier(
    name: str, extract: Extract, raw: Path, before: dict[str, Known]
) -> list[LandedFile]:
    """What the last landing read from a file, or from the zip of that name."""
    earlier = [
        _landed_before(_target(raw, was.digest), was)
        for key, was in before.items()
        if f"{key}/".startswith(f"{extract.name}/{name}/")
    ]
    return [replace(landed, status="unchanged") for landed in earlier if landed]


def _waits(extract: Extract, name: str, earlier: list[LandedFile]) -> str:
    kept = "; what it held before stays until then" if earlier else ""
    return (
        f"{extract.name}/{name}: 文件还在写入，等下一次构建再读 / somebody is still writing it, "
        f"so it waits for the next build{kept}"
    )


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


def _landed_before(target: Path, was: Known | None) -> LandedFile | None:
    """The report of a file landed by an earlier build; None where it is not there, or spoilt."""
    if not target.is_file():
        return None
    try:
        stored = _checksum(target)
        is_same = was is not None and _target(target.parent, was.digest) == target
        if was and was.stored and is_same and stored != was.stored:
            return None
        landed = LandedFile(**json.loads(pq.read_metadata(target).metadata[_METADATA_KEY]))
    except (OSError, pa.ArrowException, KeyError, TypeError, ValueError):
        return None
    return replace(landed, stored=stored)


def _checksum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _land_file(
    file: DeliveredFile, extract: Extract, target: Path, digest: str, schema: pa.Schema
) -> LandedFile:
    """Reads the file; what lands is filed under the digest only if that is still the file's."""
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
    if _digest(file, extract) != digest:
        part.unlink()
        raise StillChangingError
    part.replace(target)
    return replace(landed, stored=_checksum(target))
