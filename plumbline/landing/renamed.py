"""Columns that seem to have been renamed: an optional one lacks, and one that nobody knows came."""

from __future__ import annotations

from plumbline.landing.contract import Extract
from plumbline.landing.report import LandedFile

# Columns that tables have anyway; no column of an extract is spelled so.
ORDINARY = {"序号", "备注"}


def renamed_columns(extract: Extract, files: list[LandedFile]) -> list[str]:
    """A warning for all files of an extract that lack and bring the same columns."""
    alike: dict[tuple[tuple[str, ...], tuple[str, ...]], list[str]] = {}
    for landed in files:
        unknown = tuple(c for c in landed.unknown_columns if c not in ORDINARY)
        if landed.absent_columns and unknown:
            alike.setdefault((tuple(landed.absent_columns), unknown), []).append(landed.file)
    return [_warning(extract, lacks, brings, names) for (lacks, brings), names in alike.items()]


def _warning(
    extract: Extract, lacks: tuple[str, ...], brings: tuple[str, ...], names: list[str]
) -> str:
    more = f" and {len(names) - 1} more" if len(names) > 1 else ""
    ends = [header for header in lacks if extract.columns[header] in extract.ends]
    still = f"; an empty {'、'.join(ends)} means that it still goes on" if ends else ""
    lacking, bringing = "、".join(lacks), "、".join(brings)
    return (
        f"{extract.name}/{names[0]}{more}: 缺少“{lacking}”，多出“{bringing}”，是否改了名？ / lacks "
        f"{lacking} and brings {bringing}, which nobody knows{still}; if one is the other, rename "
        "it, or add it to header_aliases.csv"
    )
