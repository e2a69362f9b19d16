"""Which files land, when they are read again, and what the report says of them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from deliveries import (
    HEADER,
    P1,
    P2,
    VISITS,
    Landing,
    Row,
    columns_of,
    contract_of,
    csv_text,
    damaged,
    first_half,
    parquet,
    workbook,
    zipped,
)

from plumbline.landing import land as land_module
from plumbline.landing.contract import read_contract
from plumbline.landing.land import LandingReport
from plumbline.landing.readers import Batch, Delivery, Table, open_delivery

PROJECT = Path(__file__).resolve().parents[2]

MEALS = replace(VISITS, name="meals", title_zh="就餐")
LEAVES = replace(VISITS, name="leaves", title_zh="请假", optional=True)
GOOD = csv_text(P1, P2)


def statuses(report: LandingReport) -> dict[str, str]:
    assert report.errors == []
    return {landed.file: landed.status for landed in report.files}


@pytest.fixture
def read_files(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that were opened for reading."""
    names: list[str] = []

    def watched(path: Path, *about: Any) -> Delivery:
        names.append(path.name)
        return open_delivery(path, *about)

    monkeypatch.setattr(land_module, "open_delivery", watched)
    return names


# Which files are deliveries ----------------------------------------------------------------------


def test_all_files_of_an_extract_land_together(landing: Landing) -> None:
    landing.put("b.csv", csv_text(P2))
    landing.put("a.xlsx", workbook({"甲": [HEADER, P1], "乙": [HEADER, P2]}))
    landing.put("c.parquet", parquet(columns_of(P1, P2)))
    report = landing.land()
    assert [(f.file, f.rows, f.encoding, f.status) for f in report.files] == [
        ("a.xlsx", 2, "workbook", "new"),
        ("b.csv", 1, "UTF-8", "new"),
        ("c.parquet", 2, "Parquet", "new"),
    ]
    assert [row[0] for row in landing.rows()] == [
        "a.xlsx[乙]#1",
        "a.xlsx[甲]#1",
        "b.csv#1",
        "c.parquet#1",
        "c.parquet#2",
    ]


@pytest.mark.parametrize(
    "name",
    [
        *(".a.csv", ".DS_Store", "~$a.xlsx", "a.tmp", "a.csv.part", "A.TMP", "a.csv.PART"),
        *("desktop.ini", "Desktop.ini", "Thumbs.db", "thumbs.db", "a.xlsx.crdownload"),
    ],
)
def test_hidden_locked_and_unfinished_files_are_no_deliveries(landing: Landing, name: str) -> None:
    landing.put(name, b"\xff not a delivery")
    report = landing.land()
    assert (report.errors, report.files, report.warnings) == ([], [], [])


def test_a_zip_is_the_deliveries_in_it(landing: Landing, read_files: list[str]) -> None:
    files = {
        "2月.csv": csv_text(P1),
        "下/10月.csv": GOOD,
        "__MACOSX/._2月.csv": "x",
        "下/~$a.xlsx": "x",
    }
    landing.put("材料.zip", zipped(files))
    assert statuses(landing.land()) == {"材料.zip/2月.csv": "new", "材料.zip/下/10月.csv": "new"}
    assert landing.rows() == [
        ("材料.zip/2月.csv#1", *P1),
        ("材料.zip/下/10月.csv#1", *P1),
        ("材料.zip/下/10月.csv#2", *P2),
    ]
    read_files.clear()
    landing.put("材料.zip", zipped({**files, "2月.csv": csv_text(P2)}))
    assert set(statuses(landing.land()).values()) == {"changed", "unchanged"}
    assert len(read_files) == 1


def test_a_bad_file_in_a_zip_is_named(landing: Landing) -> None:
    landing.put("a.zip", zipped({"b.csv": "x", "c.csv": "", "d.csv": GOOD}))
    errors = landing.land().errors
    assert [e.split(":")[0] for e in errors] == ["visits/a.zip/b.csv", "visits/a.zip/c.csv"]
    landing.put("a.zip", zipped({"desktop.ini": "x"}))
    assert landing.land().errors[0].startswith("visits/a.zip: D14 压缩包不能用：里面没有可读的文件")


