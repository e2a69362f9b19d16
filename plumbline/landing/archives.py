"""Zips of deliveries: each file in one counts as a delivery of its own."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path, PurePosixPath

from plumbline.landing.errors import DeliveryError, problem
from plumbline.landing.limits import MEBIBYTE, MEMBERS, UNPACKED_BYTES

_ENCRYPTED, _NAME_IS_UTF_8 = 0x1, 0x800


def members(path: Path, into: Path) -> list[tuple[str, Path]]:
    """Extracts the files of a zip into a folder: `<zip>/<file>` and where it stands now.

    In the archive's order, without hidden and lock files. Raises DeliveryError for a zip that is
    torn, locked or too big, and for names that lead out of it.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            return _extracted(archive, path.name, into)
    except DeliveryError:
        raise
    except Exception as fault:  # zipfile raises many kinds for a spoilt one
        raise problem("D14", "文件损坏", f"it is torn: {fault}") from None


def _extracted(archive: zipfile.ZipFile, zip_name: str, into: Path) -> list[tuple[str, Path]]:
    files = [info for info in archive.infolist() if not info.is_dir()]
    _check_limits(files)
    found: dict[str, Path] = {}
    for at, info in enumerate(files):
        name = _name(info)
        parts = PurePosixPath(name).parts
        if any(part.startswith((".", "~$")) and part != ".." for part in parts):
            continue
        if name.startswith("/") or ".." in parts or ":" in parts[0] or "\0" in name:
            raise problem("D14", "里面的文件名指向包外", "the name of a file leads out of it")
        if f"{zip_name}/{name}" in found:
            raise problem("D14", f"有两个文件都叫“{name}”", f"it holds {name} twice")
        if info.flag_bits & _ENCRYPTED:
            raise problem("D14", "需要密码", "it asks for a password")
        target = into / str(at)
        with archive.open(info) as source, target.open("wb") as file:
            shutil.copyfileobj(source, file, MEBIBYTE)
        found[f"{zip_name}/{name}"] = target
    return list(found.items())


def _check_limits(files: list[zipfile.ZipInfo]) -> None:
    size = sum(info.file_size for info in files)
    if size > UNPACKED_BYTES:
        raise problem(
            "D05",
            f"解压后 {size // MEBIBYTE:,} MiB，最多 {UNPACKED_BYTES // MEBIBYTE:,} MiB",
            f"it unpacks to {size // MEBIBYTE:,} MiB, {UNPACKED_BYTES // MEBIBYTE:,} at most",
        )
    if len(files) > MEMBERS:
        raise problem(
            "D05",
            f"{len(files):,} 个文件，最多 {MEMBERS:,} 个",
            f"it holds {len(files):,} files, {MEMBERS:,} at most",
        )


def _name(info: zipfile.ZipInfo) -> str:
    """The member's name; old programs write it in the encoding of their system, and do not say."""
    name = info.filename
    if not info.flag_bits & _NAME_IS_UTF_8:
        raw = name.encode("cp437", "replace")
        for encoding in ("utf-8", "gb18030"):
            try:
                name = raw.decode(encoding)
                break
            except UnicodeDecodeError:
                continue
    return name.replace("\\", "/")
