"""Lands deliveries: each file becomes one Parquet file of text rows, read only when it is new.

The raw folder is its own index: a landed file's name is the digest of all that went into it, and
its report travels in its metadata. So nothing has to be kept in step, and a killed landing leaves
at worst a `.part` file that the next one sweeps away.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import cached_property
from importlib.metadata import version as version_of
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from plumbline.encryption import file_key, is_encrypted, write_parquet
from plumbline.files import checksum
from plumbline.landing.batches import EXTRA_CELLS
from plumbline.landing.contract import Extract, read_contract
from plumbline.landing.corrections import Arrival, ignored_corrections
from plumbline.landing.errors import DeliveryError
from plumbline.landing.errors import problem as problem_of
from plumbline.landing.folders import (
    DeliveredFile,
    StillChangingError,
    files_in,
    has_settled,
    settle_seconds,
    unknown_files,
    unpacked,
    unreadable,
)
from plumbline.landing.limits import MEBIBYTE
from plumbline.landing.manifests import broken_promises
from plumbline.landing.order import delivery_order
from plumbline.landing.purged import Purged, purged_rows, without
from plumbline.landing.readers import Delivery, Held, open_delivery
from plumbline.landing.readers.isolated import close as close_isolated
from plumbline.landing.renamed import renamed_columns
from plumbline.landing.report import Known, LandedFile, LandingReport, previous_files
from plumbline.places import PROJECT_ROOT
from plumbline.publish import BuildFolder

# What decides as which rows the same bytes land: our code, and what it reads with.
LIBRARIES = ("lxml", "msoffcrypto-tool", "pyarrow", "python-calamine", "xlrd")
READER_VERSION = hashlib.sha256(
    b"".join(path.read_bytes() for path in sorted(Path(__file__).parent.rglob("*.py")))
    + "".join(map(version_of, LIBRARIES)).encode()
).hexdigest()
# Before they are compressed; each file that is being read holds so many.
GROUP_BYTES = 32 * MEBIBYTE
# Of a file that is read once, whole; of a larger one only some is in memory at a time.
HELD_BYTES = 16 * MEBIBYTE
# Rows are read once, whole, and most texts stand in them once.
PARQUET = {
    "compression": "snappy",
    "dictionary_pagesize_limit": 1 << 15,
    "write_statistics": False,
    # how a column is held in memory is nobody's business
    "store_schema": False,
}
ONE_TEXT = pa.dictionary(pa.int32(), pa.string())
_METADATA_KEY = b"plumbline"
# Heard by whoever shows the progress of a build.
LOG = logging.getLogger("plumbline.landing")


def land_for(folder: BuildFolder, landing: Path) -> LandingReport:
    """Lands for a build, by the project's contract and the environment's settings.

    Raises ValueError for a setting, OSError where the folder cannot be written.
    """
    contract = read_contract(PROJECT_ROOT)
    return land(landing, folder.path, contract, settle_seconds(), folder.purged)


def land(
    landing: Path,
    work: Path,
    contract: dict[str, Extract],
    settle_seconds: float = 0,
    purged: Path | None = None,
) -> LandingReport:
    """Brings `work/raw/<extract>/*.parquet` in step with the landing folder.

    Every unreadable file and missing folder is collected in the report's errors; the report is
    also written to `work/landing_report.json`. A file that somebody changed within so many seconds
    waits, and one that was landed before stays as it was until then. `purged` lists rows that are
    left out.
    """
    started = time.monotonic()
    before = previous_files(work / "landing_report.json")
    taken_out = purged_rows(purged)
    report = LandingReport(warnings=unknown_files(landing, contract))
    if not landing.is_dir():
        report.errors.append(
            f"{landing}: D22 没有此文件夹 / no such folder; expected a folder with one "
            "folder of deliveries per extract (set PLUMBLINE_LANDING)"
        )
        return report
    close_isolated()  # those of an earlier reading know the environment of then
    pool = ThreadPoolExecutor(os.cpu_count())
    try:
        # all files are on their way before the first of them is waited for
        under_way = [
            _start(pool, _Place(extract, landing, work, before, settle_seconds, taken_out))
            for extract in contract.values()
        ]
        for deliveries in under_way:
            _finish(deliveries, report)
    finally:
        pool.shutdown(cancel_futures=True)
        close_isolated()
    seen = {f"{landed.extract}/{landed.file}" for landed in report.files}
    report.removed = sorted(set(before) - seen) if not report.errors else []
    report.seconds = round(time.monotonic() - started, 3)
    if not report.errors:
        work.mkdir(parents=True, exist_ok=True)
        part = work / "landing_report.json.part"
        part.write_text(report.to_json(), encoding="utf-8")
        part.replace(work / "landing_report.json")
    return report


@dataclass(frozen=True)
class _Place:
    """An extract, where its deliveries arrive and land, and what the last landing knew of them."""

    extract: Extract
    landing: Path
    work: Path
    before: dict[str, Known]
    settle_seconds: float
    purged: Purged

    @property
    def folder(self) -> Path:
        return self.landing / self.extract.name

    @cached_property
    def raw(self) -> Path:
        return self.work / "raw" / self.extract.name

    def target(self, digest: str) -> Path:
        return self.raw / f"{digest}.parquet"


@dataclass
class _Found:
    """What was found in a delivery, or kept from earlier where somebody still writes it."""

    name: str
    arrived: float = 0
    landed: list[LandedFile] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    waits: bool = False


@dataclass
class _Deliveries:
    """The deliveries of an extract, on their way, and what is said before theirs is known."""

    place: _Place
    found: list[Future[_Found]] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def _start(pool: ThreadPoolExecutor, place: _Place) -> _Deliveries:
    deliveries = _Deliveries(place)
    place.raw.mkdir(parents=True, exist_ok=True)
    if file_key():
        write_parquet(_no_rows(place.raw), _schema(place.extract), [])
    else:
        _writer(_no_rows(place.raw), _schema(place.extract)).close()
    for path in _files(place.folder, place.extract, deliveries):
        deliveries.found.append(pool.submit(_find, path, place))
    return deliveries


def _find(path: Path, place: _Place) -> _Found:
    """What a delivery holds, and what is wrong with it."""
    found = _Found(path.name)
    try:
        found.arrived = path.stat().st_mtime
        try:
            _land_what_is_in(path, place, found)
        except StillChangingError:
            found.waits = True
            found.landed = _landed_earlier(path.name, place)
    except DeliveryError as problem:
        found.errors.append(f"{place.extract.name}/{path.name}: {problem}")
    except OSError as fault:
        found.errors.append(f"{place.extract.name}/{path.name}: {unreadable(fault)}")
    except Exception as fault:  # readers of others raise what they never said they would
        torn = problem_of("D04", *[type(fault).__name__] * 2)
        found.errors.append(f"{place.extract.name}/{path.name}: {torn}")
    return found


def _finish(deliveries: _Deliveries, report: LandingReport) -> None:
    """Reports what landed, in the order of the files' names, and sweeps out what did not."""
    place, extract = deliveries.place, deliveries.place.extract
    report.errors += deliveries.errors
    report.warnings += deliveries.warnings
    landed_files: list[LandedFile] = []
    arrivals: list[Arrival] = []
    waiting: list[str] = []
    for found in (future.result() for future in deliveries.found):
        report.errors += found.errors
        if found.waits:
            waiting.append(found.name)
            report.warnings.append(_waits(extract, found.name, found.landed))
        for landed in found.landed:
            target = place.target(landed.digest)
            arrivals.append(Arrival(landed.file, found.arrived, landed.delivery_order, target))
            landed_files.append(landed)
            if landed.status != "unchanged":
                LOG.info("%s/%s: %s rows", extract.name, landed.file, f"{landed.rows:,}")
    try:
        report.errors += broken_promises(place.folder, landed_files, waiting)
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
        keep = {_no_rows(place.raw), *(arrival.rows for arrival in arrivals)}
        for path in place.raw.iterdir():
            if path not in keep:
                path.unlink()