@pytest.mark.parametrize("link", ["file", "folder"])
def test_a_link_out_of_the_landing_folder_is_refused(landing: Landing, link: str) -> None:
    outside = landing.folder.parent / "outside"
    outside.mkdir()
    (outside / "a.csv").write_text(GOOD, encoding="utf-8")
    if link == "file":
        (landing.folder / "visits" / "a.csv").symlink_to(outside / "a.csv")
    else:
        (landing.folder / "visits").rmdir()
        (landing.folder / "visits").symlink_to(outside)
    (error,) = landing.land().errors
    assert error.startswith("visits/a.csv: D20 是指向到达文件夹以外的链接")


def test_a_link_within_the_landing_folder_is_a_delivery(landing: Landing) -> None:
    landing.put("a.csv", GOOD)
    (landing.folder / "visits" / "b.csv").symlink_to(landing.folder / "visits" / "a.csv")
    assert len(statuses(landing.land())) == 2


def test_a_full_width_tilde_hides_nothing(landing: Landing) -> None:
    assert landing.read("～$补充.csv", csv_text(P1)) == [("～$补充.csv#1", *P1)]


@pytest.mark.parametrize("stem", ["it's", "a[1]*?", "样 (1)", "𠮷田", "a\nb", "%s {{ x }}", "a#1"])
def test_a_file_may_have_any_name(landing: Landing, stem: str) -> None:
    assert landing.read(f"{stem}.csv", csv_text(P1)) == [(f"{stem}.csv#1", *P1)]


def test_a_file_name_in_another_encoding_does_not_break_the_landing(landing: Landing) -> None:
    """As an archive from an old Windows leaves it."""
    landing.put("good.csv", csv_text(P2))
    landing.put(os.fsdecode("补充.csv".encode("gbk")), csv_text(P1))
    report = landing.land()
    assert len(report.errors) == 1 or [row[1] for row in landing.rows()] in (
        ["P1", "P2"],
        ["P2", "P1"],
    )


def test_unknown_folders_are_a_warning(landing: Landing) -> None:
    (landing.folder / "vists").mkdir()
    (landing.folder / ".git").mkdir()
    landing.put("a.csv", GOOD, extract="vists")
    report = landing.land()
    assert report.errors == []
    assert report.warnings == ["vists: not the folder of a known extract, not read"]


def test_a_folder_among_the_deliveries_is_a_warning(landing: Landing) -> None:
    (landing.folder / "visits" / "2022.csv").mkdir()
    report = landing.land()
    assert report.errors == []
    assert report.warnings == ["visits/2022.csv: no file, not read"]


def test_a_file_outside_the_extracts_folders_is_a_warning(landing: Landing) -> None:
    (landing.folder / "visits.csv").write_text(GOOD, encoding="utf-8")
    (landing.folder / ".hidden").write_text("", encoding="utf-8")
    report = landing.land()
    assert report.errors == []
    assert [warning.split(":")[0] for warning in report.warnings] == ["visits.csv"]


# Missing and empty -------------------------------------------------------------------------------


def test_the_folder_of_a_required_extract_must_be_there(tmp_path: Path) -> None:
    landing = Landing(tmp_path, VISITS, MEALS)
    (landing.folder / "visits").rmdir()
    (landing.folder / "meals").rmdir()
    visits, meals = landing.land().errors
    assert visits.startswith("visits: D22 没有文件夹 visits；")
    assert "expected the deliveries of 上门服务 there" in visits
    assert meals.startswith("meals: D22 没有文件夹 meals；")


def test_an_extract_that_the_city_does_not_get_needs_no_folder(tmp_path: Path) -> None:
    landing = Landing(tmp_path, replace(VISITS, delivers=False))
    landing.put("a.csv", GOOD)
    report = landing.land()
    assert (report.errors, landing.rows()) == ([], [])
    assert report.warnings[0].startswith("visits: 1 files are not read, for city_extracts.csv says")
    (landing.folder / "visits" / "a.csv").unlink()
    (landing.folder / "visits").rmdir()
    report = landing.land()
    assert (report.errors, report.warnings, landing.rows()) == ([], [], [])


