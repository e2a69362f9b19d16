"""What a delivery may look like, form by form, and what is said of one that cannot be read."""

from __future__ import annotations

import datetime as dt
import decimal
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from deliveries import (
    HEADER,
    P1,
    P2,
    VISITS,
    Content,
    Landing,
    columns_of,
    csv_text,
    damaged,
    first_half,
    parquet,
    plain_csv,
    scratched,
    workbook,
)
from xls import write_xls

from plumbline.landing import batches, readers
from plumbline.landing.text import WHITE_SPACE

RARE = "𠮷田㐂〇€😀"  # none of them fits GBK; in GB18030 most take four bytes


# CSV: encodings ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("encoding", "reported"),
    [("utf-8", "UTF-8"), ("utf-8-sig", "UTF-8"), ("gb18030", "GB18030")],
)
def test_csv_is_read_in_each_encoding(landing: Landing, encoding: str, reported: str) -> None:
    assert len("𠮷".encode("gb18030")) == 4
    landing.put("a.csv", csv_text(("P1", RARE, "2022-03-05", "佛堂镇")).encode(encoding))
    (landed,) = landing.land().files
    assert landing.rows() == [("a.csv#1", "P1", RARE, "2022-03-05", "佛堂镇")]
    assert landed.encoding == reported


@pytest.mark.parametrize("offset", range(4))
@pytest.mark.parametrize(("encoding", "length"), [("gb18030", 10_000), ("utf-8", 300_000)])
def test_characters_on_the_edge_of_a_read_block_stay_whole(
    landing: Landing, encoding: str, length: int, offset: int
) -> None:
    cell = "x" * offset + "𠮷" * length
    ((_, _, name, _, _),) = landing.read(
        "a.csv", csv_text(("P1", cell, "2022-03-05", "")).encode(encoding)
    )
    assert name == cell


# CSV: delimiters, quotes, lines ------------------------------------------------------------------


@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_each_delimiter_is_found_and_the_others_are_text(landing: Landing, delimiter: str) -> None:
    record = ("P1", "样,一", "2022-03-05\t", "佛堂;镇")
    assert landing.read("a.csv", csv_text(record, delimiter=delimiter)) == [("a.csv#1", *record)]


def test_delimiters_in_the_notes_do_not_mislead(landing: Landing) -> None:
    notes = "说明,单位;元,截至,2022\n;;;;\n"
    text = notes + csv_text(P1, delimiter="\t")
    assert landing.read("a.csv", text) == [("a.csv#1", *P1)]


def test_quoted_cells_hold_quotes_and_line_breaks_and_start_no_record(landing: Landing) -> None:
    rows = landing.read(
        "a.csv",
        plain_csv('"P1","样""一""","2022-03-05","佛堂\n镇\r\n东"', '"P2","样二","2022-03-06",""'),
    )
    assert rows == [
        ("a.csv#1", "P1", '样"一"', "2022-03-05", "佛堂\n镇\r\n东"),
        ("a.csv#2", "P2", "样二", "2022-03-06", ""),
    ]


def test_quotes_inside_a_cell_are_text_and_disturb_no_other_record(landing: Landing) -> None:
    rows = landing.read(
        "a.csv",
        plain_csv(
            'P1,样"一,2022-03-05,佛堂镇',
            'P1,样"一",2022-03-05,佛堂镇"',
            'P1,"样"一,2022-03-05,佛堂镇',
            'P1,"样""一"二,2022-03-05,"佛"堂"镇"',
            "P2,样二,2022-03-06,廿三里街道",
        ),
    )
    assert [row[0] for row in rows] == [f"a.csv#{number}" for number in range(1, 6)]
    assert rows[0][2] == '样"一'
    assert rows[1][2:] == ('样"一"', "2022-03-05", '佛堂镇"')
    assert [row[1] for row in rows] == ["P1"] * 4 + ["P2"]
    assert rows[4][1:] == P2


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("ended", [True, False])
def test_lines_may_end_in_any_way(landing: Landing, line_end: str, ended: bool) -> None:
    text = csv_text(P1, P2, line_end=line_end)
    rows = landing.read("a.csv", text if ended else text.removesuffix(line_end))
    assert rows == [("a.csv#1", *P1), ("a.csv#2", *P2)]


