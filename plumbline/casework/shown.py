"""How data are shown in what goes out: IDs, source rows, the names of files."""

from __future__ import annotations

import collections
import functools
import hashlib
import re
from collections.abc import Sequence

from plumbline.landing.contract import read_contract
from plumbline.places import PROJECT_ROOT

# What Windows shares do not take in a name, with the dots and blanks that they cut off its end.
_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]|[. ]+$')
_LONGEST_NAME = 60
_CITIZEN_ID = re.compile(r"[0-9]{14,17}[0-9Xx]")


def file_name(text: str, key: str, suffix: str) -> str:
    """A name that any file system takes, cut where it is long; what was changed ends with a digest
    of the key, so that two do not become one."""
    safe = _UNSAFE.sub("_", text)[:_LONGEST_NAME]
    if safe != text:
        safe = f"{safe}-{hashlib.sha256(key.encode()).hexdigest()[:6]}"
    return safe + suffix


def hidden_id(identifier: str) -> str:
    """A citizen ID by its first six and last four characters; whatever else it is, as it is."""
    if _CITIZEN_ID.fullmatch(identifier):
        return f"{identifier[:6]}{'*' * (len(identifier) - 10)}{identifier[-4:]}"
    return identifier


def rows_by_extract(source_rows: Sequence[str]) -> collections.Counter[str]:
    """How many source rows there are of each extract, by its Chinese name."""
    extracts = (row.partition("/")[0] for row in source_rows)
    return collections.Counter(extract_title(extract) for extract in extracts)


def rows_by_file(source_rows: Sequence[str]) -> list[str]:
    """Source rows told a line a file, <extract>/<file name>#12–40、43: all remain readable."""
    numbers: dict[str, list[int]] = {}
    for source_row in source_rows:
        file, _, number = source_row.rpartition("#")
        numbers.setdefault(file, []).append(int(number))
    told = []
    for file, found in sorted(numbers.items()):
        extract, slash, name = file.partition("/")
        told.append(f"{extract_title(extract)}{slash}{name}#{_spans(sorted(found))}")
    return told


def extract_title(extract: str) -> str:
    """Its Chinese name, as the contract with its provider has it."""
    return _titles().get(extract, extract)


@functools.cache
def _titles() -> dict[str, str]:
    return {name: extract.title_zh for name, extract in read_contract(PROJECT_ROOT).items()}


def _spans(numbers: Sequence[int]) -> str:
    spans: list[list[int]] = []
    for number in numbers:
        if spans and number == spans[-1][-1] + 1:
            spans[-1] = [spans[-1][0], number]
        else:
            spans.append([number])
    return "、".join("–".join(str(end) for end in span) for span in spans)