def test_an_optional_extract_that_the_city_gets_must_have_its_folder(tmp_path: Path) -> None:
    landing = Landing(tmp_path, replace(LEAVES, delivers=True))
    landing.folder.mkdir()
    (error,) = landing.land().errors
    assert error.startswith("leaves: D22 没有文件夹 leaves；")


def test_an_optional_extract_may_have_no_folder(tmp_path: Path) -> None:
    landing = Landing(tmp_path, VISITS, LEAVES)
    landing.put("a.csv", GOOD)
    assert landing.land().errors == []
    assert landing.rows("leaves") == []


def test_an_empty_folder_lands_no_rows_but_all_columns(landing: Landing) -> None:
    assert landing.land().errors == []
    assert len(list(landing.raw().glob("*.parquet"))) == 1
    assert landing.rows() == []


def test_the_landing_folder_must_be_there(tmp_path: Path) -> None:
    landing = Landing(tmp_path)
    landing.folder = tmp_path / "elsewhere"
    (error,) = landing.land().errors
    assert error.startswith(f"{landing.folder}: D22 没有此文件夹 / no such folder; ")


# Errors ------------------------------------------------------------------------------------------


def test_all_bad_files_are_named_at_once(tmp_path: Path) -> None:
    landing = Landing(tmp_path, VISITS, MEALS)
    landing.put("a.csv", GOOD.encode("utf-16-le"))
    landing.put("b.csv", GOOD)
    landing.put("c.xlsx", damaged(workbook({"A": [HEADER, P1]}), first_half))
    landing.put("d.pdf", b"", extract="meals")
    landing.put("e.parquet", parquet({"姓名": ["样一"]}), extract="meals")
    report = landing.land()
    assert [error.split(":")[0] for error in report.errors] == [
        "visits/a.csv",
        "visits/c.xlsx",
        "meals/d.pdf",
        "meals/e.parquet",
    ]


def test_the_report_of_the_last_good_landing_outlives_an_error(landing: Landing) -> None:
    landing.put("a.csv", GOOD)
    landing.land()
    report = landing.work / "landing_report.json"
    before = report.read_bytes()
    bad = landing.put("b.csv", b"")
    assert len(landing.land().errors) == 1
    assert report.read_bytes() == before
    bad.unlink()
    assert statuses(landing.land()) == {"a.csv": "unchanged"}


def test_a_corrected_file_lands_after_an_error(landing: Landing) -> None:
    landing.refusal("a.csv", csv_text(P1).encode("utf-16-le"))
    assert landing.read("a.csv", csv_text(P1)) == [("a.csv#1", *P1)]


# Corrections -------------------------------------------------------------------------------------


def put_at(landing: Landing, name: str, hours: float, *records: tuple[str, ...]) -> None:
    os.utime(landing.put(name, csv_text(*records)), (hours * 3600, hours * 3600))


def test_a_correction_that_loses_by_its_name_is_a_warning(landing: Landing) -> None:
    put_at(landing, "名单2.csv", 1, P1, P2)
    put_at(landing, "名单.csv", 2, P1, ("P2", "样二", "2022/3/6", ""))
    (warning,) = landing.land().warnings
    assert warning.startswith("visits/名单.csv: 2 of its rows are superseded by 名单2.csv, which ")
    assert landing.land().warnings == [warning]


@pytest.mark.parametrize(
    ("earlier", "later"), [((1, P1), (2, P1)), ((2, P1), (1, P2)), ((1.01, P1), (1, P1))]
)
def test_a_correction_that_wins_or_corrects_nothing_is_no_warning(
    landing: Landing, earlier: tuple[float, Row], later: tuple[float, Row]
) -> None:
    """Nor are files that were copied within a minute, in whatever order."""
    put_at(landing, "名单.csv", *earlier)
    put_at(landing, "名单-更正.csv", *later)
    assert landing.land().warnings == []


# What is read again ------------------------------------------------------------------------------


def test_an_unchanged_file_is_not_read_again(landing: Landing, read_files: list[str]) -> None:
    landing.put("a.csv", GOOD)
    landing.put("b.csv", GOOD)
    assert statuses(landing.land()) == {"a.csv": "new", "b.csv": "new"}
    assert sorted(read_files) == ["a.csv", "b.csv"]
    rows = landing.rows()
    read_files.clear()
    landing.put("b.csv", GOOD)  # the same bytes, written anew
    landing.put("c.csv", GOOD)
    assert statuses(landing.land()) == {"a.csv": "unchanged", "b.csv": "unchanged", "c.csv": "new"}
    assert read_files == ["c.csv"]
    assert landing.rows()[: len(rows)] == rows


