"""What `make corpora` says of a file: landed, refused with a code, or something is gone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from deliveries import HEADER, P1, P2, csv_text, workbook

from plumbline.landing.readers import delimited
from tools import corpora
from tools.corpora import HANG
from tools.corpora_verdict import LOSS, UNNAMED, judge

Loss = Callable[[list[str]], list[str]]


def test_a_table_lands_as_another_reader_reads_it(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(csv_text(P1, P2, (), (*P1, "x")), encoding="utf-8")
    assert judge(path).outcome == "landed" and judge(path).about == ""


def test_a_file_that_is_refused_is_counted_by_its_code(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    workbook({"甲": [HEADER, P1]})(path)
    path.write_bytes(path.read_bytes()[:1000])
    assert (judge(path).kind, judge(path).outcome) == ("?", "D04")


@pytest.mark.parametrize(
    ("loses", "about"),
    [
        (lambda record: [], "2 records, 1 landed, 0 notes; 4 texts are gone"),
        (lambda record: record[:3], "2 records, 2 landed, 0 notes; 1 texts are gone"),
    ],
    ids=["a record", "a cell"],
)
def test_a_record_or_a_text_that_is_gone_is_a_loss(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    loses: Callable[[list[str]], list[str]],
    about: str,
) -> None:
    records = delimited._records

    def lossy(*arguments: Any) -> Iterator[list[str]]:
        for number, record in enumerate(records(*arguments)):
            yield loses(record) if number == 1 and arguments[3] else record

    monkeypatch.setattr(delimited, "_records", lossy)
    monkeypatch.setattr(delimited, "columns_of", lambda *_: None)
    path = tmp_path / "a.csv"
    path.write_text(csv_text(P1, P2), encoding="utf-8")
    assert (judge(path).outcome, judge(path).about) == (LOSS, about)


def test_a_fault_without_a_code_is_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def panics(path: Path) -> str:
        raise KeyError("x")

    monkeypatch.setattr("tools.corpora_verdict.kinds.kind_of", panics)
    assert judge(tmp_path / "a.csv").outcome == UNNAMED


@pytest.mark.slow
def test_a_file_that_takes_too_long_is_a_hang(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.csv"
    path.write_text(csv_text(P1), encoding="utf-8")
    assert corpora._judged(path).outcome == "landed"
    monkeypatch.setattr(corpora, "PATIENCE_SECONDS", 0)
    assert corpora._judged(path).outcome == HANG
