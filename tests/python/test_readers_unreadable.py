"""What is said of a file that cannot be read."""

from __future__ import annotations

from pathlib import Path

import pytest
from deliveries import (
    HEADER,
    P1,
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
    zipped,
)
from xls import write_xls

from plumbline.landing import batches
from plumbline.landing.errors import DeliveryError
from plumbline.landing.readers import open_delivery

# What cannot be read -----------------------------------------------------------------------------

MANY = csv_text(*[P1] * 50)
LONG_BOOK = workbook({"Sheet1": [HEADER, *[P1] * 2000]})
LONG_COLUMNS = parquet(columns_of(*[(f"P{n}" * 9, "样", "2022-03-05", "") for n in range(20_000)]))
NO_HEADER = ["none of its first 10 rows is a header", "身份证号、姓名、服务日期"]
NO_ENCODING = ["D08", "its encoding is neither UTF-8 nor GB18030"]
TWO_ENCODINGS = ["D09", "it holds two encodings"]
OPEN_QUOTE = ["D11", "a quoted cell is still open", "expected a closing quote"]
STRAY_QUOTE = ["D12", "would swallow rows"]
TORN = ["D04", "it is torn", "另存为 .xlsx"]
ZEROS = ["D10", "bytes of zero"]
NO_TABLE = ["D02", "it is no table", "另存为 .xlsx"]

