"""The landing folder: which of the files in it are deliveries."""

from __future__ import annotations

import errno
import os
import time
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from plumbline.landing.archives import members
from plumbline.landing.contract import Extract
from plumbline.landing.errors import DeliveryError, problem
from plumbline.landing.manifests import CHECKSUM, is_manifest

LOCKS, UNFINISHED = "~$", (".tmp", ".part", ".crdownload")
# a full or failing disk of ours is no fault of a delivery
OURS = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS}
OF_THE_SYSTEM = {"desktop.ini", "thumbs.db"}
PACKAGES = {"[content_types].xml", "mimetype", "content.xml"}


@dataclass(frozen=True)
class DeliveredFile:
    """A file to land: its name, with its zip's where it came in one, where it is, when it came."""

    name: str
    path: Path
    arrived: float


class StillChangingError(Exception):
    """A file that somebody is still writing: it waits for the next build."""


def is_delivery(name: str) -> bool:
    """Hidden files, lock files, unfinished uploads and what systems leave behind are none."""
    parts = PurePosixPath(name).parts
    last = parts[-1].lower()
    return not (
        any(part.startswith((".", LOCKS)) or part == "__MACOSX" for part in parts)
        or last.endswith((*UNFINISHED, CHECKSUM))
        or last in OF_THE_SYSTEM
    )


def settle_seconds() -> float:
    """PLUMBLINE_SETTLE_SECONDS: how long nobody may have changed a file before it is read.

    Raises ValueError for what is no number of seconds.
    """
    given = os.environ.get("PLUMBLINE_SETTLE_SECONDS", "0")
    try:
        seconds = float(given)
    except ValueError:
        seconds = -1
    if not 0 <= seconds < float("inf"):
        raise ValueError(f"PLUMBLINE_SETTLE_SECONDS is {given!r}; expected a number of seconds")
    return seconds


def has_settled(path: Path, seconds: float) -> bool:
    """Whether nobody has changed the file for so long; a clock may be ahead as well."""
    if not seconds:
        return True
    state = path.stat()
    # copies keep the time their original was written
    return abs(time.time() - max(state.st_mtime, state.st_ctime)) >= seconds


def unreadable(fault: OSError) -> DeliveryError:
    """A file that is there and cannot be read, or has just gone.

    Raises the fault again where it is about the disk we write to.
    """
    if fault.errno in OURS:
        raise fault
    return problem("D16", os.strerror(fault.errno or errno.EIO), type(fault).__name__)


def files_in(folder: Path, landing: Path) -> tuple[list[Path], list[str]]:
    """The deliveries in an extract's folder by name, and what is wrong with the others."""
    found: list[Path] = []
    errors: list[str] = []
    inside = landing.resolve()
    is_inside = folder.resolve().is_relative_to(inside)
    for path in sorted(folder.iterdir(), key=lambda path: path.name):
        if not is_delivery(path.name) or not (path.is_file() or path.is_symlink()):
            continue
        where = f"{folder.name}/{path.name}"
        if not path.is_file():
            nothing = problem("D16", "链接没有指向文件", "the link leads to no file")
            errors.append(f"{where}: {nothing}")
        elif not (path.resolve().is_relative_to(inside) if path.is_symlink() else is_inside):
            errors.append(
                f"{where}: D20 是指向到达文件夹以外的链接，不予读取；请把文件本身放进来 / "
                "it is a link out of the landing folder; expected the file itself"
            )
        elif not _is_text(path.name):
            errors.append(
                f"{folder.name}/{path.name!a}: D21 文件名不是 UTF-8，请改名 / its name is "
                "not UTF-8; rename the file"
            )
        elif not is_manifest(path):
            found.append(path)
    return found, errors


@contextmanager
def unpacked(path: Path) -> Iterator[list[DeliveredFile]]:
    """A file as the deliveries it is: itself, or those in a zip, there until the end of the block.

    Raises DeliveryError where a zip cannot be unpacked or holds no delivery.
    """
    arrived = path.stat().st_mtime
    if not _is_plain_zip(path):
        yield [DeliveredFile(path.name, path, arrived)]
        return
    with TemporaryDirectory() as folder:
        inside = [
            DeliveredFile(name, extracted, arrived)
            for name, extracted in members(path, Path(folder))
            if is_delivery(name.removeprefix(f"{path.name}/"))
        ]
        if not inside:
            raise problem("D14", "里面没有可读的文件", "it holds no delivery")
        yield inside


def unknown_files(landing: Path, contract: dict[str, Extract]) -> list[str]:
    """What lies in the landing folder and will not be read, so that it is not lost in silence."""
    if not landing.is_dir():
        return []
    return [
        f"{path.name}: not the folder of a known extract, not read"
        for path in sorted(landing.iterdir())
        if is_delivery(path.name) and path.name not in contract
    ] + [
        f"{path.relative_to(landing)}: no file, not read"
        for name in sorted(contract)
        for path in _sorted(landing / name)
        if not path.is_file() and not path.is_symlink() and not path.name.startswith(".")
    ]


def _sorted(folder: Path) -> Iterable[Path]:
    return sorted(folder.iterdir()) if folder.is_dir() else []


def _is_text(name: str) -> bool:
    """Whether a file name came as UTF-8; names out of an old archive may not."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _is_plain_zip(path: Path) -> bool:
    """A zip that is no workbook of Office or OpenDocument, which are zips too."""
    with path.open("rb") as file:
        if file.read(4) != b"PK\x03\x04":
            return False
    try:
        with zipfile.ZipFile(path) as archive:
            names = {name.replace("\\", "/").lower() for name in archive.namelist()}
    except Exception:  # zipfile raises many kinds; whoever reads it says that it is torn
        return False
    return not names & PACKAGES
