"""Deliveries that came torn, changed or doubled, and what a sender's checksum says of them."""

from __future__ import annotations

import hashlib
import random
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq

from plumbline.landing.contract import Extract, read_contract
from plumbline.landing.land import land
from plumbline.landing.manifests import CHECKSUM, broken_promises
from plumbline.places import PROJECT_ROOT
from tools.faults.place import SAMPLE, Trial


def cut(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(1, len(content))]


def zeroed_tail(content: bytes, chance: random.Random) -> bytes:
    kept = cut(content, chance)
    return kept + bytes(len(content) - len(kept))


def flipped_bytes(content: bytes, chance: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.choice((1, 1, 8, 64))):
        changed[chance.randrange(len(changed))] ^= chance.randrange(1, 256)
    return bytes(changed)


def doubled_block(content: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(content))
    end = min(len(content), start + chance.choice((512, 4096)))
    return content[:end] + content[start:]


MUTATIONS: list[Callable[[bytes, random.Random], bytes]] = [
    cut,
    zeroed_tail,
    flipped_bytes,
    doubled_block,
]


def mutants(root: Path, times: int, chance: random.Random) -> list[Trial]:
    """Damaged deliveries, each landed alone; and what a sender's checksum says of them."""
    contract = read_contract(PROJECT_ROOT)
    files = sorted(path for path in SAMPLE.rglob("*") if path.is_file())
    originals: dict[Path, list[str] | None] = {}
    trials = {mutate: Trial(f"delivery, {mutate.__name__}") for mutate in MUTATIONS}
    promised = Trial("the same deliveries, held against a sender's checksum")
    for number in range(times):
        path, mutate = chance.choice(files), MUTATIONS[number % len(MUTATIONS)]
        extract, content = contract[path.parent.name], path.read_bytes()
        if path not in originals:
            originals[path] = _rows(root / "original", path.name, content, extract)[0]
        damaged = mutate(content, chance)
        folder = root / "mutant"
        rows, said = _rows(folder, path.name, damaged, extract)
        trials[mutate].note(_outcome(originals[path] or [], rows, said))
        delivered = folder / "landing" / extract.name
        checksum = hashlib.sha256(content).hexdigest()
        (delivered / f"{path.name}{CHECKSUM}").write_text(checksum, encoding="utf-8")
        is_told = bool(broken_promises(delivered, [], [])) or damaged == content
        promised.note("refused" if is_told else "LOST: taken for whole")
    return [*trials.values(), promised]


def _rows(
    root: Path, name: str, content: bytes, extract: Extract
) -> tuple[list[str] | None, list[str]]:
    """The texts of the rows that land, None where the file is refused; and what is said of it."""
    shutil.rmtree(root, ignore_errors=True)
    folder = root / "landing" / extract.name
    folder.mkdir(parents=True)
    (folder / name).write_bytes(content)
    report = land(root / "landing", root / "work", {extract.name: extract})
    if report.errors:
        return None, report.errors
    rows = [
        "|".join(str(record[column]) for column in extract.columns.values())
        for path in (root / "work" / "raw" / extract.name).glob("*.parquet")
        for record in pq.read_table(path).to_pylist()
    ]
    return rows, report.warnings


def _outcome(original: list[str], rows: list[str] | None, said: list[str]) -> str:
    if rows is None:
        return "refused"
    if not Counter(original) - Counter(rows):
        return "no row lost"
    if said:
        return "rows lost or changed, warned"
    if len(rows) >= len(original):
        return "as many rows, other text (a checksum tells)"
    return "fewer rows, a finding where it came before"