# The header, in every form -----------------------------------------------------------------------


Form = Callable[[list[list[str]]], Content]


def as_csv(rows: list[list[str]]) -> Content:
    return csv_text(*rows[1:], header=rows[0]).encode()


def as_workbook(rows: list[list[str]]) -> Content:
    return workbook({"Sheet1": rows})


BOTH_FORMS = pytest.mark.parametrize(
    ("name", "form"), [("a.csv", as_csv), ("a.xlsx", as_workbook)], ids=["csv", "xlsx"]
)
NOTES = pytest.mark.parametrize(
    "note",
    [["上门服务（演示数据）"], ["填表", "说明", "如下"], []],
    ids=["title", "cells", "blank"],
)


@BOTH_FORMS
@NOTES
def test_header_is_found_in_row_ten(
    landing: Landing, name: str, form: Form, note: list[str]
) -> None:
    rows = landing.read(name, form([note] * 9 + [HEADER, list(P1), list(P2)]))
    assert rows == [(f"{name}#1", *P1), (f"{name}#2", *P2)]


@BOTH_FORMS
@NOTES
def test_header_in_row_eleven_is_none(
    landing: Landing, name: str, form: Form, note: list[str]
) -> None:
    error = landing.refusal(name, form([note] * 10 + [HEADER, list(P1)]))
    assert error.startswith(
        f"visits/{name}: 前10行里没有表头；应有：身份证号、姓名、服务日期 / none of "
    )
    assert all(header in error for header in ("身份证号", "姓名", "服务日期"))


def test_a_note_of_several_lines_is_one_row(landing: Landing) -> None:
    text = '"说明\n一\n二\n三\n四\n五\n六\n七\n八\n九\n十"\n' + csv_text(P1)
    assert landing.read("a.csv", text) == [("a.csv#1", *P1)]


@BOTH_FORMS
def test_notes_that_name_some_headers_are_no_header(
    landing: Landing, name: str, form: Form
) -> None:
    notes = [["姓名", "请填写全名"], ["身份证号", "姓名"]]
    assert landing.read(name, form([*notes, HEADER, list(P1)])) == [(f"{name}#1", *P1)]


@BOTH_FORMS
def test_the_first_of_two_headers_counts_and_the_other_is_a_record(
    landing: Landing, name: str, form
) -> None:
    rows = landing.read(name, form([HEADER, list(P1), HEADER, list(P2)]))
    assert rows == [(f"{name}#1", *P1), (f"{name}#2", *HEADER), (f"{name}#3", *P2)]


@BOTH_FORMS
def test_columns_come_in_any_order(landing: Landing, name: str, form: Form) -> None:
    rows = landing.read(name, form([HEADER[::-1], list(P1[::-1])]))
    assert rows == [(f"{name}#1", *P1)]


@BOTH_FORMS
def test_headers_are_compared_clean(landing: Landing, name: str, form: Form) -> None:
    header = ["\u3000身份证号\xa0", " 姓名", "服务日期\t", "镇街\n"]
    assert landing.read(name, form([header, list(P1)])) == [(f"{name}#1", *P1)]


@BOTH_FORMS
def test_unknown_columns_are_named_and_do_not_land(landing: Landing, name: str, form: Form) -> None:
    header = ["序号", *HEADER, " 备注\u3000", "", "备注"]
    landing.put(name, form([header, ["1", *P1, "家属代办", "无名", "x"]]))
    (landed,) = landing.land().files
    assert set(landed.unknown_columns) == {"序号", "备注"}
    assert landing.rows() == [(f"{name}#1", *P1)]


