"""What more than one part does with files and folders."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import yaml

# libyaml's parser, where it is built in, takes a tenth of the time
_YAML = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class ForeignFolderError(Exception):
    """A folder that no command of ours wrote, and that therefore none replaces."""


def checksum(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal. Raises OSError where it cannot be read."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def read_yaml(path: Path) -> Any:
    """What a YAML file says. Raises yaml.YAMLError where it is none."""
    return yaml.load(path.read_text(encoding="utf-8"), _YAML)


def sync(path: Path) -> None:
    """Waits until a file stands on the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sql_text(path: Path) -> str:
    """A path as SQL writes it."""
    return "'" + str(path).replace("'", "''") + "'"


def first_line(path: Path) -> str:
    """Of a file that holds a password. Raises OSError or UnicodeDecodeError where it has none."""
    return path.read_text(encoding="utf-8").partition("\n")[0].strip()


@contextmanager
def written_anew(target: Path, mark: str) -> Iterator[Path]:
    """An empty folder, which takes the target's place whole once it is filled.

    `mark` names a file that such a folder has and no other: a target without it stays as it is.
    Raises ForeignFolderError for one. Where filling it fails nothing of it stays.
    """
    if target.exists() and not (target / mark).is_file():
        raise ForeignFolderError(target)
    fresh, old = (target.with_name(f".{target.name}.{what}") for what in ("part", "old"))
    for left in (fresh, old):
        shutil.rmtree(left, ignore_errors=True)
    fresh.mkdir(parents=True)
    (fresh / mark).write_text("written by plumbline, and replaced as a whole\n", encoding="utf-8")
    try:
        yield fresh
    except BaseException:
        shutil.rmtree(fresh)
        raise
    # a folder cannot be renamed over another
    if target.exists():
        target.rename(old)
    fresh.rename(target)
    shutil.rmtree(old, ignore_errors=True)
