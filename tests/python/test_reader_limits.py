"""No file takes the landing down, or more than its share: each is named, in bounded time."""

from __future__ import annotations

import os
import resource
import struct
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from deliveries import HEADER, P1, Content, Landing, csv_text, parquet, workbook, zipped
from xls import write_xls

from plumbline.landing import limits, sheets
from plumbline.landing.readers import isolated
from plumbline.landing.sheets import __main__ as child

MEBIBYTE = 1 << 20
CONTENT_TYPES = {"[Content_Types].xml": ""}


@pytest.fixture(autouse=True)
def bounded() -> Iterator[None]:
    """Ten seconds of processor time, and no more memory than a child may have."""
    began = time.process_time()
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    yield
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert time.process_time() - began + spent.ru_utime - before < 10
    assert spent.ru_maxrss * 1024 < limits.CHILD_MEMORY


def old_workbook(damage: str) -> Content:
    def write(path: Path) -> None:
        write_xls(path, {"A": [HEADER, *[P1] * 100]})
        content = bytearray(path.read_bytes())
        count = (len(content) - 512) // 512 - 2
        fat = 512 + (count + 1) * 512
        if damage == "zeros at its end":
            content[len(content) // 2 :] = bytes(len(content) - len(content) // 2)
        elif damage == "a sector loop":
            struct.pack_into("<I", content, fat + 4 * (count - 1), 0)
        elif damage == "a loop of its directory":
            struct.pack_into("<I", content, fat + 4 * count, count)
        elif damage == "a hole of zeros":
            content[512 + 4 * 512 : 512 + 6 * 512] = bytes(1024)
        elif damage == "an end too early":
            del content[len(content) // 2 :]
        path.write_bytes(bytes(content))

    return write


@pytest.mark.parametrize(
    "damage",
    [
        "zeros at its end",
        "a sector loop",
        "a loop of its directory",
        "a hole of zeros",
        "an end too early",
    ],
)
def test_a_torn_old_workbook_loses_no_row_in_silence(landing: Landing, damage: str) -> None:
    assert "D04" in landing.refusal("a.xls", old_workbook(damage))


def test_an_old_workbook_of_these_is_read_where_nothing_is_torn(landing: Landing) -> None:
    assert len(landing.read("a.xls", old_workbook("none"))) == 100


def far_cell(path: Path) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("A")
        for at, row in enumerate([HEADER, P1]):
            sheet.write_row(at, 0, row)
        sheet.write_string("XFD1048576", "x")


def test_a_cell_in_the_last_corner_is_beyond_the_limits(landing: Landing) -> None:
    assert "D06" in landing.refusal("a.xlsx", far_cell)


def test_a_cell_in_the_last_column_is_beyond_the_limits(landing: Landing) -> None:
    wide = [*P1, *[""] * 16_000, "x"]
    error = landing.refusal("a.xlsx", workbook({"A": [HEADER, wide]}))
    assert "D05" in error
    assert "16,005" in error


def test_a_workbook_that_unpacks_to_too_much_is_not_unpacked(landing: Landing) -> None:
    """Its directory says so, before a library gets it."""
    content = bytearray(zipped({**CONTENT_TYPES, "xl/worksheets/sheet1.xml": "x"}))
    size = content.rindex(b"PK\x01\x02") + 24
    struct.pack_into("<I", content, size, limits.UNPACKED_BYTES + MEBIBYTE)
    error = landing.refusal("a.xlsx", bytes(content))
    assert "D05" in error
    assert "1,025 MiB" in error


def test_a_workbook_whose_entities_grow_without_end_is_refused(landing: Landing) -> None:
    entities = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(12))
    sheet = (
        f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e0 "xxxxxxxxxx">{entities}]>'
        '<worksheet><row r="1"><c r="A1" t="e"><v>&e12;</v></c></row></worksheet>'
    )
    book = {
        **CONTENT_TYPES,
        "xl/workbook.xml": '<workbook xmlns:r="r"><sheet name="A" r:id="1"/></workbook>',
        "xl/_rels/workbook.xml.rels": '<Relationships xmlns="r">'
        '<Relationship Id="1" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": sheet,
    }
    assert "visits/a.xlsx: " in landing.refusal("a.xlsx", zipped(book))


