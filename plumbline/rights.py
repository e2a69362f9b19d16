"""Who may read what is written: its owner and a group, nobody else.

PLUMBLINE_GROUP names the group of analysts, to whom the published files go; all else that is
written stays with the group of whoever runs the build.
"""

from __future__ import annotations

import grp
import os
import stat
from pathlib import Path

VARIABLE = "PLUMBLINE_GROUP"


def keep_private() -> None:
    """From here on this process makes files of 0640 and folders of 0750, or less."""
    os.umask(os.umask(0o077) | 0o027)


def private_folder(path: Path) -> None:
    """Makes the folder where it is not there; one that others could look into is closed to them."""
    path.mkdir(parents=True, exist_ok=True)
    mode = stat.S_IMODE(path.stat().st_mode)
    if mode & stat.S_IRWXO:
        path.chmod(mode & 0o7750)


def share(path: Path) -> None:
    """Lets the owner and the analysts' group read a file, or a folder, and nobody else."""
    path.chmod(0o750 if path.is_dir() else 0o640)
    group = analysts()
    if group is not None:
        os.chown(path, -1, group)


def analysts() -> int | None:
    """The group PLUMBLINE_GROUP names; None without one.

    Raises ValueError for a group that there is not, or that this user is not in.
    """
    name = os.environ.get(VARIABLE)
    if not name:
        return None
    try:
        group = grp.getgrnam(name).gr_gid
    except KeyError:
        raise ValueError(
            f"{VARIABLE} is {name!r}: this machine has no such group; make it, or name another"
        ) from None
    if os.geteuid() and group not in {os.getegid(), *os.getgroups()}:
        raise ValueError(
            f"{VARIABLE} is {name!r}: the user of the build is not in it; add the user, or name "
            "another group"
        )
    return group
