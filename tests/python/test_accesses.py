"""What commands give out is noted, without an ID or a name, and nothing goes out unnoted."""

from __future__ import annotations

import inspect
import json
import os
import pwd
import stat
from dataclasses import replace
from pathlib import Path

import click
import duckdb
import pytest
from builds import RESIDENT
from click.testing import CliRunner
from test_dispatch import made
from test_history import publish
from test_workbook import ITEM

from plumbline.accesses import Given, accesses, folder_of, noted
from plumbline.cli import main
from plumbline.publish import BuildFolder

LOGIN = pwd.getpwuid(os.getuid()).pw_name


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    return tmp_path / "plumbline.duckdb"


def lines(warehouse: Path) -> list[str]:
    return (folder_of(warehouse) / f"{LOGIN}.jsonl").read_text(encoding="utf-8").splitlines()


def test_a_dispatch_notes_each_unit_and_of_how_many(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    again = replace(ITEM, alert_id="00000000000000b2", subject_id=RESIDENT)
    shared = replace(ITEM, alert_id="00000000000000b3", subject_id=RESIDENT, joint_unit="养老科")
    warehouse, landing, _out = made(tmp_path, ITEM, again, shared)
    monkeypatch.setenv("PLUMBLINE_WAREHOUSE", str(warehouse))
    monkeypatch.setenv("PLUMBLINE_LANDING", str(landing))
    assert CliRunner().invoke(main, ["dispatch"]).exit_code == 0
    noted_of = {access.about: access.subjects for access in accesses(warehouse)}
    people = len({ITEM.subject_id, RESIDENT})
    assert noted_of == {f"20231231-1-{ITEM.addressee}": people, "20231231-1-养老科": 1}
    told = "\n".join(lines(warehouse))
    assert RESIDENT not in told
    assert ITEM.subject_name not in told
    # nothing new, nothing given out
    assert CliRunner().invoke(main, ["dispatch"]).exit_code == 0
    assert len(lines(warehouse)) == 2


def test_the_list_only_grows_and_is_shown_the_newest_last(
    warehouse: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for about in ("a", "b", "c"):
        with noted(warehouse, "explain") as given:
            given.append(Given(about, 1))
    first, *_ = lines(warehouse)
    assert json.loads(first)["login"] == LOGIN
    assert [access.about for access in accesses(warehouse)] == ["a", "b", "c"]
    monkeypatch.setenv("PLUMBLINE_WAREHOUSE", str(warehouse))
    shown = CliRunner().invoke(main, ["accesses", "--last", "2"]).output
    assert shown.count("explain") == 2


def test_the_login_is_what_the_system_says(
    warehouse: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOGNAME", "somebody-else")
    with noted(warehouse, "explain") as given:
        given.append(Given("a", 1))
    assert [access.login for access in accesses(warehouse)] == [LOGIN]


def test_what_was_given_out_before_a_failure_is_noted(warehouse: Path) -> None:
    with pytest.raises(OSError, match="full"), noted(warehouse, "notice") as given:
        given.append(Given("case 1", 1))
        raise OSError("full")
    assert [access.about for access in accesses(warehouse)] == ["case 1"]


@pytest.mark.parametrize("in_the_way", ["link", "file"])
def test_what_cannot_be_noted_is_not_given_out(warehouse: Path, in_the_way: str) -> None:
    if in_the_way == "link":
        folder_of(warehouse).mkdir()
        (folder_of(warehouse) / f"{LOGIN}.jsonl").symlink_to(warehouse.with_name("elsewhere"))
    else:
        folder_of(warehouse).touch()  # no folder
    with (
        pytest.raises(click.ClickException, match="so nothing is given out"),
        noted(warehouse, "explain"),
    ):
        pytest.fail("given out")
    assert not warehouse.with_name("elsewhere").exists()


def test_a_file_that_another_user_put_in_ones_place_is_refused(
    warehouse: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder_of(warehouse).mkdir()
    (folder_of(warehouse) / f"{LOGIN}.jsonl").touch()
    another = os.getuid() + 1
    name = pwd.getpwuid(os.getuid())
    monkeypatch.setattr(os, "getuid", lambda: another)
    monkeypatch.setattr(pwd, "getpwuid", lambda _uid: name)
    with (
        pytest.raises(click.ClickException, match="belongs to another user"),
        noted(warehouse, "explain"),
    ):
        pytest.fail("given out")


def test_a_line_cut_off_by_a_full_disk_hides_no_other(warehouse: Path) -> None:
    for about in ("a", "b"):
        with noted(warehouse, "explain") as given:
            given.append(Given(about, 1))
        with (folder_of(warehouse) / f"{LOGIN}.jsonl").open("a", encoding="utf-8") as file:
            file.write('{"about": "c\n7\n')
    told = [access.about for access in accesses(warehouse)]
    assert told == [
        "a",
        *(f"{LOGIN}.jsonl, line {number}: cannot be read" for number in (2, 3)),
        "b",
        *(f"{LOGIN}.jsonl, line {number}: cannot be read" for number in (5, 6)),
    ]


def test_everybody_has_a_file_that_others_only_read(warehouse: Path) -> None:
    with noted(warehouse, "explain") as given:
        given.append(Given("a", 1))
    folder = folder_of(warehouse)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o3770
    assert not (folder / f"{LOGIN}.jsonl").stat().st_mode & 0o137


def test_a_restore_is_noted(warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = BuildFolder(warehouse)
    publish(folder, "2024-01-01 08:00:00")
    warehouse.unlink()
    (saved,) = folder.histories.builds()
    monkeypatch.setenv("PLUMBLINE_WAREHOUSE", str(warehouse))
    assert CliRunner().invoke(main, ["restore", "--from", str(saved)]).exit_code == 0
    assert [(a.command, a.about) for a in accesses(warehouse)] == [("restore", saved.name)]


# they show counts, or work on the project and its deliveries
TELLS_OF_NOBODY = {
    *("accesses", "findings", "init", "nightly"),
    *("new-extract", "new-rule", "unfinished", "write-extracts"),
}


@pytest.mark.parametrize("name", sorted(set(main.commands) - TELLS_OF_NOBODY))
def test_a_command_that_gives_something_out_notes_it(name: str) -> None:
    command = main.commands[name]
    callbacks = [command, *getattr(command, "commands", {}).values()]
    modules = {inspect.getmodule(one.callback) for one in callbacks if one.callback}
    assert any(" noted(" in inspect.getsource(module) for module in modules if module)


def test_the_list_is_read_in_sql(warehouse: Path) -> None:
    with noted(warehouse, "explain") as given:
        given.append(Given("a", 1))
    files = f"{folder_of(warehouse)}/*.jsonl"
    found = duckdb.sql(f"select command, sum(subjects) from '{files}' group by all")
    assert found.fetchall() == [("explain", 1)]
