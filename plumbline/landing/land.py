"""Lands deliveries: each file becomes one Parquet file of text rows, read only when it is new.

The raw folder is its own index: a landed file's name is the digest of all that went into it, and
its report travels in its metadata. So nothing has to be kept in step, and a killed landing leaves
at worst a `.part` file that the next one sweeps away.
"""

from __future__ import annotations

import hashlib
import json
import time
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from plumbline.landing.contract import Extract
from plumbline.landing.corrections import Arrival, ignored_corrections
from plumbline.landing.errors import DeliveryError
from plumbline.landing.order import delivery_order
from plumbline.landing.readers import open_delivery

# Raise it when the same bytes would land as other rows than before.
READER_VERSION = 3
_METADATA_KEY = b"plumbline"


@dataclass(frozen=True)
class LandedFile:
    """What the landing report says of one delivered file.

    `absent_columns` are the contract's headers that a sheet with rows lacks; `unfilled` counts the
    records of a returned form that nobody filled in, which do not land; seconds are those of its
    reading.
    """

    extract: str
    file: str
    status: str
    rows: int
    encoding: str
    sheets: list[str]
    unknown_columns: list[str]
    absent_columns: list[str]
    unfilled: int
    remarks: list[str]
    seconds: float
    digest: str


@dataclass
class LandingReport:
    """The outcome of one landing. With errors nothing may be built on it."""

    files: list[LandedFile] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    seconds: float = 0.0

    def to_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False, indent=1)

    def summary(self) -> str:
        """One line for the build's log: counts only, never a value."""
        count = {s: sum(f.status == s for f in self.files) for s in ("new", "changed", "unchanged")}
        unfilled = sum(f.unfilled for f in self.files)
        left_out = f" and {unfilled:,} not filled in" if unfilled else ""
        return (
            f"landing: {len(self.files)} files, {sum(f.rows for f in self.files):,} rows"
            f"{left_out}; {count['new']} new, {count['changed']} changed, "
            f"{count['unchanged']} unchanged, {len(self.removed)} removed ({self.seconds:.1f} s)"
        )


def land(landing: Path, work: Path, contract: dict[str, Extract]) -> LandingReport:
    """Brings `work/raw/<extract>/*.parquet` in step with the landing folder.

    Every unreadable file and missing folder is collected in the report's errors; the report is
    also written to `work/landing_report.json`.
    """
    started = time.monotonic()
    before = _previous_digests(work / "landing_report.json")
    report = LandingReport(warnings=_strangers(landing, contract))
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


def is_delivery(path: Path) -> bool:
    """Hidden files, lock files and unfinished uploads are none."""
    name = path.name
    return (
        path.is_file()
        and not name.startswith((".", "~$"))
        and not name.lower().endswith((".tmp", ".part"))
    )


