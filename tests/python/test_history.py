"""History is kept a second time, and comes back where a warehouse is lost or torn."""

from __future__ import annotations

import fcntl
import shutil
import stat
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner

from plumbline.cli import main
from plumbline.history import KEPT, HistoryError, checked
from plumbline.nightly.run import _alerts as alerts_of
from plumbline.publish import BuildFolder
from plumbline.restore import restore, restore_command

TABLES = """
    create schema history;
    create table history.builds (built_at timestamp, as_of_date date);
    create table history.alert_history (
        alert_id varchar, amount decimal(14, 2), evidence varchar[], dbt_valid_from timestamp
    );
    create table history.nothing_yet (day date);
    create schema marts;
    create table marts.alerts as select 1 as alert_id;
"""
ALERT = ("A1", "12.30", ["f#1", "f#2"], "2024-01-01 08:00:01")


def publish(folder: BuildFolder, *moments: str) -> None:
    """As a build does that carries on the history of builds at these moments."""
    folder.path.mkdir(exist_ok=True)
    with duckdb.connect(str(folder.unpublished)) as connection:
        connection.execute(TABLES)
        for moment in moments:
            connection.execute("insert into history.builds values (?, ?)", [moment, moment[:10]])
        connection.execute("insert into history.alert_history values (?, ?, ?, ?)", ALERT)
    folder.publish()


def history_of(warehouse: Path) -> list[tuple[object, ...]]:
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        return [
            *connection.execute("from history.builds order by built_at").fetchall(),
            *connection.execute("from history.alert_history").fetchall(),
            *connection.execute("describe history.alert_history").fetchall(),
            *connection.execute("describe history.nothing_yet").fetchall(),
        ]


@pytest.fixture
def folder(tmp_path: Path) -> BuildFolder:
    return BuildFolder(tmp_path / "plumbline.duckdb")


@pytest.fixture
def published(folder: BuildFolder) -> BuildFolder:
    publish(folder, "2024-01-01 08:00:00")
    publish(folder, "2024-01-01 08:00:00", "2024-01-02 08:00:00")
    return folder


def why_not(folder: BuildFolder) -> str:
    with pytest.raises(HistoryError) as refused:
        folder.histories.check_published()
    assert "Nothing was changed" in str(refused.value)
    return str(refused.value)


def restored(folder: BuildFolder, *arguments: str, source: Path | None = None) -> str:
    chosen = source or folder.histories.builds()[0]
    result = CliRunner().invoke(
        restore_command,
        ["--from", str(chosen), *arguments],
        env={"PLUMBLINE_WAREHOUSE": str(folder.warehouse)},
    )
    assert (result.exit_code == 0) == ("Nothing was changed" not in result.output), result.output
    return result.output


def test_every_publish_keeps_its_history_in_a_folder(published: BuildFolder) -> None:
    newest, oldest = published.histories.builds()
    assert (newest.name, oldest.name) == ("20240102T080000.000000", "20240101T080000.000000")
    contents = checked(newest)
    assert contents["as_of_date"] == "2024-01-02"
    rows = {table: about["rows"] for table, about in contents["tables"].items()}
    assert rows == {"alert_history": 1, "builds": 2, "nothing_yet": 0}
    assert sorted(path.name for path in published.histories.path.iterdir()) == [
        oldest.name,
        newest.name,
    ]


def test_a_replay_which_writes_no_history_saves_none(published: BuildFolder) -> None:
    before = published.histories.builds()
    publish(published, "2024-01-01 08:00:00", "2024-01-02 08:00:00")
    assert published.histories.builds() == before


def test_the_newest_builds_are_kept_and_the_last_of_each_month(folder: BuildFolder) -> None:
    for month in ("01", "02"):
        for day in range(1, KEPT + 2):
            publish(folder, f"2024-{month}-{day:02} 08:00:00")
    names = [path.name[:8] for path in folder.histories.builds()]
    assert names[:KEPT] == [f"202402{day:02}" for day in range(KEPT + 1, 1, -1)]
    assert names[KEPT:] == [f"202401{KEPT + 1:02}"]


def test_a_path_that_never_had_a_warehouse_is_a_first_build(published: BuildFolder) -> None:
    mistyped = BuildFolder(published.warehouse.with_name("plumblin.duckdb"))
    assert mistyped.histories.check_published() == ""


def test_a_warehouse_that_is_there_is_carried_on(published: BuildFolder) -> None:
    assert published.histories.check_published() == str(published.warehouse)


