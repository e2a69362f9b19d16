from __future__ import annotations

import os
from pathlib import Path

import pytest
from deliveries import Landing

# what the commands say is looked at in English, whoever runs the tests
os.environ["LANGUAGE"] = "C"


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "slow: runs dbt; leave it out with -m 'not slow'")


@pytest.fixture
def landing(tmp_path: Path) -> Landing:
    """An empty landing folder of the one extract VISITS."""
    return Landing(tmp_path)
