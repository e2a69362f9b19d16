"""What a sender says of the files it sent: checksums in `<file>.sha256`, row counts in 清单.csv.

Both are optional, and no deliveries themselves.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from pathlib import Path

from plumbline.files import checksum
from plumbline.landing.errors import DeliveryError, problem
from plumbline.landing.report import LandedFile
from plumbline.landing.text import clean_text

CHECKSUM, COUNTS = ".sha256", "清单.csv"
LONGEST_NAME = 255
# the headers of a list of row counts
FILE, ROWS = {"文件名", "文件", "file"}, {"记录数", "行数", "rows"}
_DIGEST = re.compile(r"(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])")


def is_manifest(path: Path) -> bool:
    """Whether a file speaks of others; a 清单.csv with other headers is a delivery."""
    return path.name.lower().endswith(CHECKSUM) or (
        path.name == COUNTS and path.is_file() and _columns(_records(path)) is not None
    )


def broken_promises(folder: Path, landed: list[LandedFile], waiting: Iterable[str]) -> list[str]:
    """Where the files of an extract are not what their sender says; both figures are named."""
    if not folder.is_dir():
        return []
    waits = set(waiting)
    return [
        f"{folder.name}/{name}: {fault}"
        for name, fault in [*_other_bytes(folder, waits), *_other_rows(folder, landed, waits)]
    ]


def _other_bytes(folder: Path, waiting: set[str]) -> list[tuple[str, DeliveryError]]:
    faults = []
    for manifest in sorted(folder.iterdir()):
        name = manifest.name[: -len(CHECKSUM)]
        if not manifest.name.lower().endswith(CHECKSUM) or name in waiting:
            continue
        if not manifest.is_file():
            faults.append((manifest.name, _fault("不是文件", "it is no file")))
            continue
        said = _DIGEST.search(manifest.read_bytes().decode("utf-8", "replace").lower())
        path = folder / name
        if not said:
            faults.append((manifest.name, _fault("没有校验值", "it holds no checksum")))
        elif not path.is_file():
            faults.append((manifest.name, _fault(f"没有文件“{name}”", f"there is no file {name}")))
        else:
            found = checksum(path)
            if found != said[0]:
                wrong = _fault(
                    f"校验值应为 {said[0][:12]}…，实为 {found[:12]}…",
                    f"the sender's checksum is {said[0][:12]}…, the file's is {found[:12]}…",
                )
                faults.append((name, wrong))
    return faults


def _other_rows(
    folder: Path, landed: list[LandedFile], waiting: set[str]
) -> list[tuple[str, DeliveryError]]:
    path = folder / COUNTS
    records = _records(path) if path.is_file() else []
    columns = _columns(records)
    if columns is None:
        return []
    faults = []
    for record in records[1:]:
        name, said = (
            record[at].strip()[:LONGEST_NAME] if at < len(record) else "" for at in columns
        )
        count = said.replace(",", "")
        # a zip by its own name, or a file in it
        files = [file for file in landed if name in (file.file, file.file.split("/")[0])]
        # what was purged since is still in the file
        rows = sum(file.rows + file.purged for file in files)
        beside = sum(file.notes + file.unfilled for file in files)
        if name in waiting or not name:
            continue
        if not count.isdecimal():
            faults.append((COUNTS, _fault(f"“{name}”的记录数不是数", f"no count for {name}")))
        elif not files:
            faults.append((COUNTS, _fault(f"没有文件“{name}”", f"there is no file {name}")))
        elif int(count) not in (rows, rows + beside):
            wrong = _fault(
                f"应有 {int(count):,} 行，实有 {rows:,} 行",
                f"the sender counts {int(count):,} rows, the file holds {rows:,}",
            )
            faults.append((name, wrong))
    return faults


def _fault(found_zh: str, found: str) -> DeliveryError:
    return problem("D15", found_zh, found)


def _records(path: Path) -> list[list[str]]:
    content = path.read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("gb18030", "replace")
    return [[clean_text(cell) for cell in record] for record in csv.reader(text.splitlines())]


def _columns(records: list[list[str]]) -> tuple[int, int] | None:
    """Where a list of row counts names the file and its rows; None for any other table."""
    header = records[0] if records else []
    files = [at for at, cell in enumerate(header) if cell.lower() in FILE]
    rows = [at for at, cell in enumerate(header) if cell.lower() in ROWS]
    return (files[0], rows[0]) if files and rows else None