def test_a_changed_file_replaces_its_rows(landing: Landing, read_files: list[str]) -> None:
    landing.put("a.csv", GOOD)
    landing.put("b.csv", GOOD)
    landing.land()
    read_files.clear()
    landing.put("b.csv", csv_text(P2))
    assert statuses(landing.land()) == {"a.csv": "unchanged", "b.csv": "changed"}
    assert read_files == ["b.csv"]
    assert landing.rows() == [("a.csv#1", *P1), ("a.csv#2", *P2), ("b.csv#1", *P2)]


def test_a_changed_file_of_the_same_size_and_time_is_noticed(landing: Landing) -> None:
    path = landing.put("a.csv", csv_text(P1))
    landing.land()
    times = path.stat().st_atime_ns, path.stat().st_mtime_ns
    landing.put("a.csv", csv_text(("P9", *P1[1:])))
    os.utime(path, ns=times)
    assert statuses(landing.land()) == {"a.csv": "changed"}
    assert landing.rows() == [("a.csv#1", "P9", *P1[1:])]


def test_a_removed_file_takes_its_rows_along(landing: Landing) -> None:
    landing.put("a.csv", csv_text(P1))
    gone = landing.put("b.csv", csv_text(P2))
    landing.land()
    gone.unlink()
    report = landing.land()
    assert statuses(report) == {"a.csv": "unchanged"}
    assert report.removed == ["visits/b.csv"]
    assert landing.rows() == [("a.csv#1", *P1)]


def test_a_renamed_file_has_its_rows_under_the_new_name(landing: Landing) -> None:
    path = landing.put("a.csv", GOOD)
    landing.land()
    path.rename(path.with_name("b.csv"))
    report = landing.land()
    assert statuses(report) == {"b.csv": "new"}
    assert report.removed == ["visits/a.csv"]
    assert landing.rows() == [("b.csv#1", *P1), ("b.csv#2", *P2)]


def test_a_folder_that_went_takes_its_rows_along(tmp_path: Path) -> None:
    landing = Landing(tmp_path, VISITS, LEAVES)
    gone = landing.put("a.csv", GOOD, extract="leaves")
    landing.land()
    assert len(landing.rows("leaves")) == 2
    gone.unlink()
    gone.parent.rmdir()
    assert landing.land().removed == ["leaves/a.csv"]
    assert landing.rows("leaves") == []


def test_the_same_content_under_two_names_lands_twice(landing: Landing) -> None:
    landing.put("a.csv", csv_text(P1))
    landing.put("b.csv", csv_text(P1))
    assert statuses(landing.land()) == {"a.csv": "new", "b.csv": "new"}
    assert landing.rows() == [("a.csv#1", *P1), ("b.csv#1", *P1)]


def test_a_changed_contract_reads_its_files_again(tmp_path: Path, read_files: list[str]) -> None:
    landing = Landing(tmp_path, VISITS, MEALS)
    text = csv_text((*P1, "备注"), header=[*HEADER, "备注"])
    landing.put("a.csv", text)
    landing.put("m.csv", text, extract="meals")
    landing.land()
    read_files.clear()
    landing.contract["visits"] = replace(VISITS, columns={**VISITS.columns, "备注": "remark"})
    landing.land()
    assert read_files == ["a.csv"]
    assert landing.rows() == [("a.csv#1", *P1, "备注")]


def test_another_type_of_a_column_reads_its_extract_again(
    landing: Landing, read_files: list[str]
) -> None:
    """Days and amounts are read otherwise than texts."""
    landing.put("a.csv", GOOD)
    landing.land()
    column = next(iter(VISITS.types))
    assert VISITS.types[column] != "int"
    landing.contract["visits"] = replace(VISITS, types={**VISITS.types, column: "int"})
    landing.land()
    assert read_files == ["a.csv", "a.csv"]


