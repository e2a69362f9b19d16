"""What more than one part does with a file's bytes."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path


def checksum(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal. Raises OSError where it cannot be read."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def sync(path: Path) -> None:
    """Waits until a file stands on the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())
