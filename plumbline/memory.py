"""How much memory a build may use: PLUMBLINE_MEMORY_LIMIT, else a share of what is free."""

from __future__ import annotations

import os
from pathlib import Path

import duckdb

SHARE = 4
AT_LEAST = 2_500_000_000
LEAST_MIB = 200
VARIABLE = "PLUMBLINE_MEMORY_LIMIT"


def memory_limit(root: Path = Path("/")) -> str:
    """DuckDB's limit; Python needs some memory beside it, and other programs theirs.

    Raises ValueError for one that DuckDB does not understand, or that no build ends with.
    """
    if given := os.environ.get(VARIABLE):
        try:
            with duckdb.connect(config={"memory_limit": given}) as connection:
                ((understood,),) = connection.sql(
                    "select current_setting('memory_limit')"
                ).fetchall()
        except duckdb.Error as fault:
            raise ValueError(
                f"{VARIABLE} is {given!r}: {str(fault).splitlines()[0]}; expected an amount of "
                "memory like 4GB or 900MB"
            ) from None
        amount, unit = understood.split()
        if unit in ("bytes", "KiB") or (unit == "MiB" and float(amount) < LEAST_MIB):
            raise ValueError(
                f"{VARIABLE} is {given!r}, which is too small for any build; expected "
                f"{LEAST_MIB}MiB or more, for a city some GB"
            )
        return given
    return f"{max(free_memory(root) // SHARE, AT_LEAST) // 1_000_000}MB"


def free_memory(root: Path = Path("/")) -> int:
    """Bytes that can be had now, within the limits of the container if there is one."""
    free = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    for line in _lines(root / "proc" / "meminfo"):
        if line.startswith("MemAvailable:"):
            free = int(line.split()[1]) * 1024
    group = root / "sys" / "fs" / "cgroup"
    limit, used = _lines(group / "memory.max"), _lines(group / "memory.current")
    if limit and used and limit[0].isdigit():
        free = min(free, max(int(limit[0]) - int(used[0]), 0))
    return free


def _lines(file: Path) -> list[str]:
    try:
        return file.read_text(encoding="ascii").splitlines()
    except OSError:
        return []
