"""Whether the published build stands: nothing has changed of what it rests on.

A note in the build folder says, by digests, what a published build rested on. What it does not say
is not known, and what is not known is built anew.
"""

from __future__ import annotations

import hashlib
import json
import sys
import sysconfig
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta, timezone
from pathlib import Path

from plumbline.encryption import file_key
from plumbline.landing.report import LandingReport
from plumbline.places import EXAMPLE_CITY
from plumbline.publish import BuildFolder

FOLDERS = ("models", "macros", "seeds", "snapshots", "tests", "analyses", "plumbline")
SETTINGS = ("PLUMBLINE_", "DBT_")
OF_NO_MATTER = {"PLUMBLINE_MEMORY_LIMIT"}
REST_ON_MORE = ("PLUMBLINE_REPLAY", "PLUMBLINE_COMPUTED", "PLUMBLINE_CITY")
"""With these a build rests on what is not looked at here."""

CHINA = timezone(timedelta(hours=8))

Note = dict[str, str]


def rests_on(
    project: Path, folder: BuildFolder, environment: Mapping[str, str], now: datetime
) -> Note:
    """What a build would rest on, deliveries and the published files aside; empty if not known."""
    if any(environment.get(name) for name in REST_ON_MORE):
        return {}
    settings = [
        f"{name}={value}"
        for name, value in sorted(environment.items())
        if name.startswith(SETTINGS) and name not in OF_NO_MATTER
    ]
    installed = Path(sysconfig.get_path("purelib")).glob("*.dist-info")
    city = project / (environment.get("PLUMBLINE_CITY_DIR") or EXAMPLE_CITY)
    return {
        "project": _digest_of_files(project, city),
        "installed": _digest([sys.version, *sorted(path.name for path in installed)]),
        # one digest, for there are secrets among them
        "settings": _digest([*settings, str(file_key())]),
        "as_of_date": as_of_date(environment, now),
        "purged": _content(folder.purged),
    }


def as_of_date(environment: Mapping[str, str], now: datetime) -> str:
    """As macros/project/as_of_date.sql has it; the sample's own day stands in the project."""
    if given := environment.get("PLUMBLINE_AS_OF"):
        return given
    if not environment.get("PLUMBLINE_LANDING"):
        return "sample"
    return now.astimezone(CHINA).date().isoformat()


def deliveries(report: LandingReport) -> Note:
    """What landed; reader, contract and purged rows are part of each file's digest."""
    return {"deliveries": _digest(f"{f.extract}/{f.file}={f.digest}" for f in report.files)}


def published(folder: BuildFolder) -> Note:
    """The published files, which histories were saved, the keys' secret; empty if a file lacks."""
    masked = sorted(folder.masked.with_suffix("").glob("*.parquet"))
    files = [folder.warehouse, folder.masked, folder.masked_workbook, *masked]
    if not masked or not all(path.is_file() for path in files):
        return {}
    about = [(path.name, path.stat()) for path in files]
    states = [f"{name}={s.st_ino} {s.st_size} {s.st_mtime_ns}" for name, s in about]
    saved = [path.name for path in folder.histories.builds()]
    return {"published": _digest([*states, *saved, _content(folder.key_salt)])}


def stands(note: Note, *parts: Note) -> bool:
    """Whether a note says the same of every part, and all of them are known."""
    return all(parts) and all(part.items() <= note.items() for part in parts)


def read_note(folder: BuildFolder) -> Note:
    """What the last build rested on that this command published; empty if that is not known."""
    try:
        note = json.loads(_path(folder).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return note if isinstance(note, dict) else {}


def write_note(folder: BuildFolder, *parts: Note) -> None:
    """Once a build is published; nothing where a part is not known."""
    if all(parts):
        part = _path(folder).with_suffix(".part")
        part.write_text(json.dumps({k: v for p in parts for k, v in p.items()}), encoding="utf-8")
        part.replace(_path(folder))


def forget_note(folder: BuildFolder) -> None:
    _path(folder).unlink(missing_ok=True)


def _path(folder: BuildFolder) -> Path:
    return folder.path / "standing.json"


def _digest_of_files(project: Path, city: Path) -> str:
    folders = [*(project / name for name in FOLDERS), city]
    found = [path for top in folders for path in top.rglob("*") if "__pycache__" not in path.parts]
    found += [*project.glob("*.yml"), project / "requirements.lock"]
    files = sorted({path for path in found if path.is_file()})
    return _digest(f"{path}={_content(path)}" for path in files)


def _content(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def _digest(texts: Iterable[str]) -> str:
    return hashlib.sha256("\0".join(texts).encode("utf-8", "surrogateescape")).hexdigest()