def test_a_lost_warehouse_is_told_from_a_first_build_and_comes_back(
    published: BuildFolder,
) -> None:
    before = history_of(published.warehouse)
    published.warehouse.unlink()
    shutil.rmtree(published.path)
    newest = published.histories.builds()[0]
    assert "is gone, and it was published" in (why := why_not(published))
    assert f"`plumbline restore --from {newest}`" in why
    assert "the history up to the build of 2024-01-02T08:00" in restored(published)
    assert published.histories.check_published() == str(published.warehouse)
    assert history_of(published.warehouse) == before


@pytest.mark.parametrize("at", [0, 0.1, 0.5, 0.9])
def test_a_torn_warehouse_stops_and_is_set_aside_when_history_comes_back(
    published: BuildFolder, at: float
) -> None:
    before = history_of(published.warehouse)
    content = published.warehouse.read_bytes()
    torn = content[: int(len(content) * at)]
    published.warehouse.write_bytes(torn)
    assert "plumbline restore --from" in why_not(published)
    restored(published)
    assert history_of(published.warehouse) == before
    (aside,) = published.warehouse.parent.glob("plumbline.duckdb.set-aside-*")
    assert aside.read_bytes() == torn


def test_flipped_bytes_in_history_are_seen_before_anything_is_dropped(
    published: BuildFolder,
) -> None:
    content = bytearray(published.warehouse.read_bytes())
    content[8192:] = bytes(byte ^ 0x55 for byte in content[8192:])
    published.warehouse.write_bytes(content)
    why_not(published)


def test_a_database_of_somebody_else_is_not_replaced(folder: BuildFolder) -> None:
    with duckdb.connect(str(folder.warehouse)) as connection:
        connection.execute("create table theirs as select 1 as value")
    assert "it is no warehouse of this project" in why_not(folder)


def test_a_warehouse_without_its_history_is_a_lost_one(published: BuildFolder) -> None:
    with duckdb.connect(str(published.warehouse)) as connection:
        connection.execute("drop schema history cascade")
    assert "holds no history" in why_not(published)


def test_a_damaged_folder_is_refused_and_the_next_one_told(published: BuildFolder) -> None:
    published.warehouse.unlink()
    newest, oldest = published.histories.builds()
    file = newest / "alert_history.parquet"
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)
    assert f"{file}: not as it was written" in restored(published)
    assert not published.warehouse.exists()
    assert f"--from {oldest}`" in why_not(published)
    (oldest / "builds.parquet").unlink()
    assert "put back a backup" in why_not(published)
    assert "no saved history" in restored(published, source=published.path)


def test_a_good_warehouse_goes_back_only_when_told_to(published: BuildFolder) -> None:
    oldest = published.histories.builds()[-1]
    assert "add --roll-back" in restored(published, source=oldest)
    assert len(history_of(published.warehouse)) == 2 + 1 + 4 + 1
    restored(published, "--roll-back", source=oldest)
    assert len(history_of(published.warehouse)) == 1 + 1 + 4 + 1
    assert list(published.warehouse.parent.glob("plumbline.duckdb.set-aside-*")) != []


def test_history_that_cannot_be_written_publishes_nothing(
    published: BuildFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = published.warehouse.read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("plumbline.history._write", full)
    with pytest.raises(OSError, match="No space"):
        publish(published, "2024-01-03 08:00:00")
    assert published.warehouse.read_bytes() == before
    assert len(published.histories.builds()) == 2
    monkeypatch.undo()
    published.unpublished.unlink()
    publish(published, "2024-01-04 08:00:00")
    assert list(published.histories.path.glob("*.part")) == []


def test_nothing_is_restored_under_a_build(published: BuildFolder) -> None:
    before = published.warehouse.read_bytes()
    with published.lock.open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert "Another build of" in restored(published, "--roll-back")
    assert published.warehouse.read_bytes() == before
    restored(published, "--roll-back")


def test_what_is_restored_is_as_private_as_what_was_published(published: BuildFolder) -> None:
    published.warehouse.unlink()
    restored(published)
    assert stat.S_IMODE(published.warehouse.stat().st_mode) == 0o640


@pytest.mark.parametrize(
    ("what", "said"),
    [("torn", "says how to restore it"), ("restored", "holds no marts: it is a restored history")],
)
def test_commands_say_so_where_the_warehouse_is_torn_or_only_a_history(
    published: BuildFolder, monkeypatch: pytest.MonkeyPatch, what: str, said: str
) -> None:
    published.warehouse.write_bytes(b"torn" * 5000)
    if what == "restored":
        restore(published.histories.builds()[0], published.warehouse)
    monkeypatch.setenv("PLUMBLINE_WAREHOUSE", str(published.warehouse))
    for command in ("findings", "states", "explain a", "purge --before 2013-01-01"):
        refused = CliRunner().invoke(main, command.split())
        assert (refused.exit_code, said in refused.output) == (1, True), refused
    # a night goes on to its build, which says what is wrong, or builds on the history
    assert alerts_of(published.warehouse) == {}
