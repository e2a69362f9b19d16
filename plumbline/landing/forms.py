"""Forms that went out to be filled in, and come back as deliveries.

A form carries a hidden sheet that tells its batch and a checksum of the numbers on it. By that
sheet a returned form is known: its records that nobody filled in are no answers and do not land.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

FORM_SHEET = "表单信息"
BATCH_LABEL = "批次"
CHECKSUM_LABEL = "校验码"


@dataclass(frozen=True)
class Form:
    """What the hidden sheet says: the batch, and the checksum of the numbers that were sent."""

    batch: str
    checksum: str


def checksum(numbers: Iterable[str]) -> str:
    """Of a set of numbers: their order and how often each stands there make no difference."""
    text = "\n".join(sorted(set(numbers) - {""}))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def read_form(records: Iterable[list[str]]) -> Form:
    """The form that a hidden sheet's records describe; empty texts where they lack a label."""
    labelled = {record[0]: record[1] for record in records if len(record) > 1}
    return Form(labelled.get(BATCH_LABEL, ""), labelled.get(CHECKSUM_LABEL, ""))