def _files(folder: Path, extract: Extract, report: _Deliveries) -> list[Path]:
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


def _land_what_is_in(path: Path, place: _Place, found: _Found) -> None:
    """The deliveries in a file as they landed, now or earlier; what is wrong with some is kept.

    Raises StillChangingError where somebody is writing it, DeliveryError for a zip that cannot be
    unpacked, OSError for a file that cannot be read.
    """
    settled = has_settled(path, place.settle_seconds)
    try:
        with unpacked(path) as files:
            for file in files:
                state = _state(file.path)
                content, held = _content(file.path)
                digest = _digest(file, place, content)
                target = place.target(digest)
                was = place.before.get(f"{place.extract.name}/{file.name}")
                landed = _landed_before(target, was)
                if not landed and not settled:
                    raise StillChangingError
                try:
                    landed = landed or _land_file(file, place, content, held, state)
                except DeliveryError as problem:
                    found.errors.append(f"{place.extract.name}/{file.name}: {problem}")
                    continue
                status = (
                    "new" if was is None else "unchanged" if was.digest == digest else "changed"
                )
                found.landed.append(replace(landed, status=status))
    except DeliveryError:
        if settled:
            raise
        raise StillChangingError from None


def _landed_earlier(name: str, place: _Place) -> list[LandedFile]:
    """What the last landing read from a file, or from the zip of that name."""
    earlier = [
        _landed_before(place.target(was.digest), was)
        for key, was in place.before.items()
        if f"{key}/".startswith(f"{place.extract.name}/{name}/")
    ]
    return [replace(landed, status="unchanged") for landed in earlier if landed]