@BOTH_FORMS
def test_a_missing_optional_column_lands_empty(landing: Landing, name: str, form: Form) -> None:
    rows = landing.read(name, form([HEADER[:3], list(P1[:3])]))
    assert rows == [(f"{name}#1", *P1[:3], "")]


@BOTH_FORMS
def test_missing_required_columns_are_named(landing: Landing, name: str, form: Form) -> None:
    error = landing.refusal(name, form([["身份证号", "镇街"], ["P1", "佛堂镇"]]))
    assert error.startswith(
        f"visits/{name}: 表头缺少“姓名”、“服务日期”；第1行有：身份证号、镇街 / "
        "its header lacks the required column 姓名、服务日期; row 1 holds 身份证号、镇街"
    ) or error.startswith(
        f"visits/{name}: 工作表“Sheet1”：表头缺少“姓名”、“服务日期”；第1行有：身份证号、镇街 / "
    )


@BOTH_FORMS
@pytest.mark.parametrize("repeated", ["姓名", "镇街"])
def test_a_header_that_stands_twice_is_refused(
    landing: Landing, name: str, form: Form, repeated: str
) -> None:
    error = landing.refusal(name, form([[*HEADER, repeated], [*P1, "x"]]))
    assert f"its header holds {repeated} more than once ({repeated}、{repeated})" in error


@BOTH_FORMS
def test_a_header_without_records_is_a_delivery(landing: Landing, name: str, form: Form) -> None:
    assert landing.read(name, form([HEADER])) == []


# Records, in every form --------------------------------------------------------------------------


@BOTH_FORMS
def test_blank_records_are_counted_but_do_not_land(landing: Landing, name: str, form: Form) -> None:
    blanks = [[], ["", "", "", ""], [" ", "\u3000", "\t\xa0", ""]]
    rows = landing.read(name, form([HEADER, *blanks, list(P1), *blanks, list(P2), []]))
    assert rows == [(f"{name}#4", *P1), (f"{name}#8", *P2)]


def test_a_record_of_any_white_space_is_blank(landing: Landing) -> None:
    blanks = [f'"{character}",,,"{character * 2}"' for character in WHITE_SPACE]
    rows = landing.read("a.csv", plain_csv(*blanks, ",".join(P1)))
    assert rows == [(f"a.csv#{len(WHITE_SPACE) + 1}", *P1)]


@pytest.mark.parametrize("character", ["\u200b", "\ufeff", "\x1c", "\x00", "'", "0"])
def test_a_record_of_any_other_character_is_not_blank(landing: Landing, character: str) -> None:
    rows = landing.read("a.csv", csv_text(("", character, "", "")))
    assert rows == [("a.csv#1", "", character, "", "")]


@BOTH_FORMS
def test_a_record_with_a_cell_nobody_asked_for_is_not_blank(
    landing: Landing, name: str, form
) -> None:
    rows = landing.read(name, form([[*HEADER, "备注"], ["", "", "", "", "x"], []]))
    assert rows == [(f"{name}#1", "", "", "", "")]


def test_a_cell_beyond_the_header_makes_a_record_not_blank(landing: Landing) -> None:
    assert landing.read("a.csv", plain_csv(",,,,x")) == [("a.csv#1", "", "", "", "")]


def test_a_short_record_is_filled_with_empty_values(landing: Landing) -> None:
    rows = landing.read("a.csv", plain_csv("P1", "P1,样一", "P1,样一,2022-03-05"))
    assert rows == [
        ("a.csv#1", "P1", "", "", ""),
        ("a.csv#2", "P1", "样一", "", ""),
        ("a.csv#3", "P1", "样一", "2022-03-05", ""),
    ]


@BOTH_FORMS
def test_what_stands_beyond_the_header_is_kept_apart(
    landing: Landing, name: str, form: Form
) -> None:
    records = [[*P1, "x", " ", "y"], [*P2, "", " "], [*P2, "", "-"]]
    assert len(landing.read(name, form([[*HEADER, "", ""], *records]))) == 3
    assert landing.extra_cells() == ["x | y", "", "-"]


