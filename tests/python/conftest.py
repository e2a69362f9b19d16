from __future__ import annotations

import os
from pathlib import Path

import pytest
from deliveries import Landing

# what the commands say is looked at in English, whoever runs the tests
os.environ["LANGUAGE"] = "C"


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "slow: runs dbt; leave it out with -m 'not slow'")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Modules that build come first, so that workers end together on small ones."""
    long = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in long)


@pytest.fixture
def landing(tmp_path: Path) -> Landing:
    """An empty landing folder of the one extract VISITS."""
    return Landing(tmp_path)


@pytest.fixture(scope="module")
def city_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where modules build their cities, one after the other: see Builder."""
    return tmp_path_factory.getbasetemp() / "city"
