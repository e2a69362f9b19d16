"""Rows below the data that are no records."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from deliveries import HEADER, P1, P2, VISITS, Landing, columns_of, csv_text, parquet, workbook

PAID = replace(
    VISITS,
    columns={**VISITS.columns, "金额": "amount"},
    required_headers=VISITS.required_headers | {"金额"},
    types={**VISITS.types, "amount": "money"},
)


@pytest.mark.parametrize(
    "note",
    [
        ["合计"],
        ["合 计", "", "", "2"],
        ["", "", "合计：2人"],
        ["小计", "-", "无", "x"],
        ["总计"],
        ["制表人：张三", "", "", "审核人：李四"],
        ["填表人: 张三"],
        ["审核人"],
        ["单位负责人："],
        ["\u3000备注：以上数据截至三月"],
        # what it says is no value of the required column it stands in
        ["合计", "样一", "", ""],
        ["制表人：张三", "审核人：李四", "", ""],
    ],
)
@pytest.mark.parametrize("name", ["a.csv", "a.xlsx"])
def test_a_note_below_the_data_is_counted_and_does_not_land(
    landing: Landing, name: str, note: list[str]
) -> None:
    rows = [HEADER, P1, note, P2]
    content = csv_text(*rows[1:]) if name == "a.csv" else workbook({"甲": rows})
    assert landing.read(name, content) == [(f"{name}#1", *P1), (f"{name}#3", *P2)]
    report = landing.land()
    assert [landed.notes for landed in report.files] == [1]
    assert "2 rows, 1 notes; " in report.summary()


@pytest.mark.parametrize(
    "record",
    [
        # two of three required values: it lacks less than half of them
        ("合计", "样一", "2022-03-05", ""),
        ("合计金额", "", "", ""),
        ("制表人张三", "", "", ""),
        ("备注说明：无", "", "", ""),
        ("P1", "", "", ""),
        ("", "", "", "佛堂镇"),
    ],
)
def test_what_only_looks_like_a_note_is_a_record(landing: Landing, record: tuple[str, ...]) -> None:
    assert landing.read("a.csv", csv_text(record)) == [("a.csv#1", *record)]


def test_a_total_with_half_its_values_is_a_record(tmp_path: Path) -> None:
    landing = Landing(tmp_path, PAID)
    half, fewer = ("合计", "样", "", "", "", "12.00"), ("合计", "", "", "", "", "34.00")
    landing.put("a.csv", csv_text(half, fewer, header=["项目", *PAID.columns]))
    (landed,) = landing.land().files
    assert [row[0] for row in landing.rows()] == ["a.csv#1"]
    # the sum that the note states is kept for the quality gate
    assert landed.totals == [{"file_name": "a.csv", "total": "34.00"}]


def test_a_file_of_notes_alone_lands_no_row(landing: Landing) -> None:
    assert landing.read("a.csv", csv_text(("合计",), ("制表人：",))) == []


def test_a_note_in_parquet_does_not_land(landing: Landing) -> None:
    content = parquet(columns_of(P1, ("合计", "", "", ""), P2))
    assert landing.read("a.parquet", content) == [("a.parquet#1", *P1), ("a.parquet#3", *P2)]


def test_a_note_in_a_column_that_nobody_knows_is_one_in_parquet_too(landing: Landing) -> None:
    columns = {"项目": [None, "合计"], **columns_of(P1, ("", "", "", ""))}
    assert landing.read("a.parquet", parquet(columns)) == [("a.parquet#1", *P1)]
    assert landing.land().files[0].notes == 1
