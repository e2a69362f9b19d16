"""Regular text is read by Arrow, other text by the csv module: what lands is the same."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from deliveries import HEADER, P1, P2, VISITS, Landing, csv_text, plain_csv
from hypothesis import given, settings
from hypothesis import strategies as st

from plumbline.landing.contract import Extract, read_contract
from plumbline.landing.errors import DeliveryError
from plumbline.landing.readers import delimited

PROJECT = Path(__file__).resolve().parents[2]
SAMPLE = PROJECT / "sample" / "landing"
CONTRACT = read_contract(PROJECT)
TEXTS = sorted(path for path in SAMPLE.glob("*/*") if path.suffix in (".csv", ".txt"))


def read(path: Path, extract: Extract) -> Any:
    """All that a file gives: numbers and texts of its records, its notes; or what is wrong."""
    numbers: list[int] = []
    texts: dict[str, list[str]] = {}
    notes = []
    try:
        (table,) = delimited.open_delimited(path, extract).tables
        for batch in table.batches:
            numbers += batch.row_numbers.to_pylist()
            notes += batch.notes
            for name, column in batch.columns.items() if batch.row_numbers else ():
                texts.setdefault(name, []).extend(column.to_pylist())
    except DeliveryError as problem:
        return str(problem)
    return numbers, texts, notes


def read_by_csv(path: Path, extract: Extract) -> Any:
    with mock.patch.object(delimited, "columns_of", lambda *_: None):
        return read(path, extract)


@pytest.fixture
def blocks(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Of each block that was read, whether Arrow read it."""
    by_arrow: list[bool] = []
    columns_of = delimited.columns_of

    def watched(*about: Any) -> Any:
        columns = columns_of(*about)
        by_arrow.append(columns is not None)
        return columns

    monkeypatch.setattr(delimited, "columns_of", watched)
    return by_arrow


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_both_readers_agree_on_the_sample(path: Path) -> None:
    extract = CONTRACT[path.parent.name]
    assert read(path, extract) == read_by_csv(path, extract)


QUOTED = ['"', '""', '样"一', '"样,一"', '"a""b"', '"a"b', '"样\n一"', '"样\r\n一"']
ODD = ["", "", " ", "\u3000", "\u200b", "\ufeff", "\x1c", "\x85", "\u2028", "\0", "'"]
CELLS = st.sampled_from([*QUOTED, *ODD, "P1", "样一", "合计", "备注：x"])
RECORDS = st.lists(st.lists(CELLS, min_size=4, max_size=4), max_size=9)
QUIRKS = st.sampled_from(["", "", "", "P1", ",,,", ",,,,", ",,,,x", "P1,,,,", '"'])


@settings(max_examples=300, deadline=None)
@given(
    records=RECORDS,
    quirks=st.lists(QUIRKS, max_size=3),
    delimiter=st.sampled_from(",\t;|"),
    line_end=st.sampled_from(["\n", "\r\n", "\r", "\r\r\n"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16"]),
    above=st.sampled_from(["", "sep=", "说明"]),
    beyond=st.sampled_from(["", "", ",", ",备注"]),
    size=st.sampled_from([1, 7, 64, 1 << 19]),
)
def test_both_readers_agree_on_quirks(
    records: list[list[str]],
    quirks: list[str],
    delimiter: str,
    line_end: str,
    encoding: str,
    above: str,
    beyond: str,
    size: int,
) -> None:
    """A block may end anywhere: sizes of one byte and more are tried."""
    first = [above + delimiter if above == "sep=" else above] if above else []
    lines = [",".join(HEADER) + beyond, *(",".join(record) + beyond for record in records), *quirks]
    text = line_end.join([*first, *(line.replace(",", delimiter) for line in lines)])
    with (
        tempfile.TemporaryDirectory() as folder,
        mock.patch.multiple(delimited, HEAD_BYTES=size, BLOCK_BYTES=size),
    ):
        path = Path(folder) / "a.csv"
        path.write_bytes(text.encode(encoding))
        assert read(path, VISITS) == read_by_csv(path, VISITS)


REGULAR = {
    "plain": csv_text(P1, P2),
    "quoted": plain_csv('"P1","样""一","2022-03-05","佛堂,镇"', ",".join(P2)),
    "blank lines": plain_csv(",".join(P1), "", ",,,", ",".join(P2)),
    "lines of Windows": csv_text(P1, P2, line_end="\r\n"),
    "a delimiter behind each line": csv_text((*P1, ""), (*P2, " "), header=[*HEADER, ""]),
    "a title": "上门服务\n" + csv_text(P1, P2),
    "a note": csv_text(P1, ("合计", "", "", "")),
}
IRREGULAR = {
    "a short record": plain_csv(",".join(P1), "P2"),
    "a cell beyond the header": plain_csv(",".join(P1) + ",x"),
    "a cell beyond a header with a delimiter behind it": csv_text((*P1, "x"), header=[*HEADER, ""]),
    "a quote within a cell": plain_csv('P1,样"一,2022-03-05,佛堂镇'),
    "a line break in quotes": csv_text((*P1[:3], "佛堂\n镇")),
    "an open quote": plain_csv('"P1,样一,2022-03-05,佛堂镇'),
    "text behind a quote": plain_csv('"P1"x,样一,2022-03-05,佛堂镇'),
    "lines of old Macs": csv_text(P1, P2, line_end="\r"),
    "zeros": csv_text(("P\0", *P1[1:])),
    "a large cell": csv_text((P1[0], "长" * 350_000, *P1[2:])),
}


def encoded(text: str) -> bytes:
    return text.encode("utf-16" if "\0" in text else "utf-8")


@pytest.mark.parametrize("text", REGULAR.values(), ids=REGULAR)
def test_a_regular_file_is_read_by_arrow(landing: Landing, text: str, blocks: list[bool]) -> None:
    path = landing.put("a.csv", encoded(text))
    assert read(path, VISITS) == read_by_csv(path, VISITS)
    assert blocks[0]


@pytest.mark.parametrize("text", IRREGULAR.values(), ids=IRREGULAR)
def test_an_irregular_file_is_read_by_the_csv_module(
    landing: Landing, text: str, blocks: list[bool]
) -> None:
    path = landing.put("a.csv", encoded(text))
    assert read(path, VISITS) == read_by_csv(path, VISITS)
    assert True not in blocks


def test_an_irregular_block_is_no_reason_to_read_others_slowly(
    landing: Landing, blocks: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delimited, "HEAD_BYTES", 300)
    monkeypatch.setattr(delimited, "BLOCK_BYTES", 300)
    records = [P1] * 40 + [(*P1[:3], "佛堂\n镇")] + [P2] * 40
    rows = landing.read("a.csv", csv_text(*records))
    assert rows == [(f"a.csv#{n}", *record) for n, record in enumerate(records, start=1)]
    assert blocks.count(False) == 1
    assert len(blocks) > 5


def test_many_files_are_reported_in_the_order_of_their_names(landing: Landing) -> None:
    """However long each takes."""
    names = [f"{n:02}.csv" for n in range(20)]
    for n, name in enumerate(names):
        bad = n % 3 == 0
        landing.put(name, csv_text(*[P1] * (1 + 500 * (n % 2)), header=HEADER[bad:]))
    report = landing.land()
    assert [error.split(":")[0] for error in report.errors] == [f"visits/{n}" for n in names[::3]]
    assert [landed.file for landed in report.files] == [n for n in names if n not in names[::3]]
