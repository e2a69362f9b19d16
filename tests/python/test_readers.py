"""Headers and records, which are the same in every form a delivery may have."""

from __future__ import annotations

from collections.abc import Callable

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
    parquet,
    plain_csv,
    workbook,
)

from plumbline.landing import batches, readers
from plumbline.landing.text import WHITE_SPACE

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
        f"visits/{name}: D17 前10行里没有表头；应有：身份证号、姓名、服务日期 / none of "
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
        f"visits/{name}: D18 表头缺少“姓名”、“服务日期”；第1行有：身份证号、镇街 / "
        "its header lacks the required column 姓名、服务日期; row 1 holds 身份证号、镇街"
    ) or error.startswith(
        f"visits/{name}: 工作表“Sheet1”：D18 表头缺少“姓名”、“服务日期”；第1行有：身份证号、镇街 / "
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


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx", "a.parquet"])
def test_a_record_of_invisible_characters_alone_is_blank(landing: Landing, name: str) -> None:
    """As they clean up to nothing, they are no content."""
    blanks = [("\u200b", "", "", "\ufeff"), ("\x7f", "\u200e", "\xad ", "")]
    forms = {
        "a.csv": csv_text(*blanks, P1),
        "a.xlsx": workbook({"Sheet1": [HEADER, *blanks, P1]}),
        "a.parquet": parquet(columns_of(*blanks, P1)),
    }
    assert landing.read(name, forms[name]) == [(f"{name}#3", *P1)]


@pytest.mark.parametrize("character", ["'", "0"])
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
    path = landing.put("a.xlsx", workbook({"Sheet1": [HEADER, [*P1, "x"], *[P1] * 9]}))
    (table,) = readers.open_delivery(path, VISITS).tables
    assert [len(batch.row_numbers) for batch in table.batches] == sizes
