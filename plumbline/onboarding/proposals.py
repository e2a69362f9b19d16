"""Which extract a file is, by its headers; where two have the same, by what it is called."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from plumbline.landing.contract import Extract
from plumbline.landing.errors import DeliveryError, NoHeaderError
from plumbline.landing.folders import DeliveredFile, is_delivery, unpacked
from plumbline.landing.headers import AnyExtract, Header, PartialHeaderError, find_header
from plumbline.landing.readers import open_delivery

# Half the required headers make a file worth a question.
WORTH_ASKING = 0.5
# Words that most titles hold tell none apart.
_COMMON = {"信息", "记录", "发放", "人员", "明细", "数据"}


@dataclass(frozen=True)
class Proposal:
    """A file and the extracts it can be: one, several that look alike, or none, and why."""

    file: str
    path: Path
    extracts: tuple[str, ...]
    why: str = ""


def proposals(folder: Path, contract: dict[str, Extract]) -> Iterator[Proposal]:
    """One for each delivery below a folder; a zip is what its files are."""
    for path in sorted(folder.rglob("*")):
        relative = path.relative_to(folder)
        if not path.is_file() or not is_delivery(relative.as_posix()):
            continue
        try:
            with unpacked(path) as files:
                found = [_proposal(file, relative, contract) for file in files]
        except DeliveryError as problem:
            yield Proposal(relative.as_posix(), path, (), str(problem))
            continue
        extracts = dict.fromkeys(name for proposal in found for name in proposal.extracts)
        why = "; ".join(dict.fromkeys(p.why for p in found if p.why))
        yield Proposal(relative.as_posix(), path, tuple(extracts), why)


def _proposal(file: DeliveredFile, relative: Path, contract: dict[str, Extract]) -> Proposal:
    try:
        tables = first_tables(file.path)
    except DeliveryError as problem:
        return Proposal(file.name, file.path, (), str(problem))
    fits: dict[str, int] = {}
    said = "".join([relative.as_posix(), *(c for rows in tables for row in rows[:3] for c in row)])
    nearest: tuple[float, int, str] = (0.0, 0, "")
    for rows in tables:
        for extract in contract.values():
            try:
                header = find_header(rows, extract)
            except PartialHeaderError as problem:
                share = 1 - len(_lacking(rows, extract)) / len(extract.required)
                called = _called(extract, relative, said)
                nearest = max(nearest, (share, called, f"{extract.name}: {problem}"))
            except (NoHeaderError, DeliveryError):
                continue
            else:
                fits[extract.name] = max(fits.get(extract.name, -99), _fit(header, extract))
    best = max(fits.values(), default=0)
    alike = [name for name, fit in fits.items() if fit == best]
    titles = {name: _called(contract[name], relative, said) for name in alike}
    most = max(titles.values(), default=0)
    if not fits or (best < 0 and not most):
        # every list of people holds the IDs and names that a register must hold
        why = nearest[2] if nearest[0] >= WORTH_ASKING else "no header"
        if alike and nearest[0] <= WORTH_ASKING:
            why = f"{alike[0]} would not know most of its columns"
        return Proposal(file.name, file.path, (), why)
    return Proposal(file.name, file.path, tuple(n for n in alike if titles[n] == most))


def first_tables(path: Path) -> list[list[list[str]]]:
    """The first rows of each table of a file."""
    probe = AnyExtract("", "", "", False, {}, frozenset({"?"}), {}, {}, (), ())
    with contextlib.suppress(NoHeaderError):
        open_delivery(path, probe)
    return probe.tables


def _lacking(rows: list[list[str]], extract: Extract) -> frozenset[str]:
    found = [frozenset(filter(None, map(extract.column_of, row))) for row in rows]
    return min((extract.required - columns for columns in found), key=len)


def _fit(header: Header, extract: Extract) -> int:
    """How well an extract explains a header: what it knows of it, less what it does not."""
    return len(header.positions) - len(header.unknown_columns)


def _called(extract: Extract, relative: Path, said: str) -> int:
    """How much of an extract's title stands in a file's name, its folders and its title."""
    if extract.name in relative.parts:
        return 1000
    title = extract.title_zh
    pairs = {title[at : at + 2] for at in range(len(title) - 1)} - _COMMON
    return sum(pair in said for pair in pairs)
