"""With a key nothing that holds people stands in plain on the disk, and the key stands nowhere."""

from __future__ import annotations

import base64
import contextlib
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from builds import MEALS, PROJECT, RESIDENT, STAYS, VISITOR, Builder, meal, stay
from click.testing import CliRunner
from deliveries import P1, Landing, csv_text
from test_history import TABLES, history_of, restored

from plumbline.cli import main
from plumbline.encryption import EncryptionError, attach, file_key, is_encrypted, open_database
from plumbline.publish import BuildFolder
from plumbline.site.restricted import opened

SECRET = base64.b64encode(b"a key that only these tests know").decode()
ANOTHER = base64.b64encode(b"another key; this opens nothing.").decode()
DUCKDB = PROJECT / ".venv" / "bin" / "duckdb"


def key_file(folder: Path, key: str = SECRET) -> Path:
    path = folder / "file.key"
    path.write_text(f"{key}\n")
    path.chmod(0o600)
    return path


@pytest.fixture
def key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "keys"
    folder.mkdir()
    monkeypatch.setenv("PLUMBLINE_KEY_FILE", str(key_file(folder)))
    return folder / "file.key"


def holding(folder: Path, *texts: str) -> list[str]:
    """The files in which one of these texts stands."""
    return sorted(
        str(path.relative_to(folder))
        for path in folder.rglob("*")
        if path.is_file() and any(text.encode() in path.read_bytes() for text in texts)
    )


