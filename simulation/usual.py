"""What made-up offices usually write: names, words, amounts, and the plain values of a record."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

LUNCH, VISIT, BED, MEAL_CLAIM = Decimal(12), Decimal(45), Decimal(30), Decimal(6)
CATEGORIES = ("视力", "听力", "言语", "肢体", "智力", "精神", "多重")
GRADES = ("一级", "二级", "三级", "四级")
_NAMES = ("人民", "中", "康复", "中心", "第二", "骨科")
HOSPITALS = tuple(f"样例{name}医院" for name in _NAMES)
# The hours at which a care worker's clients are visited.
HOURS = (
    ("08:00", "09:00"),
    ("09:30", "10:30"),
    ("11:00", "12:00"),
    ("13:30", "14:30"),
    ("15:00", "16:00"),
)


@dataclass(frozen=True)
class Program:
    """A benefit: where its payments are recorded, how much it is, and when it is paid."""

    extract: str
    amount: Decimal
    day: int
    # months from one payment to the next; paid in the last of them
    every: int = 1


ALLOWANCE, SUPPORT = "高龄补贴", "水库移民扶持"
MINIMUM, DESTITUTE, HOME_CARE = "低保金", "特困供养金", "分散供养照料护理费"
LIVING, NURSING = "困难残疾人生活补贴", "重度残疾人护理补贴"
PROGRAMS = {
    ALLOWANCE: Program("old_age_allowance_payments", Decimal(60), 12),
    MINIMUM: Program("relief_payments", Decimal(820), 20),
    DESTITUTE: Program("relief_payments", Decimal(1430), 20),
    HOME_CARE: Program("relief_payments", Decimal(440), 20),
    LIVING: Program("disability_subsidy_payments", Decimal(275), 25),
    NURSING: Program("disability_subsidy_payments", Decimal(500), 25),
    SUPPORT: Program("reservoir_migrant_payments", Decimal(150), 12, every=3),
}

# The plain values of a planted record, by extract and column.
USUAL: dict[str, dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_suffix(".yml").read_text(encoding="utf-8")
)
