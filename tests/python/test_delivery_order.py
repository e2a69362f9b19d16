"""Which of two deliveries is the later one, as people name their files."""

from __future__ import annotations

import itertools

import pytest

from plumbline.landing.order import delivery_order


@pytest.mark.parametrize(
    "names",
    [
        ["名单.csv", "名单 - 副本.csv", "名单 更正.csv"],
        ["名单.csv", "名单 - 副本(1).csv"],
        [
            "名单.csv",
            "名单(1).csv",
            "名单(2).csv",
            "名单(10).csv",
            "名单-更正.csv",
            "名单_更正.csv",
        ],
        ["名单.csv", "名单2.csv", "名单10.csv", "名单(1).csv"],
        ["名单.xlsx", "名单(更正).csv", "名单更正.csv"],
        ["2023年9月.csv", "2023年10月.csv", "2023年10月更正.csv"],
        ["第2版.xls", "第10版.csv"],
        ["a1b2.csv", "a1b10.csv", "a2b1.csv"],
        # a run of digits comes before another run, whatever the characters
        ["a1.csv", "a .csv", "a!.csv"],
        # full-width digits and brackets are those they look like
        ["第９版.csv", "第10版.csv"],
        ["名单（1）.csv", "名单(2).csv", "名单（3）.csv"],
        # the same stem: by the whole name
        ["名单.csv", "名单.xls", "名单.xlsx"],
        ["01.csv", "1.csv"],
        ["a0.csv", "a00.csv", "a1.csv"],
        # beyond what a number type holds
        [f"{10**30}.csv", f"{10**30 + 1}.csv", f"{10**31}.csv"],
        # only the last suffix is none of the stem
        ["名单.csv", "名单.2023.csv"],
        ["名单", "名单1"],
        # out of a zip: the folder is part of the name
        ["材料.zip/2月.csv", "材料.zip/10月.csv"],
        # code points, not UTF-16 units
        ["\ufa0e.csv", "\U00020bb7.csv"],
        ["Z.csv", "a.csv", "乙.csv"],
    ],
)
def test_deliveries_follow_each_other(names: list[str]) -> None:
    for earlier, later in itertools.pairwise(names):
        assert delivery_order(earlier).encode() < delivery_order(later).encode(), (earlier, later)


def test_sheets_of_a_workbook_follow_each_other_and_belong_to_their_file() -> None:
    deliveries = [
        ("9月.xlsx", "乙"),
        ("10月.xlsx", "2023.9"),
        ("10月.xlsx", "2023.10"),
        ("10月.xlsx", "Sheet2"),
        ("10月.xlsx", "Sheet10"),
        ("10月更正.xlsx", "Sheet1"),
    ]
    orders = [delivery_order(name, sheet).encode() for name, sheet in deliveries]
    assert orders == sorted(orders)
    assert len(set(orders)) == len(orders)
