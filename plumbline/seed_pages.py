"""Pages that say what the seeds say: written by a command, held by the same command's --check."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path


def write_or_check(
    program: str,
    page: Path,
    text_of: Callable[[Path], str],
    arguments: list[str] | None,
    project_root: Path,
    source: str = "the seeds say",
) -> None:
    """Writes `page` below the project's root; with `--check` exits 1 where it differs instead."""
    parser = argparse.ArgumentParser(prog=f"python -m {program}", description=f"Writes {page}.")
    parser.add_argument(
        "--check", action="store_true", help="write nothing; exit 1 where the page differs"
    )
    check: bool = parser.parse_args(arguments).check
    path = project_root / page
    text = text_of(project_root)
    if not check:
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    elif not path.is_file() or path.read_text(encoding="utf-8") != text:
        sys.exit(f"{page} is not what {source}; run `python -m {program}`")
