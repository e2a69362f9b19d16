"""The short form of `make faults`: kills, a full disk, damaged deliveries; no whole builds."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.faults.__main__ import try_faults

pytestmark = pytest.mark.slow


def test_nothing_is_lost_in_a_few_of_each(tmp_path: Path) -> None:
    trials = list(
        try_faults(tmp_path, landings=1, disks=1, mutated=24, publishes=1, builds=0, seed=2)
    )
    assert len(trials) == 4 + 1 + 2 + 2
    for trial in trials:
        assert sum(trial.outcomes.values()) > 0, trial.what
        assert trial.lost == 0, f"{trial.what}: {trial.outcomes}"