@pytest.fixture(scope="module")
def city(city_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Builder:
    """A build with a key, during which all command lines of the machine were looked at."""
    builder = Builder(city_folder)
    folder = tmp_path_factory.mktemp("keys")
    builder.environment["PLUMBLINE_KEY_FILE"] = str(key_file(folder))
    builder.environment["DBT_WRITE_JSON"] = "true"
    builder.deliver(
        "meal_records", "m.csv", MEALS, meal(RESIDENT, "2023-03-05"), meal(VISITOR, "2010-03-05")
    )
    builder.deliver("institution_stays", "s.csv", STAYS, stay(RESIDENT, "2023-03-01", "2023-03-31"))
    process = builder.start("--exclude-resource-type", "unit_test", "--debug")
    seen = set()
    while process.poll() is None:
        for path in Path("/proc").glob("[0-9]*/cmdline"):
            with contextlib.suppress(OSError):
                seen.add(path.read_bytes())
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.communicate(timeout=0.5)
    output, _ = process.communicate()
    (builder.root / "said.txt").write_text(output)
    assert process.returncode == 0, output[-3000:]
    assert any(b"build" in arguments for arguments in seen)
    assert not any(SECRET.encode() in arguments for arguments in seen)
    return builder


@pytest.mark.slow
def test_only_deliveries_hold_anybody_and_nothing_holds_the_key(city: Builder) -> None:
    assert holding(city.root, RESIDENT, VISITOR) == [
        "landing/institution_stays/s.csv",
        "landing/meal_records/m.csv",
    ]
    assert holding(city.root / "warehouse", "样一") == []
    assert (city.logs / "dbt.log").stat().st_size
    assert (city.root / "said.txt").stat().st_size
    assert holding(city.root, SECRET) == []
    people = [city.warehouse, city.working / city.warehouse.name]
    people += [*city.working.glob("settled.*")]
    people += [*(city.working / "raw").rglob("*.parquet")]
    people += [*city.warehouse.parent.glob("*.history/*/*.parquet")]
    assert len(people) > 3 + len(city.contract)
    assert [path for path in people if not is_encrypted(path)] == []


@pytest.mark.slow
def test_a_purge_takes_a_row_out_of_all_and_keeps_the_counts(
    city: Builder, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("PLUMBLINE_WAREHOUSE", "PLUMBLINE_KEY_FILE"):
        monkeypatch.setenv(name, city.environment[name])
    arguments = ["purge", "--before", "2013-01-01", "--delete"]
    done = CliRunner().invoke(main, arguments)
    assert "meal_records (居家养老照料中心就餐记录): 1 rows of 1 deliveries" in done.output
    assert city.build_all().code == 0
    with open_database(city.warehouse) as connection:
        asked = (
            "select landed, purged from marts.delivered_files where extract = 'meal_records'",
            "select landed, staged from marts.row_accounting where extract = 'meal_records'",
            "select known_rows from history.known_deliveries where extract = 'meal_records'",
            "select count(*) from marts.red_alerts",
            f"select count(*) from person('{RESIDENT}')",
            f"select count(*) from person('{VISITOR}')",
            "select count(*) from marts.quality_findings where check_id = 'kept_ratio'"
            " and outcome in ('warn', 'stop')",
        )
        found = [connection.execute(question).fetchall() for question in asked]
    assert found == [[(1, 1)], [(1, 1)], [(2,), (2,)], [(1,)], [(2,)], [(0,)], [(0,)]]
    raw = [*(city.working / "raw" / "meal_records").glob("*.parquet")]
    assert len(raw) == 2  # with the file without rows


def made(folder: BuildFolder) -> None:
    """A build with one alert in its history, published."""
    folder.path.mkdir(exist_ok=True)
    with duckdb.connect() as connection:
        attach(connection, folder.unpublished, "unpublished", "storage_version 'v1.4.0'")
        connection.execute(TABLES)
        connection.execute("insert into history.builds values ('2024-01-01 08:00', '2024-01-01')")
        connection.execute(f"insert into history.alert_history (alert_id) values ('{RESIDENT}')")
        connection.execute("use memory; detach unpublished")
    folder.publish()


@pytest.fixture
def folder(tmp_path: Path) -> BuildFolder:
    return BuildFolder(tmp_path / "plumbline.duckdb")


def test_a_saved_history_is_encrypted_and_comes_back_encrypted(
    folder: BuildFolder, key: Path
) -> None:
    made(folder)
    assert holding(folder.warehouse.parent, RESIDENT) == []
    folder.warehouse.unlink()
    restored(folder)
    assert is_encrypted(folder.warehouse)
    with open_database(folder.warehouse) as connection:
        assert connection.execute("select alert_id from history.alert_history").fetchall() == [
            (RESIDENT,)
        ]


def test_without_a_key_files_are_plain_and_are_read_with_one_too(
    folder: BuildFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(folder)
    assert not is_encrypted(folder.warehouse)
    before = history_of(folder.warehouse)
    monkeypatch.setenv("PLUMBLINE_ENCRYPTION_KEY", SECRET)
    assert folder.histories.check_published() == str(folder.warehouse)
    assert len(before) > 2


@pytest.mark.parametrize("key_now", ["", ANOTHER])
def test_a_build_without_the_right_key_stops_before_anything_is_lost(
    folder: BuildFolder, key: Path, monkeypatch: pytest.MonkeyPatch, key_now: str
) -> None:
    made(folder)
    monkeypatch.delenv("PLUMBLINE_KEY_FILE")
    monkeypatch.setenv("PLUMBLINE_ENCRYPTION_KEY", key_now)
    told = folder.published()
    assert "set PLUMBLINE_KEY_FILE" in told or "encrypted with another key" in told
    assert "Nothing was changed" in told
    assert not any(secret in told for secret in (SECRET, ANOTHER))
    monkeypatch.setenv("PLUMBLINE_WAREHOUSE", str(folder.warehouse))
    refused = CliRunner().invoke(main, ["findings"])
    assert refused.exit_code == 1
    assert "plumbline.duckdb is encrypted" in refused.output


@pytest.mark.parametrize(
    ("key_now", "told"),
    [
        ("", "已加密；请用 PLUMBLINE_KEY_FILE 指明存放密钥的文件"),
        (ANOTHER, "是用另一个密钥加密的"),
        ("short", "不是 base64 写成的 32 字节密钥；应为 `openssl rand -base64 32` 的输出"),
    ],
)
def test_what_is_wrong_with_a_key_is_said_in_chinese_too(
    folder: BuildFolder, key: Path, monkeypatch: pytest.MonkeyPatch, key_now: str, told: str
) -> None:
    made(folder)
    monkeypatch.delenv("PLUMBLINE_KEY_FILE")
    monkeypatch.setenv("PLUMBLINE_ENCRYPTION_KEY", key_now)
    monkeypatch.setenv("PLUMBLINE_WAREHOUSE", str(folder.warehouse))
    monkeypatch.setenv("LANGUAGE", "zh_CN")
    # a process of its own: helps stay in the language they were asked for in
    refused = subprocess.run(
        [sys.executable, "-m", "plumbline.cli", "findings"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert (refused.returncode, told in refused.stderr) == (1, True), refused.stderr


def test_a_plain_working_file_is_made_anew_when_a_key_is_set(
    folder: BuildFolder, key: Path
) -> None:
    folder.path.mkdir()
    for file in (folder.working, folder.settled("a")):
        duckdb.connect(str(file)).close()
        folder.discard_torn_databases()
        assert not file.exists()
        with duckdb.connect() as connection:
            attach(connection, file, "working")
        folder.discard_torn_databases()
        assert file.exists()


def test_raw_rows_are_encrypted_and_landed_anew_when_a_key_is_set(
    landing: Landing, monkeypatch: pytest.MonkeyPatch
) -> None:
    landing.put("a.csv", csv_text(P1))
    landing.land()
    assert len(holding(landing.raw(), P1[0])) == 1
    monkeypatch.setenv("PLUMBLINE_ENCRYPTION_KEY", SECRET)
    (landed,) = landing.land().files
    files = [*landing.raw().glob("*.parquet")]
    assert all(map(is_encrypted, files))
    assert holding(landing.work, *P1) == []
    (again,) = landing.land().files
    assert (landed.status, again.status, again.rows) == ("unchanged", "unchanged", 1)
    assert again.seconds == landed.seconds  # not read once more


@pytest.mark.parametrize(
    ("content", "mode", "said"),
    [
        (SECRET, 0o644, "others can read this file"),
        ("", 0o600, "the file is empty"),
        ("short", 0o600, "no key of 32 bytes in base64"),
        (base64.b64encode(b"x" * 16).decode(), 0o600, "no key of 32 bytes in base64"),
        (f"{SECRET}') --", 0o600, "no key of 32 bytes in base64"),
    ],
)
def test_what_is_no_key_of_ones_own_is_refused_and_not_repeated(
    key: Path, content: str, mode: int, said: str
) -> None:
    key.write_text(content)
    key.chmod(mode)
    with pytest.raises(EncryptionError, match=said) as refused:
        file_key()
    assert not content or content not in str(refused.value)
    assert str(key) in str(refused.value)


def test_readers_open_it_with_the_command_line_tool(folder: BuildFolder, key: Path) -> None:
    made(folder)
    opening = folder.warehouse.with_name("open.sql")
    opening.write_text(
        f"attach '{folder.warehouse}' as plumbline (read_only, encryption_key getenv('FILE_KEY'));"
        "use plumbline;"
    )
    arguments = [
        DUCKDB,
        "-csv",
        "-init",
        opening,
        "-c",
        "select alert_id from history.alert_history",
    ]
    shown = subprocess.run(
        arguments, capture_output=True, text=True, env={"FILE_KEY": key.read_text().strip()}
    )
    assert shown.stdout.split() == ["alert_id", RESIDENT], shown.stderr
    with opened(folder.warehouse) as connection:  # as the restricted pages do
        found = connection.execute("select alert_id from warehouse.history.alert_history")
        assert found.fetchall() == [(RESIDENT,)]


@pytest.mark.parametrize(("setting", "is_kept"), [("", True), ("keep", True), ("drop", False)])
def test_the_working_file_is_dropped_when_published_if_the_city_says_so(
    folder: BuildFolder, monkeypatch: pytest.MonkeyPatch, setting: str, is_kept: bool
) -> None:
    monkeypatch.setenv("PLUMBLINE_WORKING_FILE", setting)
    folder.path.mkdir()
    log = folder.working.with_name("plumbline.duckdb.wal")
    kept = [folder.working, log, folder.settled("a")]
    for path in kept:
        path.touch()
    made(folder)
    assert [path.exists() for path in kept] == [is_kept] * 3


def test_another_setting_for_the_working_file_is_refused(
    folder: BuildFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLUMBLINE_WORKING_FILE", "maybe")
    with pytest.raises(ValueError, match="expected keep or drop"):
        made(folder)
