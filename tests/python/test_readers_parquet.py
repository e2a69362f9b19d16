"""Parquet: types of values, blank records, columns."""

from __future__ import annotations

import datetime as dt
import decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from deliveries import (
    HEADER,
    P1,
    P2,
    RARE,
    Landing,
    columns_of,
    parquet,
)

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
        (990101500307123, pa.int64(), "990101500307123"),
        (7, pa.int8(), "7"),
        (2**64 - 1, pa.uint64(), "18446744073709551615"),
        (990101500307123.0, pa.float64(), "990101500307123"),
        (0.1, pa.float64(), "0.1"),
        (1e-7, pa.float64(), "0.0000001"),
        (1.5, pa.float32(), "1.5"),
        (dt.date(2022, 3, 5), pa.date32(), "2022-03-05"),
        (dt.date(2022, 3, 5), pa.date64(), "2022-03-05"),
        (dt.time(8, 5), pa.time32("s"), "08:05:00"),
        (dt.time(8, 5, 30), pa.time64("us"), "08:05:30"),
        (decimal.Decimal("1234.50"), pa.decimal128(14, 2), "1234.50"),
        (decimal.Decimal("990101500307123"), pa.decimal128(18, 0), "990101500307123"),
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
    assert "its header lacks the required column 姓名" in error


def test_parquet_with_a_column_twice_is_refused(landing: Landing) -> None:
    def write(path: Path) -> None:
        columns = [pa.array([value]) for value in (*P1, "x")]
        pq.write_table(pa.Table.from_arrays(columns, names=[*HEADER, "姓名"]), path)

    assert "姓名 more than once" in landing.refusal("a.parquet", write)


def test_parquet_text_kept_as_bytes_is_text(landing: Landing) -> None:
    """Some engines write text without saying that it is text."""
    columns = {**columns_of(P1), "姓名": pa.array(["样一".encode()], type=pa.binary())}
    assert landing.read("a.parquet", parquet(columns)) == [("a.parquet#1", *P1)]


def test_parquet_records_of_what_is_absent_are_blank(landing: Landing) -> None:
    """As pandas writes it: NaN, None, an empty text."""
    columns = {
        **columns_of(P1, ("", "", "", ""), ("", "", "", "\u200b"), P2),
        "金额": pa.array([1.5, float("nan"), None, float("nan")]),
    }
    rows = landing.read("a.parquet", parquet(columns))
    assert rows == [("a.parquet#1", *P1), ("a.parquet#4", *P2)]
