"""What the office keeps itself: its ledger of clues, complaints, and lists of problems."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import islice

from simulation.people import TOWNS
from simulation.scenario import Batch
from simulation.settings import AS_OF

CHANNELS = ("群众来信", "巡察移交", "上级交办")
DISPOSALS = ("谈话函询", "初步核实", "暂存待查", "予以了结")
TOPICS = ("A0301", "A0302", "B0107")


def keep(batch: Batch) -> None:
    """Adds the office's own extracts to a batch."""
    _clues(batch)
    _complaints(batch)
    _problems(batch)


def _clues(batch: Batch) -> None:
    for number in range(_count(batch, 48)):
        received = date(2023, 1, 9) + timedelta(days=number * 7 % 350)
        disposed = received + timedelta(days=20) if number % 6 else None
        closed = received + timedelta(days=95) if number % 4 else None
        _add(
            batch,
            "clue_ledger",
            clue_number=f"XS2023{batch.number:03}{number:04}",
            source_channel=CHANNELS[number % len(CHANNELS)],
            unit=f"{TOWNS[number % len(TOWNS)]}纪委",
            received_date=received,
            disposal=DISPOSALS[number % len(DISPOSALS)] if _by_now(disposed) else None,
            disposed_date=_by_now(disposed),
            closed_date=_by_now(closed),
        )


def _complaints(batch: Batch) -> None:
    """At centres where something was planted, and about a place of which no rule knows anything."""
    centres = dict.fromkeys(meal["centre_name"] for meal in batch.rows["meal_records"])
    places = [*islice(centres, _count(batch, 8)), "样例老街棋牌室"]
    for number, place in enumerate(places):
        for again in range(1 + number % 3):
            day = date(2023, 3, 6) + timedelta(days=(number * 31 + again * 57) % 290)
            _add(
                batch,
                "complaints",
                complaint_number=f"TS{batch.number:03}{number:04}{again}",
                received_date=day,
                complaint_channel="举报平台" if again else "12345",
                reported_place=place,
                topic_code=TOPICS[(number + again) % len(TOPICS)],
            )


def _problems(batch: Batch) -> None:
    for number in range(_count(batch, 90)):
        deadline = date(2023, 6, 30) + timedelta(days=number % 9 * 31)
        done = deadline - timedelta(days=10) if number % 5 else None
        is_of_town = number % 3 == 0
        _add(
            batch,
            "problem_lists",
            list_name=f"样例问题清单{batch.number + 1}",
            item_number=str(number + 1),
            list_level="镇级" if is_of_town else "村级",
            unit=TOWNS[number % len(TOWNS)] + ("" if is_of_town else "样例一村"),
            item_owner="联丙",
            deadline=deadline,
            done_date=_by_now(done),
        )


def _count(batch: Batch, at_scale_one: int) -> int:
    """As many as the batch holds; of a small city enough to show something."""
    return max(batch.count(at_scale_one), 6 if batch.number == 0 else 0)


def _by_now(day: date | None) -> date | None:
    return day if day and day <= AS_OF else None


def _add(batch: Batch, extract: str, **values: str | date | None) -> None:
    batch.add(extract, dict.fromkeys(batch.contract[extract].columns.values()), **values)