def _is_text(name: str) -> bool:
    """Whether a file name came as UTF-8; names out of an old archive may not."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _strangers(landing: Path, contract: dict[str, Extract]) -> list[str]:
    """What lies in the landing folder and will not be read, so that it is not lost in silence."""
    if not landing.is_dir():
        return []
    return [
        f"{path.name}: not the folder of a known extract, not read"
        for path in sorted(landing.iterdir())
        if not path.name.startswith(".") and path.name not in contract
    ] + [
        f"{path.relative_to(landing)}: no file, not read"
        for name in sorted(contract)
        if (landing / name).is_dir()
        for path in sorted((landing / name).iterdir())
        if not path.is_file() and not path.name.startswith(".")
    ]


def _previous_digests(report: Path) -> dict[str, str]:
    """What the last landing read, as `<extract>/<file>` to digest; empty where none is known."""
    try:
        files = json.loads(report.read_text(encoding="utf-8"))["files"]
        return {f"{f['extract']}/{f['file']}": f["digest"] for f in files}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _land_extract(
    folder: Path, raw: Path, extract: Extract, before: dict[str, str], report: LandingReport
) -> None:
    raw.mkdir(parents=True, exist_ok=True)
    schema = _schema(extract)
    keep = {_write_empty(raw, schema)}
    if folder.is_dir():
        deliveries = sorted((p for p in folder.iterdir() if is_delivery(p)), key=lambda p: p.name)
    else:
        deliveries = []
        if not extract.optional:
            report.errors.append(
                f"{extract.name}: no folder {folder.name} in {folder.parent}; expected the "
                f"deliveries of {extract.title_zh} there (an empty folder if there are none)"
            )
    arrivals: list[Arrival] = []
    for path in deliveries:
        if not _is_text(path.name):
            report.errors.append(
                f"{extract.name}/{path.name!a}: its name is not UTF-8; rename the file"
            )
            continue
        digest = _digest(path, extract)
        target = raw / f"{digest}.parquet"
        try:
            landed = _landed_before(target) or _land_file(path, extract, target, digest, schema)
        except DeliveryError as problem:
            report.errors.append(f"{extract.name}/{path.name}: {problem}")
            continue
        was = before.get(f"{extract.name}/{path.name}")
        status = "new" if was is None else "unchanged" if was == digest else "changed"
        report.files.append(replace(landed, status=status))
        report.warnings += [f"{extract.name}/{path.name}: {remark}" for remark in landed.remarks]
        keep.add(target)
        if landed.rows:
            arrived = path.stat().st_mtime
            arrivals.append(Arrival(path.name, arrived, delivery_order(path.name), target))
    if not report.errors:
        report.warnings += [
            f"{extract.name}/{loser}: {rows:,} of its rows are superseded by {winner}, which came "
            "earlier; if it corrects that file, name it so that it comes behind "
            "(名单.csv, 名单-更正.csv)"
            for loser, winner, rows in ignored_corrections(extract, arrivals)
        ]
    if not report.errors:
        for path in raw.iterdir():
            if path not in keep:
                path.unlink()


def _digest(path: Path, extract: Extract) -> str:
    """Of all that decides what lands: reader, contract, file name, content."""
    digest = hashlib.sha256(f"{READER_VERSION}|{extract.signature}|{path.name}|".encode())
    with path.open("rb") as file:
        while chunk := file.read(1 << 20):
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
    path: Path, extract: Extract, target: Path, digest: str, schema: pa.Schema
) -> LandedFile:
    started = time.monotonic()
    delivery = open_delivery(path, extract)
    part = target.with_suffix(".part")
    rows = 0
    lacking: set[str] = set()
    with pq.ParquetWriter(part, schema, compression="zstd", compression_level=1) as writer:
        for table in delivery.tables:
            name = delivery.source_name(path.name, table)
            order = delivery_order(path.name, table.sheet or "")
            for batch in table.batches:
                count = len(batch.row_numbers)
                known = dict(batch.columns)
                lacking |= set(extract.columns.values()) - set(known)
                known["file_name"] = pa.repeat(pa.scalar(name, pa.string()), count)
                known["delivery_order"] = pa.repeat(pa.scalar(order, pa.string()), count)
                known["row_number"] = pa.array(batch.row_numbers, type=pa.int64())
                absent = pa.repeat(pa.scalar("", pa.string()), count)
                writer.write_table(
                    pa.table([known.get(n, absent) for n in schema.names], schema=schema)
                )
                rows += count
        unknown = {name for table in delivery.tables for name in table.unknown_columns}
        landed = LandedFile(
            extract=extract.name,
            file=path.name,
            status="new",
            rows=rows,
            encoding=delivery.encoding,
            sheets=[table.sheet for table in delivery.tables if table.sheet is not None],
            unknown_columns=sorted(unknown),
            absent_columns=sorted(h for h, name in extract.columns.items() if name in lacking),
            unfilled=sum(len(table.unfilled) for table in delivery.tables),
            remarks=delivery.remarks,
            seconds=round(time.monotonic() - started, 3),
            digest=digest,
        )
        writer.add_key_value_metadata({_METADATA_KEY: json.dumps(asdict(landed)).encode()})
    part.replace(target)
    return landed
