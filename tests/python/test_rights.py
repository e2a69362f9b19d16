"""What is written may be read by its owner and a group, and by nobody else."""

from __future__ import annotations

import grp
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from test_history import publish

from plumbline import rights
from plumbline.accesses import folder_of
from plumbline.keys import key_maker
from plumbline.publish import BuildFolder


@pytest.fixture(autouse=True)
def open_to_all() -> Iterator[None]:
    """The umask of a careless machine."""
    before = os.umask(0)
    yield
    os.umask(before)


def open_to_others(folder: Path) -> list[str]:
    return sorted(
        str(path.relative_to(folder))
        for path in folder.rglob("*")
        if path.suffix != ".accesses"  # has rights of its own
        and stat.S_IMODE(path.stat().st_mode) & ~(0o750 if path.is_dir() else 0o640)
    )


def test_nothing_a_build_leaves_is_open_to_others(tmp_path: Path) -> None:
    rights.keep_private()
    folder = BuildFolder(tmp_path / "plumbline.duckdb")
    publish(folder, "2024-01-01 08:00:00")
    key_maker(folder.key_salt)("a")
    assert open_to_others(tmp_path) == []
    assert stat.S_IMODE(folder.warehouse.stat().st_mode) == 0o640
    assert stat.S_IMODE(folder.key_salt.stat().st_mode) == 0o600


def test_a_stricter_umask_stays(tmp_path: Path) -> None:
    os.umask(0o077)
    rights.keep_private()
    (tmp_path / "file").touch()
    assert stat.S_IMODE((tmp_path / "file").stat().st_mode) == 0o600


def test_what_an_older_build_left_open_is_closed_by_the_next(tmp_path: Path) -> None:
    folder = BuildFolder(tmp_path / "plumbline.duckdb")
    for left in (folder.path, folder.masked.with_suffix(""), folder.histories.path):
        left.mkdir()
    rights.private_folder(folder.path)
    duckdb.connect(str(folder.unpublished_masked)).close()
    folder.path.joinpath(f"{folder.unpublished_masked.name}.build.parquet").touch()
    folder.unpublished_workbook.touch()
    publish(folder, "2024-01-01 08:00:00")
    assert [name for name in open_to_others(tmp_path) if "/" not in name] == []


def test_a_folder_that_is_closed_to_others_is_left_as_it_is(tmp_path: Path) -> None:
    tmp_path.chmod(0o2770)
    rights.private_folder(tmp_path)
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o2770


def test_published_files_go_to_the_analysts_group(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    group = max(os.getgroups() or [os.getegid()])
    monkeypatch.setenv(rights.VARIABLE, grp.getgrgid(group).gr_name)
    folder = BuildFolder(tmp_path / "plumbline.duckdb")
    publish(folder, "2024-01-01 08:00:00")
    assert folder.warehouse.stat().st_gid == group
    assert folder_of(folder.warehouse).stat().st_gid == group


def test_a_group_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(rights.VARIABLE, "no-such-group")
    with pytest.raises(ValueError, match="PLUMBLINE_GROUP is 'no-such-group'"):
        rights.analysts()
