"""The memory a build may use, by what the machine and its user say."""

from __future__ import annotations

from pathlib import Path

import pytest

from plumbline.memory import memory_limit


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine with 16 GiB free, in a container without a limit."""
    monkeypatch.delenv("PLUMBLINE_MEMORY_LIMIT", raising=False)
    write(tmp_path / "proc" / "meminfo", "MemTotal: 33554432 kB\nMemAvailable: 16777216 kB\n")
    write(tmp_path / "sys" / "fs" / "cgroup" / "memory.max", "max\n")
    write(tmp_path / "sys" / "fs" / "cgroup" / "memory.current", "1000\n")
    return tmp_path


def write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="ascii")


def test_a_share_of_what_is_free(machine: Path) -> None:
    assert memory_limit(machine) == "4294MB"


def test_a_container_may_have_less_than_its_machine(machine: Path) -> None:
    group = machine / "sys" / "fs" / "cgroup"
    write(group / "memory.max", str(14 * 10**9))
    write(group / "memory.current", str(2 * 10**9))
    assert memory_limit(machine) == "3000MB"


def test_never_less_than_a_city_needs(machine: Path) -> None:
    write(machine / "proc" / "meminfo", "MemAvailable: 1048576 kB\n")
    assert memory_limit(machine) == "2500MB"


def test_a_machine_that_tells_nothing_is_asked_for_its_pages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PLUMBLINE_MEMORY_LIMIT", raising=False)
    assert int(memory_limit(tmp_path).removesuffix("MB")) >= 2500


def test_the_variable_overrides_the_machine(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLUMBLINE_MEMORY_LIMIT", "900MB")
    assert memory_limit(machine) == "900MB"


@pytest.mark.parametrize("given", ["much", "4 gigs", "GB", "0MB"])
def test_a_limit_that_is_no_amount_is_named(
    machine: Path, monkeypatch: pytest.MonkeyPatch, given: str
) -> None:
    monkeypatch.setenv("PLUMBLINE_MEMORY_LIMIT", given)
    with pytest.raises(ValueError, match=f"PLUMBLINE_MEMORY_LIMIT is '{given}'"):
        memory_limit(machine)


@pytest.mark.parametrize("given", ["1MB", "900kB", "199MiB"])
def test_a_limit_that_no_build_ends_with_is_named(
    machine: Path, monkeypatch: pytest.MonkeyPatch, given: str
) -> None:
    monkeypatch.setenv("PLUMBLINE_MEMORY_LIMIT", given)
    with pytest.raises(
        ValueError, match=f"PLUMBLINE_MEMORY_LIMIT is '{given}', which is too small"
    ):
        memory_limit(machine)
    monkeypatch.setenv("PLUMBLINE_MEMORY_LIMIT", "200MiB")
    assert memory_limit(machine) == "200MiB"