@BOTH_FORMS
def test_a_column_without_a_header_within_the_table_is_not_beyond_it(
    landing: Landing, name: str, form: Form
) -> None:
    landing.read(name, form([["身份证号", "", *HEADER[1:]], [P1[0], "x", *P1[1:]]]))
    assert landing.extra_cells() == [""]


@pytest.mark.parametrize("limits", [(3, 10**9), (10**9, 40)], ids=["rows", "characters"])
@pytest.mark.parametrize("name", ["a.csv", "a.xlsx", "a.parquet"])
def test_row_numbers_run_on_from_batch_to_batch(
    landing: Landing, monkeypatch: pytest.MonkeyPatch, name: str, limits: tuple[int, int]
) -> None:
    monkeypatch.setattr(batches, "BATCH_ROWS", limits[0])
    monkeypatch.setattr(batches, "BATCH_CHARACTERS", limits[1])
    records = [(f"P{n}", "样", "2022-03-05", "") if n % 5 else ("",) * 4 for n in range(1, 24)]
    forms = {
        "a.csv": csv_text(*records),
        "a.xlsx": workbook({"Sheet1": [HEADER, *records]}),
        "a.parquet": parquet(columns_of(*records)),
    }
    expected = [(f"{name}#{n}", *record) for n, record in enumerate(records, 1) if n % 5]
    assert landing.read(name, forms[name]) == expected


@pytest.mark.parametrize(
    ("limits", "sizes"), [((4, 10**9), [4, 4, 2]), ((10**9, 50), [3, 3, 3, 1])]
)
def test_a_batch_is_full_at_so_many_rows_or_characters(
    landing: Landing,
    monkeypatch: pytest.MonkeyPatch,
    limits: tuple[int, int],
    sizes: list[int],
) -> None:
    """Long cells must not fill the memory any more than many rows."""
    monkeypatch.setattr(batches, "BATCH_ROWS", limits[0])
    monkeypatch.setattr(batches, "BATCH_CHARACTERS", limits[1])
    assert sum(map(len, P1)) == 17
    path = landing.put("a.csv", csv_text(*[P1] * 10))
    (table,) = readers.open_delivery(path, VISITS).tables
    assert [len(batch.row_numbers) for batch in table.batches] == sizes


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


def test_hidden_sheets_are_named_and_not_read(landing: Landing) -> None:
    sheets = {"甲": [HEADER, P1], "乙": [HEADER, P2], "丙": [HEADER, P2]}
    landing.put("a.xlsx", workbook(sheets, hidden=["乙"], very_hidden=["丙"]))
    (landed,) = landing.land().files
    assert landing.rows() == [("a.xlsx#1", *P1)]
    assert landed.hidden_sheets == ["乙", "丙"]


def test_a_sheet_of_another_kind_is_ignored(landing: Landing) -> None:
    def write(path: Path) -> None:
        import xlsxwriter

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
    "an ID of 15 digits": (110101500307123, "110101500307123"),
    "a whole number": (12.0, "12"),
    "a fraction": (0.1, "0.1"),
    "an amount": (1234567.89, "1234567.89"),
    "a small number": (1e-7, "0.0000001"),
    "a large number": (1e20, "100000000000000000000"),
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


def test_no_moment_or_time_of_a_day_is_off_by_a_hair(landing: Landing) -> None:
    """A workbook holds them as fractions of a day, most of which a float only comes close to."""
    day = dt.datetime(2022, 3, 5)
    moments = [day + dt.timedelta(seconds=second) for second in range(1, 86_400, 7)]
    records = [("P1", moment, "2022-03-05", moment.time()) for moment in moments]
    rows = landing.read("a.xlsx", workbook({"Sheet1": [HEADER, *records]}))
    assert [(row[2], row[4]) for row in rows] == [
        (moment.isoformat(sep=" "), moment.time().isoformat()) for moment in moments
    ]


