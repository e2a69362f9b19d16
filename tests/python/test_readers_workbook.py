"""Workbooks: which sheets are read, and what a cell becomes."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
import xlsxwriter
from deliveries import (
    HEADER,
    P1,
    P2,
    RARE,
    Landing,
    columns_of,
    csv_text,
    parquet,
    workbook,
    zipped,
)
from xls import write_xls

from plumbline.landing.sheets.sheet import Merges

# Workbooks ---------------------------------------------------------------------------------------


def test_one_sheet_with_the_header_leaves_the_file_name_alone(landing: Landing) -> None:
    sheets = {
        "填表说明": [["一、请如实填写"]],
        "空": [],
        "明细": [HEADER, P1],
        "汇总": [["合计", 1]],
    }
    landing.put("a.xlsx", workbook(sheets))
    (landed,) = landing.land().files
    assert landing.rows() == [("a.xlsx#1", *P1)]
    assert landed.sheets == ["明细"]


def test_several_sheets_with_the_header_are_named_in_the_source(landing: Landing) -> None:
    sheets = {
        "佛堂镇": [["标题"], HEADER, P1],
        "说明": [["x"]],
        "廿三里街道": [HEADER[::-1], [], P2[::-1]],
        "尚无": [HEADER],
    }
    landing.put("a.xlsx", workbook(sheets))
    (landed,) = landing.land().files
    assert landing.rows() == [("a.xlsx[佛堂镇]#1", *P1), ("a.xlsx[廿三里街道]#2", *P2)]
    assert landed.sheets == ["佛堂镇", "廿三里街道", "尚无"]


def test_records_of_a_long_sheet_keep_their_numbers(landing: Landing) -> None:
    """They come a thousand at a time, some of them all blank, one with a text beyond the header."""
    records = [(f"P{n}", *P1[1:3]) for n in range(1, 4_001)]
    records[1_500:3_200] = [("", "", "")] * 1_700
    records[3_500] = (*records[3_500], "佛堂镇", "x")
    expected = [
        (f"a.xlsx#{n}", *record[:3], "佛堂镇" if n == 3_501 else "")
        for n, record in enumerate(records, 1)
        if record[0]
    ]
    assert landing.read("a.xlsx", workbook({"Sheet1": [HEADER, *records]})) == expected
    assert landing.extra_cells().count("x") == 1


def test_hidden_sheets_never_land_and_are_named(landing: Landing) -> None:
    sheets = {"甲": [HEADER, P1], "乙": [HEADER, P2], "丙": [HEADER, P2]}
    landing.put("a.xlsx", workbook(sheets, hidden=["乙"], very_hidden=["丙"]))
    report = landing.land()
    assert landing.rows() == [("a.xlsx#1", *P1)]
    assert report.files[0].sheets == ["甲"]
    (warning,) = report.warnings
    assert "乙、丙" in warning


def test_a_sheet_of_another_kind_is_ignored(landing: Landing) -> None:
    def write(path: Path) -> None:
        with xlsxwriter.Workbook(str(path)) as book:
            sheet = book.add_worksheet("明细")
            for at, row in enumerate([HEADER, P1]):
                sheet.write_row(at, 0, row)
            chart = book.add_chart({"type": "line"})
            chart.add_series({"values": "=明细!$A$1:$A$2"})
            book.add_chartsheet("图").set_chart(chart)

    assert landing.read("a.xlsx", write) == [("a.xlsx#1", *P1)]


def test_a_repeated_header_in_one_of_several_sheets_is_not_passed_over(landing: Landing) -> None:
    sheets = {"甲": [HEADER, P1], "乙": [[*HEADER, "姓名"], [*P2, "x"]]}
    error = landing.refusal("a.xlsx", workbook(sheets))
    assert "姓名 more than once" in error


def test_a_table_may_start_below_and_beside_the_corner(landing: Landing) -> None:
    content = workbook({"Sheet1": [HEADER, P1, [], P2]}, first_row=4, first_column=3)
    assert landing.read("a.xlsx", content) == [("a.xlsx#1", *P1), ("a.xlsx#3", *P2)]


CELLS = {
    "an ID of 15 digits": (990101500307123, "990101500307123"),
    "a whole number": (12.0, "12"),
    "a fraction": (0.1, "0.1"),
    "an amount": (1234567.89, "1234567.89"),
    "a small number": (1e-7, "0.0000001"),
    "fifteen digits": (999999999999999, "999999999999999"),
    "an ID of 18 digits": (990782195001011234, "9.90782195001011E+17"),
    "an ID whose last digits are gone": (990782195001011000, "9.90782195001011E+17"),
    "a large number": (1e20, "1E+20"),
    "a sum a hair off": (0.1 + 0.2, "0.3"),
    "a serial day": (44625, "44625"),
    "a date": (dt.date(2022, 3, 5), "2022-03-05"),
    "a moment at midnight": (dt.datetime(2022, 3, 5), "2022-03-05"),
    "a moment": (dt.datetime(2022, 3, 5, 8, 5), "2022-03-05 08:05:00"),
    "a written midnight": ("2022-03-05 00:00", "2022-03-05 00:00"),
    "a time": (dt.time(8, 5), "08:05:00"),
    "a time at midnight": (dt.time(0, 0), "00:00:00"),
    "a duration": (dt.timedelta(hours=30, minutes=5), "30:05:00"),
    "a truth": (True, "TRUE"),
    "a text like a formula": ("=1+1", "=1+1"),
    "a text with blanks": (" 样\n一\u3000", " 样\n一\u3000"),
    "a leading apostrophe": ("'0012", "'0012"),
}


@pytest.mark.parametrize(("cell", "text"), CELLS.values(), ids=CELLS)
@pytest.mark.parametrize("from_1904", [False, True])
def test_a_cell_is_the_text_a_person_would_have_typed(
    landing: Landing, cell: object, text: str, from_1904: bool
) -> None:
    content = workbook({"Sheet1": [HEADER, ["P1", cell, "2022-03-05"]]}, date_1904=from_1904)
    assert landing.read("a.xlsx", content) == [("a.xlsx#1", "P1", text, "2022-03-05", "")]


@pytest.mark.parametrize("name", ["a.xlsx", "a.xls"])
@pytest.mark.parametrize("from_1904", [False, True])
def test_a_day_that_is_a_bare_number_is_the_one_that_its_workbook_counts(
    landing: Landing, name: str, from_1904: bool
) -> None:
    """2022-03-05; only where a day is meant, and nothing but five digits is the number of one."""
    serial = 43163 if from_1904 else 44625
    records = [(serial, serial, day, serial) for day in (serial, dt.date(2022, 3, 5), 20220305)]
    sheets = {"Sheet1": [HEADER, *records]}
    if name == "a.xls":
        rows = landing.read(name, lambda path: write_xls(path, sheets, from_1904))
    else:
        rows = landing.read(name, workbook(sheets, date_1904=from_1904))
    assert [row[3] for row in rows] == ["44625", "2022-03-05", "20220305"]
    assert {(row[1], row[2], row[4]) for row in rows} == {(str(serial),) * 3}


def test_no_moment_or_time_of_a_day_is_off_by_a_hair(landing: Landing) -> None:
    """A workbook holds them as fractions of a day, most of which a float only comes close to."""
    day = dt.datetime(2022, 3, 5)
    moments = [day + dt.timedelta(seconds=second) for second in range(1, 86_400, 7)]
    records = [("P1", moment, "2022-03-05", moment.time()) for moment in moments]
    rows = landing.read("a.xlsx", workbook({"Sheet1": [HEADER, *records]}))
    assert [(row[2], row[4]) for row in rows] == [
        (moment.isoformat(sep=" "), moment.time().isoformat()) for moment in moments
    ]


def test_an_old_workbook_is_read_like_a_new_one(landing: Landing) -> None:
    sheets = {
        "说明": [["演示"]],
        "佛堂镇": [["标题"], HEADER, [990101500307123, RARE, dt.date(2022, 3, 5)], [], P2],
        "廿三里": [HEADER, ["P1", 0.1, dt.datetime(2022, 3, 5, 8, 5), dt.datetime(2022, 3, 5)]],
    }
    rows = landing.read("a.xls", lambda path: write_xls(path, sheets))
    assert rows == [
        ("a.xls[佛堂镇]#1", "990101500307123", RARE, "2022-03-05", ""),
        ("a.xls[佛堂镇]#3", *P2),
        ("a.xls[廿三里]#1", "P1", "0.1", "2022-03-05 08:05:00", "2022-03-05"),
    ]


@pytest.mark.parametrize("suffix", [".CSV", ".XLSX", ".XLS", ".Parquet"])
def test_a_suffix_may_be_in_capitals(landing: Landing, suffix: str) -> None:
    forms = {
        ".csv": csv_text(P1),
        ".xlsx": workbook({"Sheet1": [HEADER, P1]}),
        ".xls": lambda path: write_xls(path, {"Sheet1": [HEADER, P1]}),
        ".parquet": parquet(columns_of(P1)),
    }
    assert landing.read(f"A{suffix}", forms[suffix.lower()]) == [(f"A{suffix}#1", *P1)]


# Errors, formulas and merged cells ---------------------------------------------------------------

RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"


def written_by_another_program(cell: str, prefix: str = "", main: str = MAIN) -> bytes:
    """A workbook whose town is this cell, its XML spelled with a prefix or another namespace."""
    mark = f"{prefix}:" if prefix else ""
    rows = "".join(
        f'<row r="{number}">'
        + "".join(
            f'<c r="{column}{number}" t="inlineStr"><is><t>{text}</t></is></c>'
            for column, text in zip("ABCD", texts, strict=False)
        )
        + extra
        + "</row>"
        for number, texts, extra in ((1, HEADER, ""), (2, P1[:3], cell))
    )
    sheet = f"<worksheet><sheetData>{rows}</sheetData></worksheet>"
    spelled = re.sub(r"<(/?)(\w)", rf"<\1{mark}\2", sheet)
    spelled = spelled.replace(
        "worksheet>", f'worksheet xmlns{":" * bool(mark)}{prefix}="{main}">', 1
    )
    return zipped(
        {
            "[Content_Types].xml": "",
            "_rels/.rels": f'<Relationships xmlns="{RELATIONS}"><Relationship Id="r1" '
            f'Type="{DOCUMENT}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{DOCUMENT}">'
            '<sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{RELATIONS}"><Relationship '
            f'Id="r1" Type="{DOCUMENT}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
            "xl/worksheets/sheet1.xml": spelled,
        }
    )


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="D2" t="e"><v>#N/A</v></c>',
        '<c s="0" r="D2" t="e"><v>#N/A</v></c>',
        '<c t="e" r="D2"><v>#N/A</v></c>',
        "<c r='D2' t='e'><f>NA()</f><v>#N/A</v></c>",
        '<c t = "e"><v>#N/A</v></c>',
    ],
)
@pytest.mark.parametrize("prefix", ["", "x"])
@pytest.mark.parametrize("main", [MAIN, STRICT], ids=["transitional", "strict"])
def test_an_error_lands_as_its_text_however_its_xml_is_spelled(
    landing: Landing, cell: str, prefix: str, main: str
) -> None:
    """An unreadable end must never turn into a stay without one."""
    rows = landing.read("a.xlsx", written_by_another_program(cell, prefix, main))
    assert rows == [("a.xlsx#1", *P1[:3], "#N/A")]


def test_errors_beside_the_corner_and_between_records_keep_their_place(landing: Landing) -> None:
    sheets = {"甲": [["x"]], "乙": [HEADER, P1, [], [*P2[:3], "=NA()"], ["P3", "=NA()", "", "x"]]}
    rows = landing.read("a.xlsx", workbook(sheets, first_row=2, first_column=3))
    assert rows == [
        ("a.xlsx#1", *P1),
        ("a.xlsx#3", *P2[:3], "#N/A"),
        ("a.xlsx#4", "P3", "#N/A", "", "x"),
    ]


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="D2"><f>A1</f></c>',
        '<c r="D2"><f>A1</f><v></v></c>',
        '<c r="D2"><f>A1</f><v/></c>',
        '<c r="D2" t="str"><f t="shared" si="0"/></c>',
    ],
)
def test_a_formula_that_was_never_calculated_is_refused(landing: Landing, cell: str) -> None:
    error = landing.refusal("a.xlsx", written_by_another_program(cell))
    assert error.startswith("visits/a.xlsx: D07 公式从未计算：工作表“A”的 D2")


def test_a_formula_whose_value_is_an_empty_text_is_empty(landing: Landing) -> None:
    cell = '<c r="D2" t="str"><f>""</f><v></v></c>'
    rows = landing.read("a.xlsx", written_by_another_program(cell))
    assert rows == [("a.xlsx#1", *P1[:3], "")]


def test_a_merged_cell_s_value_holds_for_all_rows_it_spans(landing: Landing) -> None:
    def write(path: Path) -> None:
        with xlsxwriter.Workbook(str(path)) as book:
            sheet = book.add_worksheet("A")
            sheet.merge_range("B1:E1", "2022年上门服务名单")
            for at, row in enumerate([HEADER, P1[:3], P2[:3], [], ("P3", "样三")], start=1):
                sheet.write_row(at, 1, row)
            sheet.merge_range("E3:E6", "佛堂镇")
            sheet.merge_range("C6:D6", "样三")

    assert landing.read("a.xlsx", write) == [
        ("a.xlsx#1", *P1[:3], "佛堂镇"),
        ("a.xlsx#2", *P2[:3], "佛堂镇"),
        ("a.xlsx#4", "P3", "样三", "", "佛堂镇"),
    ]


def test_a_cell_merged_into_others_below_has_no_value_of_its_own() -> None:
    merges = Merges([((0, 0), (2, 0)), ((3, 1), (4, 2)), ((0, 5), (9, 5))])
    records = [["a", "x"], ["", "y"], [], ["b", "c"], ["d"], ["e"]]
    assert list(merges.filled(records)) == [
        ["a", "x"],
        ["a", "y", "", "", "", ""],
        [],
        ["b", "c", "", "", "", ""],
        ["d", "c", "", "", "", ""],
        ["e", "", "", "", "", ""],
    ]
