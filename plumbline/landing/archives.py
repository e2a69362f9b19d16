"""Zips of deliveries."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

from plumbline.landing.errors import DeliveryError

UNPACKED_BYTES = 2_000_000_000


def members(path: Path, into: Path) -> list[tuple[str, Path]]:
    """Extracts the files of a zip; each as `<zip>/<file>` and where it stands now.

    Raises DeliveryError for a torn, locked or too big zip.
    """
    found: list[tuple[str, Path]] = []
    try:
        with zipfile.ZipFile(path) as archive:
            files = [info for info in archive.infolist() if not info.is_dir()]
            if sum(info.file_size for info in files) > UNPACKED_BYTES:
                raise DeliveryError(
                    "压缩包解压后太大 / it is too big when unpacked; expected less than "
                    f"{UNPACKED_BYTES:,} bytes"
                )
            for at, info in enumerate(files):
                target = into / f"{at}{Path(info.filename).suffix}"
                with archive.open(info) as source, target.open("wb") as file:
                    shutil.copyfileobj(source, file)
                found.append((f"{path.name}/{info.filename}", target))
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, EOFError) as problem:
        raise DeliveryError(
            f"压缩包损坏或有密码 / the zip is torn or locked ({problem}); expected one that opens"
        ) from None
    return found