def test_an_error_in_a_cell_does_not_look_empty(landing: Landing) -> None:
    """An unreadable end must never turn into a stay without one."""
    content = workbook({"Sheet1": [HEADER, ["P1", "样一", "2022-03-05", "=NA()"]]})
    ((*_, town),) = landing.read("a.xlsx", content)
    assert town != ""


def test_an_old_workbook_is_read_like_a_new_one(landing: Landing) -> None:
    sheets = {
        "说明": [["演示"]],
        "佛堂镇": [["标题"], HEADER, [110101500307123, RARE, dt.date(2022, 3, 5)], [], P2],
        "廿三里": [HEADER, ["P1", 0.1, dt.datetime(2022, 3, 5, 8, 5), dt.datetime(2022, 3, 5)]],
    }
    rows = landing.read("a.xls", lambda path: write_xls(path, sheets))
    assert rows == [
        ("a.xls[佛堂镇]#1", "110101500307123", RARE, "2022-03-05", ""),
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


# Parquet -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "kind",
    [pa.string(), pa.large_string(), pa.string_view(), pa.dictionary(pa.int32(), pa.string())],
    ids=str,
)
def test_parquet_text_lands_as_it_is(landing: Landing, kind: pa.DataType) -> None:
    names = pa.array([RARE, None, "", " 样\n一"]).cast(kind)
    columns = {"身份证号": ["P1"] * 4, "服务日期": ["2022-03-05"] * 4, "姓名": names}
    rows = landing.read("a.parquet", parquet(columns))
    assert [row[2] for row in rows] == [RARE, "", "", " 样\n一"]


@pytest.mark.parametrize(
    ("value", "kind", "text"),
    [
        (110101500307123, pa.int64(), "110101500307123"),
        (7, pa.int8(), "7"),
        (2**64 - 1, pa.uint64(), "18446744073709551615"),
        (110101500307123.0, pa.float64(), "110101500307123"),
        (0.1, pa.float64(), "0.1"),
        (1e-7, pa.float64(), "0.0000001"),
        (1.5, pa.float32(), "1.5"),
        (dt.date(2022, 3, 5), pa.date32(), "2022-03-05"),
        (dt.date(2022, 3, 5), pa.date64(), "2022-03-05"),
        (dt.time(8, 5), pa.time32("s"), "08:05:00"),
        (dt.time(8, 5, 30), pa.time64("us"), "08:05:30"),
        (decimal.Decimal("1234.50"), pa.decimal128(14, 2), "1234.50"),
        (decimal.Decimal("110101500307123"), pa.decimal128(18, 0), "110101500307123"),
        (True, pa.bool_(), "TRUE"),
        (None, pa.int64(), ""),
        (None, pa.null(), ""),
        *(
            (moment, pa.timestamp(unit), text)
            for unit in ("s", "ms", "us", "ns")
            for moment, text in (
                (dt.datetime(2022, 3, 5), "2022-03-05"),
                (dt.datetime(2022, 3, 5, 8, 5, 30), "2022-03-05 08:05:30"),
            )
        ),
        (dt.datetime(2022, 3, 5, 8, 5, 30, 250_000), pa.timestamp("us"), "2022-03-05 08:05:30"),
        (1_646_438_400_000_000_001, pa.timestamp("ns"), "2022-03-05"),
        (1_646_467_530_000_000_001, pa.timestamp("ns"), "2022-03-05 08:05:30"),
    ],
    ids=str,
)
def test_parquet_values_are_the_text_a_person_would_have_typed(
    landing: Landing, value: object, kind: pa.DataType, text: str
) -> None:
    columns = {**columns_of(P1), "镇街": pa.array([value], type=kind)}
    assert landing.read("a.parquet", parquet(columns)) == [("a.parquet#1", *P1[:3], text)]


