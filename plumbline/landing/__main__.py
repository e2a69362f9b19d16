"""`python -m plumbline.landing`: lands without building, for engines that cannot do it themselves.

It does what the first step of a DuckDB build does, in the same folder.
"""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path

from plumbline.city_lists import city_problems
from plumbline.encryption import EncryptionError, file_key
from plumbline.landing.land import land_for
from plumbline.places import PROJECT_ROOT, warehouse_path
from plumbline.publish import BuildFolder, BuildUnderWayError
from plumbline.rights import keep_private


def main() -> int:
    """Lands PLUMBLINE_LANDING for PLUMBLINE_WAREHOUSE; 1 where a delivery cannot be read."""
    gc.freeze()  # what was imported stays
    landing = Path(os.environ.get("PLUMBLINE_LANDING", "sample/landing"))
    keep_private()
    warehouse = warehouse_path()
    if settings := city_problems(PROJECT_ROOT):
        print(*settings, sep="\n", file=sys.stderr)
        return 1
    folder = BuildFolder(warehouse)
    work = folder.path
    try:
        if file_key():
            print("a key is set, and only DuckDB reads what it encrypts", file=sys.stderr)
            return 1
        folder.keep_others_out()
        report = land_for(folder, landing)
    except (BuildUnderWayError, EncryptionError, ValueError) as problem:  # or a setting
        print(problem, file=sys.stderr)
        return 1
    except OSError as fault:  # whatever cannot be read is an error of its file
        print(f"{work}: cannot be written: {fault}", file=sys.stderr)
        return 1
    for warning in report.warnings:
        print(f"warning: {warning}", file=sys.stderr)
    if report.errors:
        print(f"{len(report.errors)} problems; nothing was landed:", file=sys.stderr)
        for error in report.errors:
            print(f"  {error}", file=sys.stderr)
        return 1
    print(report.summary())
    return 0


if __name__ == "__main__":
    sys.exit(main())