@pytest.mark.parametrize("name", ["a.csv", "a.xls"])
def test_a_header_of_a_million_columns_is_beyond_the_limits(landing: Landing, name: str) -> None:
    texts = {
        "a.csv": ",".join([*HEADER, *map(str, range(1_000_000))]) + "\n",
        "a.xls": "<html><table><tr>" + "<td>x</td>" * 1_000_000 + "</tr></table></html>",
    }
    assert "D05" in landing.refusal(name, texts[name])


def test_a_parquet_file_of_many_columns_is_beyond_the_limits(landing: Landing) -> None:
    columns = {str(number): [""] for number in range(limits.COLUMNS + 1)}
    assert "D05" in landing.refusal("a.parquet", parquet(columns))


def test_a_line_without_an_end_is_beyond_the_limits(landing: Landing) -> None:
    assert "D05" in landing.refusal("a.csv", csv_text(P1) + "x" * (limits.LINE_BYTES + 1))


CRASHES = {
    "a panic": ("class Panic(BaseException): pass\nraise Panic('index out of range')", "D04"),
    "an abort": ("import os\nos.abort()", "D06"),
    "an endless loop": ("while True: pass", "D06"),
    "endless memory": ("held = []\nwhile True: held.append(bytes(1 << 20))", "D06"),
    "a way out": ("raise SystemExit(7)", "D06"),
}


@pytest.mark.parametrize(("code", "told"), CRASHES.values(), ids=CRASHES)
def test_whatever_a_library_does_the_file_is_named(
    landing: Landing, monkeypatch: pytest.MonkeyPatch, code: str, told: str
) -> None:
    """The child is the real one, but for the library that reads."""
    script = (
        "from plumbline.landing.sheets import __main__ as m\n"
        f"def broken(kind, path, folder):\n    exec({code!r})\n"
        "m.sheets_of, limit = broken, m.limit\n"
        "m.limit = lambda: limit(512 << 20, 1)\nm.serve()"
    )
    monkeypatch.setattr(isolated, "COMMAND", (isolated.COMMAND[0], "-c", script))
    error = landing.refusal("a.xlsx", workbook({"A": [HEADER, P1]}))
    assert error.startswith(f"visits/a.xlsx: {told} ")


def test_a_child_that_never_ends_is_not_waited_for(
    landing: Landing, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = "import time\ntime.sleep(60)"
    monkeypatch.setattr(isolated, "COMMAND", (isolated.COMMAND[0], "-c", script))
    monkeypatch.setattr(isolated, "CHILD_PATIENCE", 1)
    assert "D06" in landing.refusal("a.xlsx", workbook({"A": [HEADER, P1]}))


def test_a_spoilt_workbook_takes_none_behind_it_along(
    landing: Landing, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One process reads them all, each in a fork: this one aborts, and the next is read."""
    script = (
        "import os\nfrom plumbline.landing.sheets import __main__ as m\nread = m.sheets_of\n"
        "def broken(kind, path, folder):\n"
        "    return os.abort() if path.stem == 'a' else read(kind, path, folder)\n"
        "m.sheets_of = broken\nm.serve()"
    )
    monkeypatch.setattr(isolated, "COMMAND", (isolated.COMMAND[0], "-c", script))
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    for name in ("a.xlsx", "b.xlsx"):
        landing.put(name, workbook({"A": [HEADER, P1]}))
    report = landing.land()
    assert [error[:18] for error in report.errors] == ["visits/a.xlsx: D06"]
    assert [file.file for file in report.files] == ["b.xlsx"]


def test_an_interrupt_is_no_fault_of_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(kind: str, path: Path, folder: Path) -> Iterator[sheets.sheet.Sheet]:
        raise KeyboardInterrupt

    monkeypatch.setattr(child, "sheets_of", interrupted)
    with pytest.raises(KeyboardInterrupt):
        child.main("xlsx", tmp_path, tmp_path)
