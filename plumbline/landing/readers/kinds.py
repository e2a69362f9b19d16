"""What a file is, by its first bytes: the suffix of its name says only what it is called."""

from __future__ import annotations

import codecs
import re
import zipfile
from pathlib import Path

from plumbline.landing.errors import problem

HEAD_BYTES = 8192

TEXT, PARQUET, ZIP = "text", "parquet", "zip"
BINARY_XLS, OPEN_XML, XLSB, ODS = "xls", "xlsx", "xlsb", "ods"
HTML, XML_SPREADSHEET = "html", "xml"

_COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1")
# the first record of a workbook of Excel 2 to 97 that stands in no compound file
_BARE_BIFF = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08")
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_NO_TABLES = {
    b"%PDF": "PDF",
    b"{\\rtf": "RTF",
    b"Rar!": "RAR",
    b"7z\xbc\xaf": "7z",
    b"\x1f\x8b": "gzip",
    b"\xff\xd8\xff": "JPEG",
    b"\x89PNG": "PNG",
    b"II*\0": "TIFF",
    b"SQLite format 3": "SQLite",
}
_HTML_TAGS = (b"<html", b"<table", b"<!doctype html", b"<head", b"<body", b"<meta", b"<tr")


def kind_of(path: Path) -> str:
    """One of the kinds above. Raises DeliveryError for what holds no table."""
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    if not head:
        raise problem("D01", "0 字节", "0 bytes")
    if head.startswith(_ZIP):
        return _packed_kind(path)
    if head.startswith(_COMPOUND) or head.startswith(_BARE_BIFF):
        return BINARY_XLS
    if head.startswith(b"PAR1"):
        return PARQUET
    for signature, name in _NO_TABLES.items():
        if head.startswith(signature):
            raise problem("D02", f"内容是 {name}", f"its content is {name}")
    return _text_kind(head)


def _text_kind(head: bytes) -> str:
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        head = head.decode("utf-16", "ignore").encode()
    head = head.removeprefix(codecs.BOM_UTF8).lstrip().lower()
    if not head.startswith(b"<"):
        return TEXT
    root = re.search(rb"<([a-z][\w:]*)", head)
    if root and root[1].rpartition(b":")[2] == b"workbook":
        return XML_SPREADSHEET
    return HTML if any(tag in head for tag in _HTML_TAGS) else TEXT


def _packed_kind(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = {info.filename.replace("\\", "/").lower() for info in archive.infolist()}
            first = archive.infolist()[0].filename if names else ""
            is_ods = first == "mimetype" and b"opendocument" in archive.read(first)[:100]
    except Exception as fault:  # zipfile raises many kinds for a spoilt directory
        raise problem("D04", "内容是压缩格式，但目录损坏", f"a spoilt zip: {fault}") from None
    if is_ods or {"content.xml", "meta-inf/manifest.xml"} <= names:
        return ODS
    if "[content_types].xml" not in names:
        return ZIP
    if any(name.startswith("xl/") and name.endswith("workbook.bin") for name in names):
        return XLSB
    if any(name.startswith(("word/", "ppt/")) for name in names):
        raise problem("D02", "内容是 Word 或 PowerPoint 文档", "a Word or PowerPoint document")
    return OPEN_XML
