"""The folder a build works in, and the one step by which its result becomes the published file."""

from __future__ import annotations

import json
from pathlib import Path

import duckdb
import pytest

from plumbline.publish import BuildFolder


@pytest.fixture
def folder(tmp_path: Path) -> BuildFolder:
    folder = BuildFolder(tmp_path / "plumbline.duckdb")
    folder.path.mkdir()
    return folder


def make_database(path: Path, value: int) -> None:
    with duckdb.connect(str(path)) as connection:
        connection.execute(f"create table kept as select {value} as value")


def value_in(path: Path) -> int:
    with duckdb.connect(str(path), read_only=True) as connection:
        ((value,),) = connection.execute("select value from kept").fetchall()
        return value


def test_all_a_build_keeps_is_beside_its_warehouse_file(tmp_path: Path) -> None:
    one, other = BuildFolder(tmp_path / "a.duckdb"), BuildFolder(tmp_path / "b.duckdb")
    for folder in (one, other):
        assert folder.path.parent == folder.warehouse.parent
        kept = [folder.raw, folder.landing_report, folder.lock, folder.unpublished]
        assert {path.parent for path in [*kept, *folder.databases]} == {folder.path}
    assert one.path != other.path


def test_the_working_file_is_named_like_the_published_one(folder: BuildFolder) -> None:
    assert folder.databases[0].name == folder.warehouse.name


@pytest.mark.parametrize("garbage", [b"garbage", b"garbage" * 10_000, b"\x00" * 50_000])
def test_torn_databases_are_discarded_and_good_ones_kept(
    folder: BuildFolder, garbage: bytes
) -> None:
    working, intake = folder.databases
    make_database(intake, 1)
    working.write_bytes(garbage)
    log = working.with_name(f"{working.name}.wal")
    log.write_bytes(garbage)
    folder.unpublished.write_bytes(garbage)
    folder.discard_torn_databases()
    assert not working.exists()
    assert not log.exists()
    assert not folder.unpublished.exists()
    assert value_in(intake) == 1


def test_settled_tables_are_published_again_until_they_rest_on_something_else(
    folder: BuildFolder,
) -> None:
    path = str(folder.unpublished)
    assert json.loads(folder.begin_unpublished("a")) == {"path": path, "is_settled": False}
    make_database(folder.unpublished, 1)
    folder.settle("a")
    folder.publish()
    assert json.loads(folder.begin_unpublished("a")) == {"path": path, "is_settled": True}
    assert value_in(folder.unpublished) == 1
    with duckdb.connect(path) as connection:
        connection.execute("update kept set value = 2")
    folder.publish()
    assert value_in(folder.settled("a")) == 1
    assert json.loads(folder.begin_unpublished("b")) == {"path": path, "is_settled": False}
    assert not folder.settled("a").exists()
    assert not folder.unpublished.exists()


def test_torn_settled_tables_are_discarded(folder: BuildFolder) -> None:
    folder.settled("a").write_bytes(b"garbage" * 10_000)
    make_database(folder.settled("b"), 1)
    folder.discard_torn_databases()
    assert [path.name for path in folder.path.iterdir()] == [folder.settled("b").name]


def test_a_first_build_has_nothing_to_discard(folder: BuildFolder) -> None:
    folder.discard_torn_databases()
    assert list(folder.path.iterdir()) == []


def test_publishing_replaces_the_file_and_not_its_content(folder: BuildFolder) -> None:
    make_database(folder.warehouse, 1)
    make_database(folder.unpublished, 2)
    old, new = folder.warehouse.read_bytes(), folder.unpublished.read_bytes()
    with folder.warehouse.open("rb") as reader:
        assert folder.publish() == str(folder.warehouse)
        assert reader.read() == old
    assert folder.warehouse.read_bytes() == new
    assert not folder.unpublished.exists()
    assert value_in(folder.warehouse) == 2


def test_publishing_nothing_leaves_the_published_file_alone(folder: BuildFolder) -> None:
    make_database(folder.warehouse, 1)
    with pytest.raises(FileNotFoundError):
        folder.publish()
    assert value_in(folder.warehouse) == 1


def test_a_reader_that_stays_sees_the_old_file_until_it_has_closed_all_its_connections(
    folder: BuildFolder,
) -> None:
    value = "select value from kept"
    make_database(folder.warehouse, 1)
    path = str(folder.warehouse)
    first = duckdb.connect(path, read_only=True)
    make_database(folder.unpublished, 2)
    folder.publish()
    second = duckdb.connect(path, read_only=True)
    assert (first.execute(value).fetchall(), second.execute(value).fetchall()) == ([(1,)], [(1,)])
    first.close()
    second.close()
    assert value_in(folder.warehouse) == 2
