"""What the commands gave out of a warehouse, and to whom: a list that only grows.

Everybody has a file of their own in `<warehouse>.accesses/`, to which the commands append a line
for each unit, place, alert or case that something was given out about. No ID or name stands in it.
Who runs a command may read the files of others and can neither change nor remove them.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import pwd
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from gettext import gettext as _
from pathlib import Path

import click

from plumbline.places import warehouse_path
from plumbline.rights import share


@dataclass(frozen=True)
class Given:
    """What was given out: a unit, place, alert or case, and of how many people or others."""

    about: str
    subjects: int


@dataclass(frozen=True)
class Access(Given):
    """A line of the list."""

    at: str
    login: str
    command: str


def folder_of(warehouse: Path) -> Path:
    return warehouse.with_name(f"{warehouse.name}.accesses")


def make_folder(warehouse: Path) -> None:
    """In it everybody of the analysts' group makes a file, which only its owner may remove."""
    folder = folder_of(warehouse)
    if not folder.exists():
        folder.mkdir(parents=True)
        share(folder)
        folder.chmod(0o3770)


@contextmanager
def noted(warehouse: Path, command: str) -> Iterator[list[Given]]:
    """Notes at the end of the block what was put into its list, also where the block failed.

    Raises ClickException before anything is given out where it could not be noted.
    """
    login = _login()
    path = folder_of(warehouse) / f"{login}.jsonl"
    try:
        make_folder(warehouse)
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW
        handle = os.open(path, flags, 0o640)
        if os.fstat(handle).st_uid != os.getuid():
            # whoever put it there first could change what is noted in it
            os.close(handle)
            raise PermissionError(_("it belongs to another user"))
    except (OSError, ValueError) as fault:
        said = _("{path}: cannot be written ({reason}), so nothing is given out")
        raise click.ClickException(said.format(path=path, reason=fault)) from None
    given: list[Given] = []
    try:
        yield given
    finally:
        now = dt.datetime.now().isoformat(sep=" ", timespec="seconds")
        for one in given:
            line = asdict(Access(one.about, one.subjects, now, login, command))
            # whole lines, so that two commands at a time do not mix
            os.write(handle, (json.dumps(line, ensure_ascii=False) + "\n").encode())
        os.close(handle)


def accesses(warehouse: Path) -> list[Access]:
    """All that was noted, the oldest first; a line that no command wrote whole is told as that."""
    found = [
        access for path in folder_of(warehouse).glob("*.jsonl") for access in _accesses_in(path)
    ]
    return sorted(found, key=lambda access: access.at)


def _accesses_in(path: Path) -> Iterator[Access]:
    at = ""
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    for number, line in enumerate(lines, start=1):
        try:
            access = Access(**json.loads(line))
        except (TypeError, ValueError):
            # a full disk cut it off, or somebody else than a command wrote it
            said = _("{path}, line {number}: cannot be read").format(path=path.name, number=number)
            access = Access(said, 0, at, path.stem, "?")
        at = access.at
        yield access


@click.command("accesses")
@click.option("--last", default=50, show_default=True, help="So many of the newest lines.")
def accesses_command(last: int) -> None:
    """Shows what commands gave out of the warehouse: when, who, about what, of how many."""
    # imported here: every build imports this module, and few print tables
    from rich.console import Console
    from rich.table import Table

    table = Table()
    for title in (_("when"), _("login"), _("command"), _("about")):
        table.add_column(title, overflow="fold")
    table.add_column(_("people or others"), justify="right")
    for access in accesses(warehouse_path())[-last:]:
        told = (access.at, access.login, access.command, access.about)
        table.add_row(*told, f"{access.subjects:,}")
    Console().print(table)


def _login() -> str:
    """The user by the system's own word; the environment may say anything."""
    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return str(os.getuid())