def _waits(extract: Extract, name: str, earlier: list[LandedFile]) -> str:
    kept = "; what it held before stays until then" if earlier else ""
    return (
        f"{extract.name}/{name}: 文件还在写入，等下一次构建再读 / somebody is still writing it, "
        f"so it waits for the next build{kept}"
    )


def _digest(file: DeliveredFile, place: _Place, content: str) -> str:
    """Of all that decides what lands: reader, contract, file name, content, what was purged."""
    # rows are only ever added to the list
    purged = sum(len(numbers) for numbers in place.purged.get(content, {}).values())
    parts = (READER_VERSION, place.extract.signature, file.name, content, purged)
    return hashlib.sha256("|".join(map(str, parts)).encode()).hexdigest()[:32]


def _schema(extract: Extract) -> pa.Schema:
    names = list(extract.columns.values())
    return pa.schema(
        [pa.field(name, pa.string()) for name in names]
        + [
            pa.field("file_name", ONE_TEXT),
            pa.field("delivery_order", ONE_TEXT),
            pa.field("row_number", pa.int64()),
            pa.field(EXTRA_CELLS, pa.string()),
        ]
    )


def _no_rows(raw: Path) -> Path:
    """A file without rows, so that an extract that never came still has its columns."""
    return raw / "no_rows.parquet"


def _landed_before(target: Path, was: Known | None) -> LandedFile | None:
    """The report of a file landed by an earlier build; None where it is not there, or spoilt."""
    if not target.is_file() or is_encrypted(target) != bool(file_key()):
        return None
    try:
        stored = checksum(target)
        if was and was.stored and f"{was.digest}.parquet" == target.name:
            landed = LandedFile(**was.report) if stored == was.stored else None
        elif is_encrypted(target):  # its metadata, too
            landed = None
        else:
            landed = LandedFile(**json.loads(pq.read_metadata(target).metadata[_METADATA_KEY]))
    except (OSError, pa.ArrowException, KeyError, TypeError, ValueError):
        return None
    return landed and replace(landed, stored=stored)


def _content(path: Path) -> tuple[str, Held | None]:
    """The checksum of a file, and its bytes if they are few."""
    if path.stat().st_size > HELD_BYTES:
        return checksum(path), None
    held = Held(path.read_bytes())
    return hashlib.sha256(held.content).hexdigest(), held


