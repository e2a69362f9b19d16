"""Headers as offices write them: other words, brackets, two rows; and what a wrong one meets."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from deliveries import HEADER, P1, P2, VISITS, Landing, csv_text, workbook

from plumbline.landing.contract import ALIASES, CITY_EXTRACTS, header_key, read_contract

PROJECT = Path(__file__).resolve().parents[2]
ALIASED = replace(
    VISITS,
    aliases={"公民身份号码": "id_number", "身份证号码": "id_number", "所属镇街": "town"},
    ends=frozenset({"town"}),
)


@pytest.fixture
def landing(tmp_path: Path) -> Landing:
    return Landing(tmp_path, ALIASED)


@pytest.mark.parametrize(
    "header",
    [
        ["身份证\n号", "姓 名", "服务\r\n日期", "镇 街"],
        ["身份证号*", "姓名＊", "服务日期 *", "镇街"],
        ["身份证号（必填）", "姓名(必填)", "服务日期【格式：2022-03-05】", "镇街[选填]"],
        ["身份证号*（必填）", "姓名（必填）*", "服务日期 (年月日) ", "镇街"],
        ["公民身份号码", "姓名", "服务日期", "所属镇街"],
        ["公民身份\n号码（必填）", "姓名", "服务日期", "所属 镇街*"],
        ['="身份证号"', "'姓名", "\ufeff服务日期\u200b", "镇街"],
    ],
)
@pytest.mark.parametrize("name", ["a.csv", "a.xlsx"])
def test_a_header_may_be_written_in_other_ways(
    landing: Landing, name: str, header: list[str]
) -> None:
    content = csv_text(P1, header=header) if name == "a.csv" else workbook({"甲": [header, P1]})
    landing.put(name, content)
    report = landing.land()
    assert (report.errors, report.warnings) == ([], [])
    assert landing.rows() == [(f"{name}#1", *P1)]
    assert report.files[0].absent_columns == []


def test_brackets_within_a_header_are_part_of_it() -> None:
    assert header_key("金额（元）合计") == "金额(元)合计"
    assert header_key("（必填）") == "(必填)"


def test_two_headers_of_one_column_are_refused(landing: Landing) -> None:
    header = ["身份证号", "公民身份号码", *HEADER[1:]]
    error = landing.refusal("a.csv", csv_text((P1[0], "P9", *P1[1:]), header=header))
    assert "表头里“身份证号”有2列（身份证号、公民身份号码）；请只保留一列" in error
    assert "holds 身份证号 more than once (身份证号、公民身份号码)" in error


def test_what_stood_instead_of_a_header_is_shown_but_no_long_number(landing: Landing) -> None:
    header = [
        "证件编码",
        "姓名",
        "服务日期",
        "99078219400307001X",
        "很长" * 7,
    ]
    error = landing.refusal("a.csv", csv_text(P1, header=["说明"]) + csv_text(P1, header=header))
    assert error.startswith(
        "visits/a.csv: D18 表头缺少“身份证号”；第3行有：证件编码、姓名、服务日期、…X、"
        + "很长" * 6
        + "…"
    )


def test_records_without_a_header_are_not_shown(landing: Landing) -> None:
    assert "前10行里没有表头" in landing.refusal("a.csv", csv_text(P2, header=P1))


# Two rows ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        # merged cells as a reader leaves them: empty, or filled down
        (["身份证号", "姓名", "服务", ""], ["", "", "服务日期", "镇街"]),
        (["身份证号", "姓名", "服务", ""], ["身份证号", "姓名", "服务日期", "镇街"]),
        (["身份证号", "姓名", "服务情况", "服务情况"], ["", "", "服务日期", "镇街"]),
        # the group is part of the name
        (["身份证号", "姓名", "服务", "所属"], ["", "", "日期", "镇街"]),
        (["人员信息", "", "服务日期", "镇街"], ["身份证号", "姓名", "", ""]),
        # only an optional column stands below
        (["身份证号", "姓名", "服务日期", "其他"], ["", "", "", "镇街"]),
    ],
)
@pytest.mark.parametrize("above", [[], [["上门服务"]]])
def test_a_header_of_two_rows_is_one(
    landing: Landing, upper: list[str], lower: list[str], above: list[list[str]]
) -> None:
    content = workbook({"甲": [*above, upper, lower, P1, P2]})
    assert landing.read("a.xlsx", content) == [("a.xlsx#1", *P1), ("a.xlsx#2", *P2)]


def test_a_record_below_a_header_is_no_second_row_of_it(landing: Landing) -> None:
    header = ["身份证号", "姓名", "服务日期", "备注"]
    rows = landing.read("a.csv", csv_text(("P1", "样一", "2022-03-05", "镇街"), P2, header=header))
    assert [row[1] for row in rows] == ["P1", "P2"]


@pytest.mark.parametrize("group", ["老年人", "死者信息", "人员信息", "服务对象", "受益人基本情况"])
def test_a_name_under_the_person_is_the_person_s(landing: Landing, group: str) -> None:
    rows = [[group, "", "服务日期", "镇街"], ["身份证号", "姓名", "", ""], P1]
    assert landing.read("a.xlsx", workbook({"甲": rows})) == [("a.xlsx#1", *P1)]


@pytest.mark.parametrize(
    "group", ["监护人", "护理员", "户主", "家属", "代理方", "联系人情况", "经办"]
)
def test_a_name_under_somebody_else_is_not_the_person_s(landing: Landing, group: str) -> None:
    """It would be the guardian who is accused."""
    upper, lower = ["身份证号", group, "", "服务日期"], ["", "姓名", "电话", ""]
    rows = [upper, lower, ["P1", "样一", "x", "2022-03-05"]]
    error = landing.refusal("a.xlsx", workbook({"甲": rows}))
    assert f"表头缺少“姓名”；第1行有：身份证号、{group}、服务日期" in error


def test_a_guardian_s_name_stands_beside_the_person_s(landing: Landing) -> None:
    upper, lower = ["身份证号", "姓名", "监护人", "", "服务日期"], ["", "", "姓名", "身份证号", ""]
    rows = [upper, lower, ["P1", "样一", "样二", "P2", "2022-03-05"]]
    assert landing.read("a.xlsx", workbook({"甲": rows})) == [
        ("a.xlsx#1", "P1", "样一", "2022-03-05", "")
    ]
    assert landing.land().files[0].unknown_columns == ["监护人姓名", "监护人身份证号"]


@pytest.mark.parametrize("group", ["监护人", "家庭", "其他情况"])
def test_a_column_of_its_own_is_not_also_the_one_of_a_group(landing: Landing, group: str) -> None:
    upper, lower = [*HEADER, group, ""], ["", "", "", "", "姓名", "镇街"]
    rows = [upper, lower, [*P1, "样二", "义亭镇"]]
    assert landing.read("a.xlsx", workbook({"甲": rows})) == [("a.xlsx#1", *P1)]
    assert landing.land().files[0].unknown_columns == [f"{group}姓名", f"{group}镇街"]


def test_a_group_that_is_a_column_has_its_name_below(tmp_path: Path) -> None:
    landing = Landing(tmp_path, replace(VISITS, columns={**VISITS.columns, "护理员": "carer"}))
    upper, lower = [*HEADER, "护理员", ""], ["", "", "", "", "姓名", "身份证号"]
    rows = [upper, lower, [*P1, "样二", "P2"]]
    assert landing.read("a.xlsx", workbook({"甲": rows})) == [("a.xlsx#1", *P1, "样二")]
    assert landing.extra_cells() == [""]


def test_a_last_group_of_unknown_columns_is_part_of_the_header(landing: Landing) -> None:
    rows = [[*HEADER, "其他"], ["", "", "", "", "电话", "备注"], [*P1, "x", "y"], [*P2, "x", "y"]]
    assert landing.read("a.xlsx", workbook({"甲": rows})) == [
        ("a.xlsx#1", *P1),
        ("a.xlsx#2", *P2),
    ]
    assert landing.extra_cells() == ["", ""]
    assert landing.land().files[0].unknown_columns == ["备注", "电话"]


def test_a_line_above_may_hold_a_word_of_the_header(landing: Landing) -> None:
    above = ["填报单位", "甲", "", "", "镇街"]
    text = csv_text(P1, header=above).splitlines()[0] + "\n" + csv_text(P1)
    assert landing.read("a.csv", text) == [("a.csv#1", *P1)]


# Sheets ------------------------------------------------------------------------------------------


def test_a_sheet_with_some_of_the_required_headers_is_refused(landing: Landing) -> None:
    """Its rows would be lost without a word."""
    other = ["证件编码", "姓名", "服务日期", "镇街"]
    error = landing.refusal("a.xlsx", workbook({"甲": [HEADER, P1], "乙": [other, P2]}))
    assert error.startswith(
        "visits/a.xlsx: 工作表“乙”：D18 表头缺少“身份证号”；第1行有：证件编码、姓名、服务日期、镇街"
    )


def test_a_sheet_with_an_alias_lands(landing: Landing) -> None:
    other = ["身份证号码", *HEADER[1:]]
    rows = landing.read("a.xlsx", workbook({"甲": [HEADER, P1], "乙": [other, P2]}))
    assert sorted(rows) == [("a.xlsx[乙]#1", *P2), ("a.xlsx[甲]#1", *P1)]


def test_a_sheet_without_a_header_is_named(landing: Landing) -> None:
    landing.put("a.xlsx", workbook({"甲": [HEADER, P1], "说明": [["请如实填写"]], "空": []}))
    report = landing.land()
    assert report.files[0].sheets_without_header == ["说明"]
    assert report.errors == report.warnings == []


def test_a_sheet_of_records_without_a_header_is_a_warning(landing: Landing) -> None:
    """It may be the next page of the one before, whose rows would be lost without a word."""
    landing.put("a.xlsx", workbook({"甲": [HEADER, P1], "乙": [P2]}))
    report = landing.land()
    assert landing.rows() == [("a.xlsx#1", *P1)]
    (warning,) = report.warnings
    assert "工作表“乙”没有表头，没有读入" in warning


# Optional columns --------------------------------------------------------------------------------


def test_an_optional_column_that_seems_renamed_is_a_warning(landing: Landing) -> None:
    header = [*HEADER[:3], "乡里"]
    for name in ("a.csv", "b.csv"):
        landing.put(name, csv_text(P1, header=header))
    landing.put("c.csv", csv_text(P1))
    (warning,) = landing.land().warnings
    assert warning.startswith("visits/a.csv and 1 more: 缺少“镇街”，多出“乡里”，是否改了名？")
    assert "an empty 镇街 means that it still goes on" in warning
    assert landing.land().warnings == [warning]


@pytest.mark.parametrize("header", [HEADER[:3], ["序号", *HEADER[:3]], [*HEADER, "乡里"]])
def test_a_column_that_lacks_or_one_that_nobody_knows_alone_is_no_warning(
    landing: Landing, header: list[str]
) -> None:
    landing.put("a.csv", csv_text(tuple("x" for _ in header), header=header))
    assert landing.land().warnings == []


# The lists ---------------------------------------------------------------------------------------


def test_no_alias_of_a_column_is_the_header_of_another() -> None:
    """Reading the project's own list raises nothing, and every alias leads to its column."""
    contract = read_contract(PROJECT)
    assert contract["deaths"].column_of("公民身份号码（必填）") == "id_number"
    assert contract["relief_payments"].column_of("所属镇街") == "town"
    # an ID that is not the usual one has aliases of its own
    assert contract["dilapidated_houses"].column_of("身份证号码") is None
    assert contract["funeral_subsidies"].column_of("身份证号码") is None
    # as the design wants it: a warning, for an end that is spelled otherwise may be another thing
    assert contract["institution_stays"].column_of("退住时间") is None


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The contract, and lists for a test to write."""
    (tmp_path / "models").symlink_to(PROJECT / "models")
    for part in ("seeds", "city"):
        (tmp_path / part).mkdir()
    return tmp_path


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("deaths,nobody,x", "no extract deaths with a column nobody"),
        ("nothing,id_number,x", "no extract nothing with a column id_number"),
        ("deaths,name,身份证号", "身份证号 already is a header of the column id_number of deaths"),
        ("deaths,name,公民身份 号码", "公民身份 号码 already is a header of the column id_number"),
        ("deaths,name", "expected extract, column_name, alias; found less"),
    ],
)
def test_a_wrong_alias_is_named_with_its_line(project: Path, row: str, problem: str) -> None:
    (project / "seeds" / f"{ALIASES}.csv").write_text(
        f"extract,column_name,alias\n*,id_number,公民身份号码\n{row}\n", encoding="utf-8"
    )
    with pytest.raises(ValueError, match=f"header_aliases.csv, line 3: {problem}"):
        read_contract(project)


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("nothing,yes,", "nothing is no extract of the contract"),
        ("deaths,no,", "deaths stands twice"),
        ("meal_records,maybe,", "delivers is 'maybe'; expected yes or no"),
    ],
)
def test_a_wrong_row_of_the_citys_extracts_is_named(project: Path, row: str, problem: str) -> None:
    (project / "city" / f"{CITY_EXTRACTS}.csv").write_text(
        f"extract,delivers,note\ndeaths,yes,\n{row}\n", encoding="utf-8"
    )
    with pytest.raises(ValueError, match=f"city_extracts.csv, line 3: {problem}"):
        read_contract(project)


def test_the_citys_list_says_what_it_gets(project: Path) -> None:
    (project / "city" / f"{CITY_EXTRACTS}.csv").write_text(
        "extract,delivers,note\ndeaths,yes,\nmeal_records,no,not built yet\n", encoding="utf-8"
    )
    contract = read_contract(project)
    said = [contract[name].delivers for name in ("deaths", "meal_records", "hospital_stays")]
    assert said == [True, False, None]
