"""Deliveries that are not whole: still being written, cut off, at odds with what their sender says,
damaged after they landed, or gone while they are looked at."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from deliveries import P1, P2, Landing, csv_text, zipped

from plumbline.files import checksum
from plumbline.landing import land as landing_module
from plumbline.landing.folders import settle_seconds
from plumbline.landing.land import land

BOTH, ONE = csv_text(P1, P2), csv_text(P1)


def test_a_file_without_its_last_line_break_is_remarked(landing: Landing) -> None:
    landing.put("a.csv", BOTH.rstrip("\n"))
    landing.put("b.csv", BOTH)
    landing.put("c.csv", BOTH.encode("utf-16"))
    report = landing.land()
    assert report.errors == []
    assert len(landing.rows()) == 6
    (warning,) = report.warnings
    assert warning.startswith("visits/a.csv: 最后一行没有换行符")


def test_a_new_file_waits_until_nobody_changes_it(landing: Landing) -> None:
    landing.put("a.csv", BOTH)
    report = landing.land(settle_seconds=30)
    assert (report.errors, report.files, landing.rows()) == ([], [], [])
    (warning,) = report.warnings
    assert warning.startswith("visits/a.csv: 文件还在写入")
    time.sleep(0.3)
    assert landing.land(settle_seconds=0.2).warnings == []
    assert len(landing.rows()) == 2


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", ONE),
        ("a.zip", zipped({"a.csv": ONE})),
        ("a.zip", zipped({"a.csv": BOTH})[:-9]),
        ("a.csv", b"\x00" * 9),
    ],
)
def test_a_file_that_is_written_anew_stays_as_it_was_until_then(
    landing: Landing, name: str, content: bytes
) -> None:
    landing.put(name, zipped({"a.csv": BOTH}) if name == "a.zip" else BOTH)
    landing.land()
    before = landing.rows()
    assert len(before) == 2
    landing.put(name, content)
    report = landing.land(settle_seconds=30)
    assert report.errors == []
    assert landing.rows() == before
    (warning,) = report.warnings
    assert "what it held before stays until then" in warning


def test_what_landed_before_need_not_wait(landing: Landing) -> None:
    landing.put("a.csv", BOTH)
    landing.land()
    landing.put("a.csv", BOTH)
    assert landing.land(settle_seconds=30).warnings == []
    assert len(landing.rows()) == 2


@pytest.mark.parametrize("given", ["-1", "soon", "nan", "inf"])
def test_a_setting_that_is_no_number_of_seconds_is_refused(
    given: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLUMBLINE_SETTLE_SECONDS", given)
    with pytest.raises(ValueError, match="expected a number of seconds"):
        settle_seconds()


@pytest.fixture
def while_reading(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Callable[[], Any]], None]]:
    """Does something between the first look at a file and its reading."""
    opened = landing_module.open_delivery

    def meanwhile(happens: Callable[[], Any]) -> None:
        def open_delivery(*arguments: Any) -> Any:
            happens()
            return opened(*arguments)

        monkeypatch.setattr(landing_module, "open_delivery", open_delivery)

    yield meanwhile


def test_bytes_are_never_filed_under_the_digest_of_others(
    landing: Landing, while_reading: Callable[[Callable[[], Any]], None]
) -> None:
    path = landing.put("a.csv", BOTH)
    landing.land()
    before = landing.rows()
    path.write_text(ONE, encoding="utf-8")
    while_reading(lambda: path.write_text(csv_text(P2), encoding="utf-8"))
    report = landing.land()
    assert report.errors == []
    assert report.warnings[0].startswith("visits/a.csv: 文件还在写入")
    assert landing.rows() == before
    assert list(landing.raw().glob("*.part")) == []


def test_a_file_that_goes_while_it_is_read_is_an_error_named_with_the_others(
    landing: Landing, while_reading: Callable[[Callable[[], Any]], None]
) -> None:
    path = landing.put("a.csv", BOTH)
    landing.put("b.csv", b"")
    while_reading(lambda: path.unlink(missing_ok=True))
    errors = landing.land().errors
    assert [error.split("：")[0] for error in errors] == [
        "visits/a.csv: D16 文件读不到",
        "visits/b.csv: D01 文件是空的",
    ]


def test_what_a_reader_never_said_it_would_raise_is_an_error_of_its_file(
    landing: Landing, while_reading: Callable[[Callable[[], Any]], None]
) -> None:
    landing.put("a.csv", BOTH)

    def fails() -> None:
        raise RuntimeError(P1[0])

    while_reading(fails)
    (error,) = landing.land().errors
    assert error.startswith("visits/a.csv: D04 文件损坏，打不开：RuntimeError")
    assert P1[0] not in error


@pytest.mark.parametrize("name", ["a.zip", "a.xlsx"])
def test_a_zip_of_a_version_that_there_is_not_is_named(landing: Landing, name: str) -> None:
    content = bytearray(zipped({"a.csv": BOTH}))
    content[content.index(b"PK\x01\x02") + 6] = 238
    landing.put(name, bytes(content))
    (error,) = landing.land().errors
    assert error.startswith(f"visits/{name}: D04 文件损坏，打不开")


def test_a_file_that_may_not_be_read_is_named(
    landing: Landing, monkeypatch: pytest.MonkeyPatch
) -> None:
    landing.put("a.csv", BOTH)

    def refused(*_: object) -> str:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(landing_module, "_digest", refused)
    (error,) = landing.land().errors
    assert error.startswith("visits/a.csv: D16 文件读不到：Permission denied")


def test_a_full_disk_is_no_fault_of_a_delivery(
    landing: Landing, monkeypatch: pytest.MonkeyPatch
) -> None:
    landing.put("a.csv", BOTH)

    def full(*_: object) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(landing_module, "_land_file", full)
    with pytest.raises(OSError, match="No space left"):
        landing.land()


@pytest.mark.parametrize("at", [0.2, 0.5, 0.8])
def test_a_landed_file_that_was_damaged_is_read_anew(landing: Landing, at: float) -> None:
    landing.put("a.csv", BOTH)
    landing.land()
    before = landing.rows()
    (target,) = (path for path in landing.raw().iterdir() if path.name != "no_rows.parquet")
    content = bytearray(target.read_bytes())
    content[int(len(content) * at)] ^= 0xFF
    target.write_bytes(content)
    assert landing.land().errors == []
    assert landing.rows() == before


# What the sender says ---------------------------------------------------------------------------
def digest_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def test_what_agrees_with_its_sender_lands_and_manifests_do_not(landing: Landing) -> None:
    landing.put("a.csv", BOTH)
    landing.put("a.csv.sha256", f"{digest_of(BOTH).upper()}  a.csv\n")
    landing.put("b.zip", zipped({"c.csv": ONE, "d.csv": ONE}))
    landing.put("清单.csv", "文件名,记录数\na.csv,2\nb.zip,2\nb.zip/c.csv,1\n".encode("gb18030"))
    report = landing.land()
    assert (report.errors, report.warnings) == ([], [])
    assert [landed.file for landed in report.files] == ["a.csv", "b.zip/c.csv", "b.zip/d.csv"]


def test_a_row_below_the_data_may_be_counted_or_not(landing: Landing) -> None:
    landing.put("a.csv", BOTH + "合计,,,2\n")
    for count in (2, 3):
        landing.put("清单.csv", f"文件名,记录数\na.csv,{count}\n")
        assert landing.land().errors == []


def test_rows_that_were_purged_still_count_for_their_sender(landing: Landing) -> None:
    path = landing.put("a.csv", BOTH)
    landing.put("清单.csv", "文件名,记录数\na.csv,2\n")
    listed = landing.work.with_name("purged.parquet")
    rows = {"content": [checksum(path)], "file_name": ["a.csv"], "row_number": [1]}
    pq.write_table(pa.table(rows), listed)
    report = land(landing.folder, landing.work, landing.contract, purged=listed)
    assert (report.errors, len(landing.rows())) == ([], 1)


def test_a_torn_list_of_purged_rows_is_named_and_lets_none_of_them_land(landing: Landing) -> None:
    landing.put("a.csv", BOTH)
    listed = landing.work.with_name("purged.parquet")
    listed.write_bytes(b"PAR1 torn")
    with pytest.raises(ValueError, match=r"purged\.parquet cannot be read .* put back a backup"):
        land(landing.folder, landing.work, landing.contract, purged=listed)


@pytest.mark.parametrize(
    ("manifest", "content", "said"),
    [
        ("a.csv.sha256", digest_of(ONE), f"the file's is {digest_of(BOTH)[:12]}"),
        ("a.csv.sha256", "", "it holds no checksum"),
        ("b.csv.sha256", digest_of(ONE), "there is no file b.csv"),
        ("清单.csv", "文件名,记录数\na.csv,3\n", "the sender counts 3 rows, the file holds 2"),
        ("清单.csv", "文件,行数\na.csv,1\n", "应有 1 行，实有 2 行"),
        ("清单.csv", "文件名,记录数\nb.csv,1\n", "there is no file b.csv"),
        ("清单.csv", "文件名,记录数\na.csv,约二\n", "no count for a.csv"),
    ],
)
def test_what_does_not_agree_is_an_error_with_both_figures(
    landing: Landing, manifest: str, content: str, said: str
) -> None:
    landing.put("a.csv", BOTH)
    landing.put(manifest, content)
    (error,) = landing.land().errors
    assert "D15 与报送清单不符" in error
    assert said in error


def test_a_delivery_named_like_a_manifest_is_one(landing: Landing) -> None:
    landing.put("清单.csv", BOTH)
    assert landing.land().errors == []
    assert len(landing.rows()) == 2


def test_a_file_that_waits_is_not_held_against_its_manifest(landing: Landing) -> None:
    path: Path = landing.put("a.csv", BOTH)
    landing.put(f"{path.name}.sha256", digest_of(ONE))
    landing.put("清单.csv", "文件名,记录数\na.csv,7\n")
    assert landing.land(settle_seconds=30).errors == []


@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo])
def test_a_checksum_that_is_no_file_is_named_and_not_waited_for(
    landing: Landing, make: Callable[[Path], None]
) -> None:
    make(landing.put("a.csv", BOTH).with_name("a.csv.sha256"))
    (error,) = landing.land().errors
    assert error.startswith("visits/a.csv.sha256: D15 与报送清单不符：不是文件")


@pytest.mark.parametrize("target", ["gone.csv", "b.csv", ".pipe"])
def test_a_link_that_leads_to_no_file_is_named_with_the_others(
    landing: Landing, target: str
) -> None:
    path = landing.put("a.csv", b"").with_name("b.csv")
    os.mkfifo(path.with_name(".pipe"))
    path.symlink_to(path.with_name(target))
    errors = landing.land().errors
    assert [error.split("：")[0] for error in errors] == [
        "visits/b.csv: D16 文件读不到",
        "visits/a.csv: D01 文件是空的",
    ]
    assert "the link leads to no file" in errors[0]
