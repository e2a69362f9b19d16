"""Corrections that lose: files that came later than the ones that win over them by their name."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import duckdb

from plumbline.encryption import PARQUET_ARGUMENT, know_parquet_key
from plumbline.landing.contract import Extract

# Files that were copied together have no order of their own.
TOGETHER_SECONDS = 60
# A key as it came, in one spelling of blanks, punctuation and leading zeros: a hint needs no more.
_SPELLING = "regexp_replace(regexp_replace(upper({0}), '[^0-9A-Z一-鿿]+|[年月日号]', '-', 'g'), "
_SPELLING += "'(^|-)0+|-+$', '\\1', 'g')"


@dataclass(frozen=True)
class Arrival:
    """A landed file: its name, when it came, its place in the delivery order, its rows."""

    name: str
    arrived: float
    order: str
    rows: Path


def ignored_corrections(extract: Extract, arrivals: list[Arrival]) -> list[tuple[str, str, int]]:
    """Files that came later than one that wins over rows of theirs: the two, and how many rows."""
    in_order = sorted(arrivals, key=lambda arrival: arrival.order)
    newest = float("-inf")
    for arrival in in_order:
        if arrival.arrived + TOGETHER_SECONDS < newest:
            break
        newest = max(newest, arrival.arrived)
    else:
        return []
    with duckdb.connect(config={"memory_limit": "1GB", "threads": 2}) as connection:
        reader = f", {PARQUET_ARGUMENT}" if know_parquet_key(connection) else ""
        connection.execute("create table files (path varchar, place integer, arrived double)")
        connection.executemany(
            "insert into files values (?, ?, ?)",
            [(str(a.rows), place, a.arrived) for place, a in enumerate(in_order)],
        )
        key = ", ".join(_SPELLING.format(f'"{column}"') for column in extract.key)
        found = connection.execute(
            f"""
            with keyed as (
                select hash({key}) as row_key, files.place, files.arrived
                from read_parquet(?, filename = true{reader}) as landed
                inner join files on landed.filename = files.path
            ),
            won as (
                select row_key, max(place) as place, arg_max(arrived, place) as arrived
                from keyed
                group by row_key
                having count(*) > 1
            )
            select keyed.place, won.place, count(*)
            from keyed
            inner join won on keyed.row_key = won.row_key
            where keyed.arrived > won.arrived + {TOGETHER_SECONDS}
            group by all
            order by all
            """,
            [[str(a.rows) for a in in_order]],
        ).fetchall()
    return [(in_order[loser].name, in_order[winner].name, rows) for loser, winner, rows in found]
