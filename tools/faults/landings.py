"""Landings that are killed, or run out of disk."""

from __future__ import annotations

import random
import shutil
import time
from pathlib import Path

from tools.faults.place import LAND, Place, Trial, kill


def killed_landings(root: Path, times: int, chance: random.Random) -> Trial:
    trial = Trial("landing killed, then landed again")
    place = Place(root)
    started = time.monotonic()
    assert place.run(LAND)[0] == 0
    seconds, whole = time.monotonic() - started, place.landed()
    for _ in range(times):
        shutil.rmtree(place.build.raw)
        process = place.start(LAND)
        time.sleep(chance.uniform(0.2, 1) * seconds)
        how = kill(process)
        code, _ = place.run(LAND)
        trial.note(how if code == 0 and place.landed() == whole else "LOST rows")
    return trial


def landings_on_full_disks(root: Path, times: int, chance: random.Random) -> Trial:
    trial = Trial("landing on a full disk, then on one with room")
    place = Place(root)
    assert place.run(LAND)[0] == 0
    whole = place.landed()
    biggest = max(path.stat().st_size for path in place.build.raw.rglob("*.parquet"))
    for _ in range(times):
        shutil.rmtree(place.build.raw)
        code, said = place.run(LAND, largest_file=chance.randrange(2_000, biggest))
        named = code != 0 and "Traceback" not in said
        code, _ = place.run(LAND)
        is_whole = code == 0 and place.landed() == whole
        trial.note("said so" if named and is_whole else "LOST rows, or did not say so")
    return trial
