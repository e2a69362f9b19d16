"""Text files: encodings, delimiters, quotes, lines."""

from __future__ import annotations

import csv
import io
import itertools
from dataclasses import replace
from pathlib import Path

import pytest
from deliveries import (
    HEADER,
    P1,
    P2,
    RARE,
    VISITS,
    Landing,
    csv_text,
    plain_csv,
)

# CSV: encodings ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("encoding", "reported"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8"),
        ("gb18030", "GB18030"),
        ("utf-16", "UTF-16"),
    ],
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


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
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


def test_quotes_within_a_cell_are_text(landing: Landing) -> None:
    rows = landing.read(
        "a.csv", plain_csv('P1,样"一,2022-03-05,佛堂镇', 'P1,样"一",2022-03-05,佛堂镇"')
    )
    assert rows == [
        ("a.csv#1", "P1", '样"一', "2022-03-05", "佛堂镇"),
        ("a.csv#2", "P1", '样"一"', "2022-03-05", '佛堂镇"'),
    ]


@pytest.mark.parametrize("declared", ["sep=;", '"sep=;"', "SEP=;"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_a_first_line_may_declare_the_delimiter(
    landing: Landing, declared: str, encoding: str
) -> None:
    text = f"{declared}\r\n" + csv_text(P1, P2, delimiter=";")
    assert landing.read("a.csv", text.encode(encoding)) == [("a.csv#1", *P1), ("a.csv#2", *P2)]


def test_a_declared_delimiter_may_be_any_character(landing: Landing) -> None:
    assert landing.read("a.csv", "sep=^\n" + csv_text(P1, delimiter="^")) == [("a.csv#1", *P1)]


@pytest.mark.parametrize("name", ["a.xls", "a.txt", "a", "a.xlsx", "a.csv.gz"])
def test_text_is_text_whatever_its_name_says(landing: Landing, name: str) -> None:
    text = csv_text(P1, delimiter="\t")
    assert landing.read(name, text.encode("gb18030")) == [(f"{name}#1", *P1)]


def test_a_quoted_note_with_delimiters_swallows_nothing(landing: Landing) -> None:
    note = "家属代办,有授权书\n电话已核,见附件"
    assert landing.read("a.csv", csv_text((*P1[:3], note))) == [("a.csv#1", *P1[:3], note)]


@pytest.mark.parametrize("name", ["隆", "联通", "䶮喆", "𠮷"])
def test_rare_characters_of_gb18030_are_no_second_encoding(landing: Landing, name: str) -> None:
    record = ("P1", name, "2022-03-05", "")
    rows = landing.read("a.csv", csv_text(record, P2).encode("gb18030"))
    assert rows == [("a.csv#1", *record), ("a.csv#2", *P2)]


@pytest.mark.parametrize("name", ["王䶮", "李㐂", "样一"])
def test_a_line_of_utf_8_with_a_rare_name_is_a_second_encoding(landing: Landing, name: str) -> None:
    honest = csv_text(P1, P2).encode("gb18030")
    pasted = f"P3,{name},2022-03-06,义亭\n".encode()
    assert "D09" in landing.refusal("a.csv", honest + pasted)


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r", "\r\r\n"])
@pytest.mark.parametrize("ended", [True, False])
def test_lines_may_end_in_any_way(landing: Landing, line_end: str, ended: bool) -> None:
    text = csv_text(P1, P2, line_end=line_end)
    rows = landing.read("a.csv", text if ended else text.removesuffix(line_end))
    assert rows == [("a.csv#1", *P1), ("a.csv#2", *P2)]


@pytest.mark.parametrize("width", [4, 5])
def test_stray_quotes_in_two_rows_do_not_make_them_one(landing: Landing, width: int) -> None:
    """The merged record is as wide as the header, and each of its lines looks like a record."""
    tail = ",x" * (width - 4)
    lines = [f'P1,"样一,2022-03-05,佛堂镇{tail}', f'P2,样二",2022-03-06,廿三里街道{tail}']
    error = landing.refusal(
        "a.csv", plain_csv(*lines, header=csv_text().strip() + ",备注" * (width - 4))
    )
    assert error.startswith("visits/a.csv: D12")
    assert "a quote of line 2 holds whole records" in error


@pytest.mark.parametrize(
    "lines",
    [
        ['P1,"样一,2022-03-05', 'P2,样二",2022-03-06'],
        ['P1,"样一,2022-03-05', "P3,样三,2022-03-07", 'P2,样二",2022-03-06'],
        ['P1,"样一,2022-03-05', "", 'P2,样二",2022-03-06'],
        ['P1,"样一,2022-03-05,佛堂镇,x', 'P2,样二",2022-03-06,义亭镇,x'],
        ['P1,样一,"2022-03-05', 'P2,样二,2022-03-06"'],
    ],
    ids=["neighbours", "a record between", "a blank line between", "wider", "in a day"],
)
@pytest.mark.parametrize("header", ["身份证号,姓名,服务日期", "身份证号,姓名,服务日期,镇街"])
def test_stray_quotes_do_not_swallow_what_looks_like_a_record(
    landing: Landing, lines: list[str], header: str
) -> None:
    """Nothing but what stands in them tells these lines from those of a cell with line breaks."""
    error = landing.refusal("a.csv", plain_csv(*lines, header=header))
    assert error.startswith("visits/a.csv: D12")


def test_stray_quotes_swallow_no_record_that_ends_in_blank_columns(landing: Landing) -> None:
    """Excel writes the blank columns of its sheet; a value that must be filled is missing, too."""
    lines = ['P1,样一,"2022-03-05,佛堂镇,,', 'P2,,2022-03-06",义亭镇,,']
    error = landing.refusal("a.csv", plain_csv(*lines, header=",".join([*HEADER, "", ""])))
    assert error.startswith("visits/a.csv: D12")


@pytest.mark.parametrize("cell", ["样,一\n甲,乙", "样一\n,甲,", "样一\n甲,乙,3"])
def test_a_cell_with_line_breaks_and_delimiters_is_one_in_a_narrow_table(
    landing: Landing, cell: str
) -> None:
    narrow = ["身份证号", "姓名", "服务日期"]
    text = csv_text(("P1", cell, "2022-03-05"), header=narrow)
    assert landing.read("a.csv", text) == [("a.csv#1", "P1", cell, "2022-03-05", "")]


def test_a_record_with_quotes_around_every_cell_is_one_whatever_its_lines_look_like(
    landing: Landing,
) -> None:
    """Two stray quotes would be but some of its quotes."""
    note = "7,已核实\nP2,样二,2022-03-06,9\nP3,样三,2022-03-07,8"
    text = io.StringIO()
    csv.writer(text, quoting=csv.QUOTE_ALL).writerows([HEADER, (*P1[:3], note), P2])
    rows = landing.read("a.csv", text.getvalue())
    assert rows == [("a.csv#1", *P1[:3], note), ("a.csv#2", *P2)]


@pytest.mark.parametrize("extra", ["", ",x"])
def test_stray_quotes_swallow_no_record_where_no_value_must_hold_a_digit(
    tmp_path: Path, extra: str
) -> None:
    landing = Landing(tmp_path, replace(VISITS, types=dict.fromkeys(VISITS.types, "text")))
    lines = ['甲,"样一,三月', "乙,样三,三月", '丙,样二",四月']
    text = plain_csv(*(line + extra for line in lines), header=f"身份证号,姓名,服务日期{extra}")
    assert "D12" in landing.refusal("a.csv", text)


def test_a_note_of_two_lines_before_the_other_cells_swallows_nothing(landing: Landing) -> None:
    """What stands behind its second line fills all that a record must fill."""
    text = csv_text(("佛堂\n镇", *P1[:3]), P1, header=["镇街", *HEADER[:3]])
    rows = landing.read("a.csv", text)
    assert rows[0] == ("a.csv#1", *P1[:3], "佛堂\n镇")


@pytest.mark.parametrize("quoting", [csv.QUOTE_ALL, csv.QUOTE_MINIMAL])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_a_cell_of_two_lines_swallows_nothing_wherever_it_stands(
    landing: Landing, delimiter: str, quoting: int
) -> None:
    """What stands behind its second line may fill all that a record must fill."""
    record = dict(zip(HEADER, P1, strict=True), 备注="7", 事项="8", 单位="甲2", 页="9")
    written = 0
    for order in itertools.permutations(HEADER):
        header = [*order, "备注", "事项", "单位", "页"]
        for broken in record:
            text = io.StringIO()
            writer = csv.writer(text, delimiter=delimiter, quoting=quoting, lineterminator="\n")
            writer.writerow(header)
            cells = {**record, broken: f"{record[broken][:1]}\n{record[broken][1:]}"}
            writer.writerows([cells[column] for column in header] for _ in range(2))
            landing.put(f"{written}.csv", text.getvalue())
            written += 1
    report = landing.land()
    assert report.errors == []
    assert len(landing.rows()) == 2 * written
