"""Where the project stands, and which warehouse and deliveries its commands work on."""

from __future__ import annotations

import os
from pathlib import Path

PROJECT_ROOT = Path(__file__).resolve().parents[1]


def warehouse_path() -> Path:
    """The published warehouse file, from PLUMBLINE_WAREHOUSE."""
    return Path(os.environ.get("PLUMBLINE_WAREHOUSE", "warehouse/plumbline.duckdb"))
