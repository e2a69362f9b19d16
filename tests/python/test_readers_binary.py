"""The binary parts of .xlsb and .xls, of which only what calamine does not tell is read here."""

from __future__ import annotations

import struct

import pytest
from deliveries import HEADER, P1, P2, Landing, zipped

from plumbline.landing.errors import DeliveryError
from plumbline.landing.sheets import biff

RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def part(kind: int, data: bytes = b"") -> bytes:
    """A record of an .xlsb: kind and length in seven bits a byte, then its data."""
    head = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    length = len(data)
    while length > 0x7F:
        head += bytes([length & 0x7F | 0x80])
        length >>= 7
    return head + bytes([length]) + data


def wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def xlsb(*rows: tuple[str | int | float, ...], from_1904: bool = False) -> bytes:
    """A workbook of one sheet; a whole number in a row stands for the error of that code."""
    cells = b""
    for at, row in enumerate(rows):
        cells += part(0, struct.pack("<II", at, 0) + bytes(9))
        for column, cell in enumerate(row):
            place = struct.pack("<II", column, 0)
            if isinstance(cell, int):
                cells += part(11, place + bytes([cell]) + bytes(10))
            elif isinstance(cell, float):
                cells += part(5, place + struct.pack("<d", cell))
            else:
                cells += part(6, place + wide(cell))
    extent = struct.pack("<IIII", 0, len(rows) - 1, 0, 3)
    sheet = part(129) + part(148, extent) + part(145) + cells + part(146) + part(130)
    bound = part(156, struct.pack("<II", 0, 1) + wide("r1") + wide("A"))
    about = struct.pack("<III", from_1904, 0, 0)
    return zipped(
        {
            "[Content_Types].xml": "",
            "xl/workbook.bin": part(131)
            + part(153, about)
            + part(143)
            + bound
            + part(144)
            + part(132),
            "xl/_rels/workbook.bin.rels": f'<Relationships xmlns="{RELATIONS}"><Relationship '
            f'Id="r1" Type="{DOCUMENT}/worksheet" Target="worksheets/sheet1.bin"/></Relationships>',
            "xl/worksheets/sheet1.bin": sheet,
        }
    )


@pytest.mark.parametrize("name", ["a.xlsb", "a.xls"])
def test_a_binary_workbook_is_read_and_its_errors_land_as_their_text(
    landing: Landing, name: str
) -> None:
    rows = landing.read(name, xlsb(tuple(HEADER), P1, (*P2[:3], 0x2A)))
    assert rows == [(f"{name}#1", *P1), (f"{name}#2", *P2[:3], "#N/A")]


@pytest.mark.parametrize(("serial", "from_1904"), [(44625.0, False), (43163.0, True)])
def test_a_day_of_an_xlsb_that_is_a_bare_number_is_the_one_that_its_workbook_counts(
    landing: Landing, serial: float, from_1904: bool
) -> None:
    content = xlsb(tuple(HEADER), ("P1", "样一", serial, serial), from_1904=from_1904)
    assert landing.read("a.xlsb", content) == [
        ("a.xlsb#1", "P1", "样一", "44625", str(int(serial)))
    ]


BEGINNING = struct.pack("<HHHH", 0x0809, 4, 0x600, 5)
ENDING = struct.pack("<HH", 0x0A, 0)


def continued(kind: int) -> bytes:
    """A record of an .xls, and its continuation full of zeros."""
    return struct.pack("<HHB", kind, 1, 1) + struct.pack("<HH", 0x3C, 512) + bytes(512)


def test_zeros_in_a_picture_are_no_hole() -> None:
    stream = BEGINNING + continued(0xEB) + ENDING
    assert [kind for kind, _ in biff._records(stream, 0)] == [0x0809, 0xEB, 0x3C]


@pytest.mark.parametrize(
    "lost",
    [continued(0xFC), bytes(512), ENDING[:3], struct.pack("<HH", 0x203, 14) + b"x"],
    ids=["shared texts", "records", "an ending", "the end of a record"],
)
def test_a_hole_in_shared_texts_or_records_is_a_torn_file(lost: bytes) -> None:
    stream = BEGINNING + lost + (ENDING if len(lost) > 500 else b"")
    with pytest.raises(DeliveryError, match="D04 "):
        list(biff._records(stream, 0))


def test_a_formula_whose_text_does_not_follow_was_never_calculated() -> None:
    formula = struct.pack("<HHHB5xH", 1, 3, 0, 0, 0xFFFF)
    for following, found in ((0x0207, ""), (0x0203, "D2")):
        records = iter([(0x0006, formula), (0x04BC, b""), (following, bytes(14))])
        assert biff._special_cells(records) == ({}, found)


@pytest.mark.parametrize("kind", [0x0206, 0x0406])
def test_a_formula_that_calamine_passes_over_is_no_lost_row(kind: int) -> None:
    formula = struct.pack("<HHHdHI", 1, 3, 0, 8.5, 0, 0)
    with pytest.raises(DeliveryError, match=r"D04 .*older Excel"):
        biff._special_cells(iter([(kind, formula)]))