UNREADABLE = {
    "a picture": ("a.csv", b"\x89PNG\r\n\x1a\n" + bytes(100), NO_TABLE),
    "a PDF": ("a.xlsx", b"%PDF-1.7\n", NO_TABLE),
    "an empty file": ("a.csv", b"", ["D01", "it is empty"]),
    "an empty workbook file": ("a.xlsx", b"", ["D01", "it is empty"]),
    "a byte-order mark alone": ("a.csv", b"\xef\xbb\xbf", NO_HEADER),
    "a byte of zero": ("a.csv", csv_text(("P1", "样\0一", "2022-03-05", "")), ZEROS),
    "a hole of zeros": ("a.csv", MANY.encode("gb18030") + bytes(512), ZEROS),
    "a hole of zeros in UTF-16": (
        "a.csv",
        MANY.encode("utf-16")[:800] + bytes(512) + MANY.encode("utf-16")[1312:],
        ZEROS,
    ),
    "a tail of zeros in UTF-16": ("a.csv", MANY.encode("utf-16") + bytes(512), ZEROS),
    "an open quote": ("a.csv", MANY + 'P1,样一,2022-03-05,"佛堂', OPEN_QUOTE),
    "an open quote with records behind it": ("a.csv", MANY + 'P1,"样一\n' + MANY, OPEN_QUOTE),
    "an open quote in a short file": ("a.csv", plain_csv('P1,样一,2022-03-05,"佛堂'), OPEN_QUOTE),
    "an open quote in a short file of tabs": (
        "a.csv",
        plain_csv('P1\t样一\t2022-03-05\t"佛堂', header="\t".join(HEADER)),
        OPEN_QUOTE,
    ),
    "an open quote in the title": ("a.csv", '"标题\n' + MANY, OPEN_QUOTE),
    "text behind a closing quote": ("a.csv", plain_csv('P1,"样"一,2022-03-05,佛堂镇'), STRAY_QUOTE),
    "cells of an unquoted export that begin with a quote": (
        "a.csv",
        csv_text(*[P1] * 20, delimiter="\t")
        + 'P1\t样\t2022-03-05\t"佛堂\nP2\t样\t2022-03-05\t"镇\n',
        STRAY_QUOTE,
    ),
    "a quote that holds whole records": (
        "a.csv",
        csv_text(*[P1] * 20, delimiter="\t")
        + 'P1\t样\t2022-03-05\t"佛堂\nP2\t样\t2022-03-05\t镇\nP2\t样\t2022-03-05\t镇"\n',
        STRAY_QUOTE,
    ),
    "a quote that never ends": ("a.csv", MANY + 'P1,"' + "长" * 1_100_000, OPEN_QUOTE),
    "GB18030 with UTF-8 behind it": (
        "a.csv",
        MANY.encode("gb18030") + "P3,张三,2022-03-05,佛堂".encode(),
        TWO_ENCODINGS,
    ),
    "GB18030 with UTF-8 behind it that no GB18030 is": (
        "a.csv",
        MANY.encode("gb18030") + "P3,张三丰,2022-03-05,佛\n".encode(),
        TWO_ENCODINGS,
    ),
    "UTF-8 with GB18030 behind it": (
        "a.csv",
        MANY.encode() + "P3,张三,2022-03-05,佛堂".encode("gb18030"),
        TWO_ENCODINGS,
    ),
    "UTF-16 torn in a character": ("a.csv", MANY.encode("utf-16")[:-1], ["D08", "UTF-16"]),
    "UTF-16 without a mark": ("a.csv", MANY.encode("utf-16-le"), NO_ENCODING),
    "bytes of any kind": ("a.csv", bytes(range(256)) * 40, ZEROS),
    "UTF-8 with a byte of neither": ("a.csv", MANY.encode() + b"P1,\xff,", NO_ENCODING),
    "GB18030 with a byte of neither": (
        "a.csv",
        MANY.encode("gb18030") + b"P1,\xff,",
        NO_ENCODING,
    ),
    "a byte of neither far behind": (
        "a.csv",
        csv_text(*[P1] * 30_000).encode("gb18030") + b"P1,\xff,",
        NO_ENCODING,
    ),
    "GB18030 torn in a character": ("a.csv", (MANY + "P1,样").encode("gb18030")[:-1], ["encoding"]),
    "UTF-8 with a mark torn in a character": (
        "a.csv",
        (MANY + "P1,样").encode("utf-8-sig")[:-1],
        ["D09", "UTF-8"],
    ),
    "UTF-8 torn in a character": ("a.csv", (MANY + "P1,样").encode()[:-1], ["UTF-8"]),
    # the bytes of an even number of characters happen to be GB18030, too
    "UTF-8 that is GB18030 but for its header": (
        "a.csv",
        csv_text(*[(*P1[:3], "佛堂")] * 50).encode() + "P1,样一".encode("gb18030"),
        ["UTF-8"],
    ),
    "a torn workbook": ("a.xlsx", damaged(LONG_BOOK, first_half), TORN),
    "a workbook with a hole": ("a.xlsx", damaged(LONG_BOOK, scratched), TORN),
    "a page that ends within its table": ("a.xls", "<html><table><tr><td>身份证号", TORN),
    "a Word document": (
        "a.xlsx",
        zipped({"[Content_Types].xml": "", "word/document.xml": ""}),
        NO_TABLE,
    ),
    "a torn old workbook": (
        "a.xls",
        damaged(lambda path: write_xls(path, {"A": [HEADER, *[P1] * 200]}), first_half),
        TORN,
    ),
    "a workbook without a table": ("a.xlsx", workbook({"A": [], "B": [["说明"]]}), NO_HEADER),
    "a torn Parquet file": ("a.parquet", damaged(LONG_COLUMNS, first_half), TORN),
    "a Parquet file with a hole": ("a.parquet", damaged(LONG_COLUMNS, scratched), ["torn"]),
    "an empty Parquet file": ("a.parquet", b"", ["D01"]),
    "a torn Parquet file of a few bytes": ("a.parquet", b"PAR1", TORN),
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
    assert batches.text_array(["a\ud800b", "c"]).to_pylist() == ["a?b", "c"]


def test_a_zip_is_no_table_of_its_own(tmp_path: Path) -> None:
    """Its files are deliveries; one that comes within another is left packed."""
    path = tmp_path / "a.zip"
    path.write_bytes(zipped({"a.csv": csv_text(P1)}))
    with pytest.raises(DeliveryError, match="D14 "):
        open_delivery(path, VISITS)
