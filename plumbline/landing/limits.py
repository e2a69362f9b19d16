"""How much a delivered file may hold, and what reading it may cost."""

from __future__ import annotations

MEBIBYTE = 1 << 20

UNPACKED_BYTES = 1024 * MEBIBYTE
"""Of all members of a zip together, a workbook's too."""

MEMBERS = 10_000
"""Files in a zip."""

CELLS = 20_000_000
"""Of a workbook's sheet, from its first used row and column to its last."""

COLUMNS = 2_000
"""Of a table, up to its last cell that holds something."""

LINE_BYTES = 16 * MEBIBYTE
"""Between two line ends of a text file."""

CELL_CHARACTERS = 1_000_000
"""Of a quoted cell."""

CHILD_MEMORY = 2048 * MEBIBYTE
"""Address space of the process that reads a workbook."""

CHILD_SECONDS = 180
"""Processor time of that process."""

CHILD_PATIENCE = 900
"""Seconds by the clock, for one that waits for something."""

SPOOL_BYTES = 4096 * MEBIBYTE
"""What it may write."""