def test_parquet_numbers_blank_records_and_names_unknown_columns(landing: Landing) -> None:
    columns = {
        "备注": [None, " ", None, "\u3000", "x"],
        "服务日期": ["2022-03-05", None, "2022-03-06", "", None],
        "姓名": ["样一", "", "样二", None, ""],
        " 身份证号\u3000": ["P1", "\u3000", "P2", "\t", None],
    }
    landing.put("a.parquet", parquet(columns))
    (landed,) = landing.land().files
    assert landed.unknown_columns == ["备注"]
    assert landing.rows() == [
        ("a.parquet#1", *P1[:3], ""),
        ("a.parquet#3", *P2[:3], ""),
        ("a.parquet#5", "", "", "", ""),
    ]


def test_parquet_nested_columns_nobody_asked_for_do_no_harm(landing: Landing) -> None:
    columns = {**columns_of(P1), "明细": pa.array([{"a": [1, 2]}]), "列": pa.array([["x"]])}
    assert landing.read("a.parquet", parquet(columns)) == [("a.parquet#1", *P1)]


def test_parquet_without_a_required_column_is_refused(landing: Landing) -> None:
    error = landing.refusal("a.parquet", parquet({"身份证号": ["P1"], "服务日期": ["2022-03-05"]}))
    assert error.startswith("visits/a.parquet: 表头缺少“姓名”；第1行有：身份证号、服务日期 / ")


def test_parquet_with_a_column_twice_is_refused(landing: Landing) -> None:
    def write(path: Path) -> None:
        columns = [pa.array([value]) for value in (*P1, "x")]
        pq.write_table(pa.Table.from_arrays(columns, names=[*HEADER, "姓名"]), path)

    assert "姓名 more than once" in landing.refusal("a.parquet", write)


def test_parquet_text_kept_as_bytes_is_text(landing: Landing) -> None:
    """Some engines write text without saying that it is text."""
    columns = {**columns_of(P1), "姓名": pa.array(["样一".encode()], type=pa.binary())}
    assert landing.read("a.parquet", parquet(columns)) == [("a.parquet#1", *P1)]


# What cannot be read -----------------------------------------------------------------------------

MANY = csv_text(*[P1] * 50)
LONG_BOOK = workbook({"Sheet1": [HEADER, *[P1] * 2000]})
LONG_COLUMNS = parquet(columns_of(*[(f"P{n}" * 9, "样", "2022-03-05", "") for n in range(20_000)]))
UTF_8_OR_GB18030 = ["its encoding is neither UTF-8 nor GB18030", "expected one of the two"]
TORN_QUOTE = ["it is torn: a quoted cell is still open", "expected a closing quote"]
TORN_BOOK = ["it is torn, locked or no workbook", "expected one that opens"]
NO_PARQUET = ["it is torn or no Parquet file", "expected one that opens"]
NO_HEADER = ["none of its first 10 rows is a header", "expected 身份证号、姓名、服务日期"]
OTHER_SUFFIX = ["its name ends in", "expected one of .csv, .xlsx, .xls, .parquet"]