def test_a_new_reader_reads_all_files_again(
    landing: Landing, read_files: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    landing.put("a.csv", GOOD)
    landing.land()
    monkeypatch.setattr(land_module, "READER_VERSION", "another")
    landing.land()
    assert read_files == ["a.csv", "a.csv"]
    assert len(landing.rows()) == 2


# The report --------------------------------------------------------------------------------------


def test_the_report_is_kept_and_tells_what_was_read(landing: Landing) -> None:
    landing.put("a.csv", csv_text((*P1, "x"), header=[*HEADER, "备注"]).encode("gb18030"))
    landing.put("b.xlsx", workbook({"甲": [HEADER, P1], "说明": [["x"]], "乙": [HEADER, P2]}))
    landing.land()
    kept = json.loads((landing.work / "landing_report.json").read_text(encoding="utf-8"))
    a, b = kept["files"]
    assert (a["extract"], a["file"], a["rows"], a["encoding"]) == ("visits", "a.csv", 1, "GB18030")
    assert (a["sheets"], a["unknown_columns"]) == ([], ["备注"])
    assert (b["sheets"], b["rows"], b["encoding"]) == (["甲", "乙"], 2, "workbook")


def test_the_report_of_an_unchanged_file_is_as_full_as_of_a_new_one(landing: Landing) -> None:
    landing.put("a.csv", csv_text((*P1, "x"), header=[*HEADER, "备注"]))
    (new,) = landing.land().files
    (unchanged,) = landing.land().files
    assert unchanged == replace(new, status="unchanged")


def test_the_summary_counts(landing: Landing) -> None:
    for name in ("a.csv", "b.csv", "c.csv"):
        landing.put(name, GOOD)
    landing.land()
    landing.put("a.csv", csv_text(P1))
    (landing.folder / "visits" / "b.csv").unlink()
    landing.put("d.csv", csv_text(P1, P2, P1))
    assert (
        landing.land()
        .summary()
        .startswith("landing: 3 files, 6 rows; 1 new, 1 changed, 1 unchanged, 1 removed (")
    )


@pytest.mark.parametrize("content", ["", "{", "[]", '{"files": [1]}', '{"files": [{}]}', "\x00"])
def test_a_spoilt_report_is_no_obstacle(landing: Landing, content: str) -> None:
    landing.put("a.csv", GOOD)
    landing.land()
    (landing.work / "landing_report.json").write_text(content, encoding="utf-8")
    assert statuses(landing.land()) == {"a.csv": "new"}
    assert len(landing.rows()) == 2


# Killed in the middle ----------------------------------------------------------------------------


def test_a_landing_killed_in_the_middle_of_a_file_recovers(
    landing: Landing, monkeypatch: pytest.MonkeyPatch
) -> None:
    landing.put("a.csv", csv_text(P1))
    landing.put("b.csv", csv_text(P2))

    def killed(path: Path, *about: Any) -> Delivery:
        delivery = open_delivery(path, *about)
        if path.name == "a.csv":
            return delivery

        def batches() -> Iterator[Batch]:
            yield from delivery.tables[0].batches
            raise KeyboardInterrupt

        return Delivery(delivery.encoding, [Table(None, [], batches())])

    monkeypatch.setattr(land_module, "open_delivery", killed)
    with pytest.raises(KeyboardInterrupt):
        landing.land()
    assert len(list(landing.raw().glob("*.part"))) == 1
    assert landing.rows() == [("a.csv#1", *P1)]

    monkeypatch.setattr(land_module, "open_delivery", open_delivery)
    assert landing.land().errors == []
    assert landing.rows() == [("a.csv#1", *P1), ("b.csv#1", *P2)]
    assert list(landing.raw().glob("*.part")) == []


def test_what_does_not_belong_into_the_raw_folder_is_swept_away(landing: Landing) -> None:
    landing.put("a.csv", csv_text(P1))
    landing.land()
    for name in ("0123.part", "0123.parquet", "x.txt"):
        (landing.raw() / name).write_bytes(b"garbage")
    assert landing.land().errors == []
    assert landing.rows() == [("a.csv#1", *P1)]
    assert len(list(landing.raw().iterdir())) == 2


@pytest.mark.parametrize("content", [b"", b"garbage" * 100], ids=["empty", "garbage"])
def test_a_spoilt_raw_file_is_landed_anew(landing: Landing, content: bytes) -> None:
    landing.put("a.csv", csv_text(P1))
    landing.land()
    for path in landing.raw().iterdir():
        path.write_bytes(content)
    assert landing.land().errors == []
    assert landing.rows() == [("a.csv#1", *P1)]


# Hostile values ----------------------------------------------------------------------------------

HOSTILE = {
    "NUL": "样\x00一",
    "nothing but NUL": "\x00",
    "control characters": "\x01\x02\x07\x08\x1b\x1c\x1f\x7f\x80\x9f",
    "a long cell": "长" * 350_000,
    "an ID of 10,000 digits": "9" * 10_000,
    "joined emoji": "👩‍👩‍👧‍👦🏳️‍🌈",
    "stacked marks": "样" + "\u0301" * 1_000,
    "right to left": "\u202e样\u200f一\u2066",
    "no characters": "\ufffe\uffff\U0010ffff",
    "a byte-order mark": "\ufeff样",
    "a formula": "=cmd|' /C calc'!A0",
    "SQL": "'; drop table visits; --",
    "Jinja": "{{ 1 / 0 }}{% raw %}",
    "quotes": '""\'`"\\',
}


# Records of these alone are blank.
NO_CONTENT = {HOSTILE["nothing but NUL"], HOSTILE["control characters"]}
WITHOUT_NUL = {name: value for name, value in HOSTILE.items() if "\0" not in value}


@pytest.mark.parametrize("value", WITHOUT_NUL.values(), ids=WITHOUT_NUL)
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_hostile_values_land_from_csv(landing: Landing, value: str, encoding: str) -> None:
    record = (value, value, value, value)
    rows = landing.read("a.csv", csv_text(P1, record, P2).encode(encoding))
    hostile = [] if value in NO_CONTENT else [("a.csv#2", *record)]
    assert rows == [("a.csv#1", *P1), *hostile, ("a.csv#3", *P2)]


@pytest.mark.parametrize("value", HOSTILE.values(), ids=HOSTILE)
def test_hostile_values_land_from_parquet(landing: Landing, value: str) -> None:
    rows = landing.read("a.parquet", parquet(columns_of((value, value, value, "x"))))
    assert rows == [("a.parquet#1", value, value, value, "x")]


@pytest.mark.parametrize(
    "value",
    ["样\x00一", "\x01\x1b\x7f", "长" * 32_767, "9" * 10_000, "👩‍👩‍👧‍👦", "{{ x }}", "_x0041_"],
)
def test_hostile_values_land_from_workbooks(landing: Landing, value: str) -> None:
    content = workbook({"Sheet1": [HEADER, ["P1", value, "2022-03-05", value]]})
    assert landing.read("a.xlsx", content) == [("a.xlsx#1", "P1", value, "2022-03-05", value)]


def texts_of_bytes(value: bytes) -> pa.Array:
    """Bytes that say they are text, as other writers leave them unchecked."""
    offsets = len(value).to_bytes(8, "little")[:4]
    return pa.StringArray.from_buffers(1, pa.py_buffer(bytes(4) + offsets), pa.py_buffer(value))


BEYOND_TIME = {
    "text that is not UTF-8": texts_of_bytes(b"\xff\xfe"),
    "a lone surrogate": texts_of_bytes(b"a\xed\xa0\x80"),
    "a moment beyond the year 9999": pa.array([2**62], pa.timestamp("us")),
    "a date beyond the year 9999": pa.array([2**30], pa.date32()),
    "the last microsecond of the year 9999": pa.array([253402300799999999], pa.timestamp("us")),
}


@pytest.mark.parametrize("values", BEYOND_TIME.values(), ids=BEYOND_TIME)
@pytest.mark.parametrize("column", ["镇街", "unknown"])
def test_what_python_has_no_value_for_lands_or_is_refused(
    landing: Landing, values: pa.Array, column: str
) -> None:
    landing.put("a.parquet", parquet({**columns_of(P1), column: values}))
    report = landing.land()
    if report.errors:
        assert [error.split(":")[0] for error in report.errors] == ["visits/a.parquet"]
    else:
        assert [row[:4] for row in landing.rows()] == [("a.parquet#1", *P1[:3])]


@pytest.mark.parametrize("serial", [-1, 0, 60, 2_958_466, 1e10, -1e10, 1e300])
@pytest.mark.parametrize("look", ["yyyy-mm-dd", "hh:mm", "[h]:mm"])
def test_no_number_that_looks_like_a_time_breaks_the_landing(
    landing: Landing, serial: float, look: str
) -> None:
    def write(path: Path) -> None:
        import xlsxwriter

        with xlsxwriter.Workbook(str(path)) as book:
            sheet = book.add_worksheet()
            sheet.write_row(0, 0, HEADER)
            sheet.write_row(1, 0, P1[:3])
            sheet.write_number(1, 3, serial, book.add_format({"num_format": look}))

    landing.put("a.xlsx", write)
    report = landing.land()
    if report.errors:
        assert [error.split(":")[0] for error in report.errors] == ["visits/a.xlsx"]
    else:
        assert [row[:4] for row in landing.rows()] == [("a.xlsx#1", *P1[:3])]


def test_a_surrogate_in_gb18030_does_not_break_the_landing(landing: Landing) -> None:
    landing.put("a.csv", csv_text(P1).encode("gb18030") + b"P2,\x83\x36\xc7\x38,2022-03-06,\n")
    report = landing.land()
    assert len(report.errors) == 1 or [row[1] for row in landing.rows()] == ["P1", "P2"]


# Memory ------------------------------------------------------------------------------------------


def test_a_large_file_is_read_bit_by_bit(tmp_path: Path) -> None:
    """200,000 rows, 66 MB: held at once, as rows of texts, they take more than 500 MB."""
    landing = Landing(tmp_path)
    record = f"P1,{'样' * 150},2022-03-05,佛堂镇\n".encode("gb18030")
    with landing.put("a.csv", b"").open("wb") as file:
        file.write((",".join(HEADER) + "\n").encode("gb18030"))
        for _ in range(200):
            file.write(record * 1_000)
    program = f"""
        import resource, sys
        from pathlib import Path
        sys.path.insert(0, {str(Path(__file__).parent)!r})
        from deliveries import VISITS
        from plumbline.landing.land import land

        def peak():
            return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024

        before = peak()
        folders = Path({str(landing.folder)!r}), Path({str(landing.work)!r})
        report = land(*folders, {{"visits": VISITS}})
        print(report.files[0].rows, peak() - before)
        """
    printed = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(program)],
        check=True,
        capture_output=True,
        text=True,
        timeout=120,
    ).stdout
    rows, megabytes = map(int, printed.split())
    assert rows == 200_000
    assert megabytes < 300