def _state(path: Path) -> tuple[int, ...]:
    """What changes when somebody writes a file."""
    about = path.stat()
    return about.st_ino, about.st_size, about.st_mtime_ns, about.st_ctime_ns


def _land_file(
    file: DeliveredFile, place: _Place, content: str, held: Held | None, state: tuple[int, ...]
) -> LandedFile:
    """Reads the file; what lands is filed under its digest only if that is still the file's."""
    extract, digest = place.extract, _digest(file, place, content)
    target = place.target(digest)
    delivery = open_delivery(file.path, extract, held)
    part = target.with_suffix(".part")
    counts = _Counts(digest, content, place.purged.get(content, {}))
    schema = _schema(extract)
    groups = _grouped(_tables(file, delivery, schema, counts))
    if file_key():
        write_parquet(part, schema, groups)
        landed = _report(file, extract, delivery, counts)
    else:
        with (
            pa.OSFile(str(part), "wb") as written,
            _writer(written, schema) as writer,
        ):
            for group in groups:
                writer.write_table(group, row_group_size=len(group))
            landed = _report(file, extract, delivery, counts)
            writer.add_key_value_metadata({_METADATA_KEY: json.dumps(vars(landed)).encode()})
    if _state(file.path) != state or (not delivery.is_held and checksum(file.path) != content):
        part.unlink()
        raise StillChangingError
    part.replace(target)
    return replace(landed, stored=checksum(target))


def _writer(file: Path | pa.OSFile, schema: pa.Schema) -> pq.ParquetWriter:
    texts = [name for name in schema.names if name != "row_number"]
    numbers = {"row_number": "DELTA_BINARY_PACKED"}
    return pq.ParquetWriter(file, schema, use_dictionary=texts, column_encoding=numbers, **PARQUET)


def _report(
    file: DeliveredFile, extract: Extract, delivery: Delivery, counts: _Counts
) -> LandedFile:
    """What is said of a file, all of which was read."""
    unknown = {name for table in delivery.tables for name in table.unknown_columns}
    return LandedFile(
        extract=extract.name,
        file=file.name,
        delivery_order=delivery_order(file.name),
        status="new",
        rows=counts.rows,
        purged=counts.left_out,
        encoding=delivery.encoding,
        sheets=[table.sheet for table in delivery.tables if table.sheet is not None],
        hidden_sheets=delivery.hidden_sheets,
        sheets_without_header=delivery.sheets_without_header,
        unknown_columns=sorted(unknown),
        absent_columns=[h for h, name in sorted(extract.columns.items()) if name in counts.lacking],
        notes=counts.notes,
        totals=counts.totals,
        unfilled=sum(len(table.unfilled) for table in delivery.tables),
        remarks=delivery.remarks,
        seconds=round(time.monotonic() - counts.started, 3),
        digest=counts.digest,
        content=counts.content,
    )


@dataclass
class _Counts:
    """What is known of a file, and of its rows once all are read.

    `purged` are the numbers of rows that do not land, `left_out` is how many did not; `lacking`
    are columns that rows lack.
    """

    digest: str
    content: str
    purged: Mapping[str, pa.Array]
    started: float = field(default_factory=time.monotonic)
    left_out: int = 0
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
                "file_name": _repeated(name, count),
                "delivery_order": _repeated(order, count),
                "row_number": batch.row_numbers,
            }
            if count:
                absent = pa.repeat(pa.scalar("", pa.string()), count)
                counts.lacking |= set(schema.names) - {*known, EXTRA_CELLS}
                read = pa.table([known.get(n, absent) for n in schema.names], schema=schema)
                kept = without(read, counts.purged.get(name))
                counts.rows += len(kept)
                counts.left_out += count - len(kept)
                yield kept
            counts.notes += len(batch.notes)
            counts.totals += [{"file_name": name, "total": n.total} for n in batch.notes if n.total]


def _repeated(text: str, count: int) -> pa.Array:
    places = pa.repeat(pa.scalar(0, pa.int32()), count)
    return pa.DictionaryArray.from_arrays(places, pa.repeat(pa.scalar(text, pa.string()), 1))


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