UNREADABLE = {
    "text": ("a.txt", csv_text(P1), OTHER_SUFFIX),
    "a macro workbook": ("a.xlsm", workbook({"Sheet1": [HEADER, P1]}), OTHER_SUFFIX),
    "a packed file": ("a.csv.gz", csv_text(P1), OTHER_SUFFIX),
    "no suffix": ("明细", csv_text(P1), ["its name has no ending", OTHER_SUFFIX[1]]),
    "an empty file": ("a.csv", b"", NO_HEADER),
    "a byte-order mark alone": ("a.csv", b"\xef\xbb\xbf", NO_HEADER),
    "an open quote": ("a.csv", MANY + 'P1,样一,2022-03-05,"佛堂', TORN_QUOTE),
    "an open quote with records behind it": ("a.csv", MANY + 'P1,"样一\n' + MANY, TORN_QUOTE),
    "an open quote in a short file": ("a.csv", plain_csv('P1,样一,2022-03-05,"佛堂'), TORN_QUOTE),
    "an open quote in a short file of tabs": (
        "a.csv",
        plain_csv('P1\t样一\t2022-03-05\t"佛堂', header="\t".join(HEADER)),
        TORN_QUOTE,
    ),
    "an open quote in the title": ("a.csv", '"标题\n' + MANY, TORN_QUOTE),
    "UTF-16": ("a.csv", MANY.encode("utf-16"), UTF_8_OR_GB18030),
    "UTF-16, big end first": ("a.csv", b"\xfe\xff" + MANY.encode("utf-16-be"), UTF_8_OR_GB18030),
    "UTF-16 without a mark": ("a.csv", MANY.encode("utf-16-le"), UTF_8_OR_GB18030),
    "bytes of any kind": ("a.csv", bytes(range(256)) * 40, UTF_8_OR_GB18030),
    "UTF-8 with a byte of neither": ("a.csv", MANY.encode() + b"P1,\xff,", UTF_8_OR_GB18030),
    "GB18030 with a byte of neither": (
        "a.csv",
        MANY.encode("gb18030") + b"P1,\xff,",
        UTF_8_OR_GB18030,
    ),
    "a byte of neither far behind": (
        "a.csv",
        csv_text(*[P1] * 30_000).encode("gb18030") + b"P1,\xff,",
        UTF_8_OR_GB18030,
    ),
    "GB18030 torn in a character": ("a.csv", (MANY + "P1,样").encode("gb18030")[:-1], ["encoding"]),
    "UTF-8 with a mark torn in a character": (
        "a.csv",
        (MANY + "P1,样").encode("utf-8-sig")[:-1],
        ["it says it is UTF-8 but is not", "expected UTF-8 throughout"],
    ),
    "UTF-8 torn in a character": ("a.csv", (MANY + "P1,样").encode()[:-1], ["UTF-8"]),
    # the bytes of an even number of characters happen to be GB18030, too
    "UTF-8 that is GB18030 but for its header": (
        "a.csv",
        csv_text(*[(*P1[:3], "佛堂")] * 50).encode() + "P1,样一".encode("gb18030"),
        ["UTF-8"],
    ),
    "a torn workbook": ("a.xlsx", damaged(LONG_BOOK, first_half), TORN_BOOK),
    "a workbook with a hole": ("a.xlsx", damaged(LONG_BOOK, scratched), TORN_BOOK),
    "an empty workbook file": ("a.xlsx", b"", TORN_BOOK),
    "text that calls itself a workbook": ("a.xlsx", csv_text(P1), TORN_BOOK),
    "a page that calls itself an old workbook": ("a.xls", "<html><table>", TORN_BOOK),
    "a torn old workbook": (
        "a.xls",
        damaged(lambda path: write_xls(path, {"A": [HEADER, *[P1] * 200]}), first_half),
        TORN_BOOK,
    ),
    "a workbook without a table": ("a.xlsx", workbook({"A": [], "B": [["说明"]]}), NO_HEADER),
    "a torn Parquet file": ("a.parquet", damaged(LONG_COLUMNS, first_half), NO_PARQUET),
    "a Parquet file with a hole": ("a.parquet", damaged(LONG_COLUMNS, scratched), ["torn"]),
    "an empty Parquet file": ("a.parquet", b"", NO_PARQUET),
    "text that calls itself Parquet": ("a.parquet", csv_text(P1), NO_PARQUET),
}


@pytest.mark.parametrize(("name", "content", "told"), UNREADABLE.values(), ids=UNREADABLE)
def test_an_unreadable_file_is_named_with_what_is_wrong_and_what_was_expected(
    landing: Landing, name: str, content: Content, told: list[str]
) -> None:
    error = landing.refusal(name, content)
    assert error.startswith(f"visits/{name}: ")
    assert all(words in error for words in told), error
    assert landing.rows() == []


def test_half_a_surrogate_pair_becomes_a_question_mark() -> None:
    assert batches._text_array(["a\ud800b", "c"]).to_pylist() == ["a?b", "c"]
