"""The restricted site: each unit gets its own alerts with names, and nobody else's."""

from __future__ import annotations

import json
import stat
from pathlib import Path
from typing import Any

import duckdb
import pytest
from lxml import html
from test_site import MASKED, WAREHOUSE, run

from plumbline.casework.shown import file_name


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Path:
    assert MASKED.is_file(), "build the sample first: make test-dbt"
    folder = tmp_path_factory.mktemp("restricted") / "pages"
    code, output = run("site", "--restricted", "--folder", folder)
    assert code == 0, output
    return folder


def asked(query: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(WAREHOUSE), read_only=True) as connection:
        return connection.execute(query).fetchall()


@pytest.fixture(scope="module")
def readers() -> dict[str, set[str]]:
    """The alerts that each unit may read, by their keys."""
    rows = asked(
        "select unit, list(alert_key) from marts.alert_readers"
        " inner join marts.alert_masks using (alert_id) group by unit"
    )
    return {unit: set(keys) for unit, keys in rows}


def test_a_unit_has_a_folder_of_its_own_alerts(folders: Path, readers: dict[str, set[str]]) -> None:
    found = {path.name: path for path in folders.iterdir() if path.is_dir()}
    assert found.keys() == {file_name(unit, unit, "") for unit in readers}
    for unit, keys in readers.items():
        pages = found[file_name(unit, unit, "")]
        assert {page.stem for page in (pages / "alerts").iterdir()} == keys
        index = html.document_fromstring((pages / "index.html").read_text(encoding="utf-8"))
        assert index.xpath('string(//*[@data-figure="alerts"])') == f"{len(keys):,}"


def test_nobody_of_another_units_alerts_is_in_it(
    folders: Path, readers: dict[str, set[str]]
) -> None:
    named = asked(
        "select alert_key, subject_id, list_distinct(flatten(list(person_ids)))"
        " from marts.alert_rows inner join marts.alert_masks using (alert_id)"
        " inner join marts.red_alerts using (alert_id, subject_id) group by all"
    )
    everybody = {one for _, subject, people in named for one in (subject, *people)}
    for unit, keys in readers.items():
        own = {one for key, subject, people in named if key in keys for one in (subject, *people)}
        pages = folders / file_name(unit, unit, "")
        text = "".join(page.read_text(encoding="utf-8") for page in pages.rglob("*.html"))
        ids = {one for one in everybody if len(one) >= 15 and one.isascii()}
        assert {one for one in ids if one in text} == own & ids, unit


def test_an_alerts_page_names_whom_it_is_about_and_its_rows(
    folders: Path, readers: dict[str, set[str]]
) -> None:
    unit, keys = next(iter(readers.items()))
    for key in keys:
        path = folders / file_name(unit, unit, "") / "alerts" / f"{key}.html"
        page = html.document_fromstring(path.read_text(encoding="utf-8"))
        ((name, subject, reason),) = asked(
            "select subject_name, subject_id, reason from marts.red_alerts"
            f" semi join (from marts.alert_masks where alert_key = '{key}') using (alert_id)"
        )
        assert name in page.xpath("string(//h1)")
        assert page.xpath('string(//*[@class="sentence"])') == reason
        assert subject in page.xpath("//dd/text()")
        shown = page.xpath('//section[@aria-labelledby="rows"]//tbody/tr/th/text()')
        rows = asked(
            "select extract_zh || ' ' || source_row from marts.alert_rows"
            f" semi join (from marts.alert_masks where alert_key = '{key}') using (alert_id)"
        )
        assert sorted(shown) == sorted(row for (row,) in rows)


def test_only_owner_and_group_may_look_and_each_unit_is_noted(
    folders: Path, readers: dict[str, set[str]]
) -> None:
    assert {stat.S_IMODE(path.stat().st_mode) for path in folders.rglob("*") if path.is_dir()} == {
        0o750
    }
    assert {stat.S_IMODE(path.stat().st_mode) for path in folders.rglob("*") if path.is_file()} == {
        0o640
    }
    lines = [
        json.loads(line)
        for path in WAREHOUSE.with_name(f"{WAREHOUSE.name}.accesses").glob("*.jsonl")
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    noted = {
        line["about"]: line["subjects"] for line in lines if line["command"] == "restricted_site"
    }
    told = asked(
        "select unit, count(distinct subject_id) from marts.alert_readers"
        " inner join marts.red_alerts using (alert_id) group by unit"
    )
    assert noted.items() >= dict(told).items()


def test_no_edition_replaces_the_other(folders: Path) -> None:
    code, output = run("site", "--folder", folders)
    assert code == 1
    assert "is not a site" in output


def test_nothing_of_a_replay_goes_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replay = tmp_path / "plumbline.duckdb"
    with duckdb.connect(str(replay)) as connection:
        connection.execute("create schema marts")
        connection.execute(
            "create table marts.published_builds as"
            " select date '2024-06-30' as as_of_date, true as is_this_file, true as is_replay"
        )
    monkeypatch.setattr("test_site.WAREHOUSE", replay)
    code, output = run("site", "--restricted")
    assert (code, "is a replay of 2024-06-30" in output) == (1, True), output
    assert sorted(tmp_path.iterdir()) == [replay]