# The contract ------------------------------------------------------------------------------------


def test_the_contract_of_the_project_can_be_read() -> None:
    contract = read_contract(PROJECT)
    visits = contract["home_service_orders"]
    assert (visits.provider, visits.optional) == ("civil_affairs", False)
    assert contract["institution_leaves"].optional
    assert visits.columns["身份证号"] == "id_number"
    assert "镇街" in visits.columns
    assert "镇街" not in visits.required_headers
    assert not {"file_name", "row_number"} & set(visits.columns.values())
    for extract in contract.values():
        assert extract.required_headers <= set(extract.columns)
        assert extract.required_headers


def test_headers_of_a_contract_are_compared_clean_too(tmp_path: Path) -> None:
    contract = contract_of("""
sources:
  - name: office
    tables:
      - name: visits
        config: {meta: {title_zh: 上门, key: [id_number], optional: true}}
        columns:
          - {name: id_number, config: {meta: {header: " 身份证号 ", type: id, required: true}}}
          - {name: amount, config: {meta: {header: 金额（元）, type: money, required: false}}}
          - {name: file_name}
""")
    landing = Landing(tmp_path)
    landing.contract = contract
    landing.put("a.csv", "金额（元）,身份证号\n1.50,P1\n")
    landing.put("b.csv", "身份证号 ,金额(元）\nP2,2.50\n")
    assert landing.land().errors == []
    assert landing.rows() == [("a.csv#1", "P1", "1.50"), ("b.csv#1", "P2", "2.50")]


def test_a_folder_that_is_no_project_is_said_to_be_none(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="no models/staging"):
        read_contract(tmp_path)
