"""What web systems export under the name of a workbook: HTML tables, XML Spreadsheet 2003."""

from __future__ import annotations

import codecs
import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path

from lxml import etree, html

from plumbline.landing.errors import problem, too_many_columns
from plumbline.landing.limits import COLUMNS
from plumbline.landing.sheets.sheet import Merges, Range, Sheet, place
from plumbline.landing.text import cell_text

TIME_DAY = dt.date(1899, 12, 31)
MAX_ROWS = 1_048_576
_OPENED, _CLOSED = re.compile(r"<table[\s>]", re.I), re.compile(r"</table\s*>", re.I)
# a character that no text holds, since a line end itself is only a blank in HTML
_LINE_BREAK = "\ufdd0"
_HTML_BLANKS = re.compile(r"[ \t\r\n\f]+")


def sheets(kind: str, path: Path) -> Iterator[Sheet]:
    """Every table of a page, or every worksheet of an XML Spreadsheet."""
    return _page_tables(path) if kind == "html" else _worksheets(path)


# HTML -------------------------------------------------------------------------------------------


def _page_tables(path: Path) -> Iterator[Sheet]:
    text = _decoded(path.read_bytes())
    if len(_OPENED.findall(text)) > len(_CLOSED.findall(text)):
        raise problem("D04", "HTML 表格没有结束", "an HTML table that does not end")
    parser = html.HTMLParser(encoding="utf-8", no_network=True)
    page = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    for line_break in page.iter("br"):
        line_break.tail = _LINE_BREAK + (line_break.tail or "")
    for number, table in enumerate(page.iter("table"), start=1):
        yield Sheet(f"表{number}", _page_records(table))


def _decoded(content: bytes) -> str:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError as found:
            fault = found
    raise problem("D08", f"字节 {fault.object[fault.start]:#04x}", str(fault.reason))


def _page_records(table: html.HtmlElement) -> Iterator[list[str]]:
    records: list[list[str]] = []
    merges: list[Range] = []
    occupied: dict[int, int] = {}
    rows = (row for row in table.iter("tr") if next(row.iterancestors("table"), None) is table)
    for number, row in enumerate(rows):
        record: list[str] = []
        for cell in row.iterchildren("td", "th"):
            while occupied.get(len(record), -1) >= number:
                record.append("")
            down, across = _span(cell, "rowspan"), _span(cell, "colspan")
            column = len(record)
            record += [_page_text(cell)] + [""] * (across - 1)
            if len(record) > COLUMNS:
                raise too_many_columns(len(record))
            if down > 1:
                last = number + down - 1
                merges.append(((number, column), (last, column)))
                occupied |= dict.fromkeys(range(column, column + across), last)
        records.append(record)
    return Merges(merges).filled(records)


def _span(cell: html.HtmlElement, name: str) -> int:
    written = cell.get(name, "1").strip()
    return min(max(int(written), 1), MAX_ROWS) if written.isascii() and written.isdigit() else 1


def _page_text(cell: html.HtmlElement) -> str:
    text = "".join(cell.xpath(".//text()[not(ancestor::script or ancestor::style)]"))
    lines = _HTML_BLANKS.sub(" ", text).split(_LINE_BREAK)
    return "\n".join(line.strip(" ") for line in lines)


# XML Spreadsheet 2003 ---------------------------------------------------------------------------


def _worksheets(path: Path) -> Iterator[Sheet]:
    parts = etree.iterparse(
        str(path),
        tag=("{*}Date1904", "{*}Row", "{*}Worksheet"),
        resolve_entities=False,
        no_network=True,
    )
    sheet = Sheet("", [])
    from_1904 = False
    merges: list[Range] = []
    records: list[list[str]] = []
    for _, element in parts:
        if _local(element) == "Date1904":
            from_1904 = True
            continue
        if _local(element) == "Row":
            number = int(_get(element, "Index") or len(records) + 1) - 1
            if not len(records) <= number < MAX_ROWS:
                raise problem("D04", f"行号 {number + 1} 有误", f"a row numbered {number + 1}")
            records += [[] for _ in range(number - len(records))]
            records.append(_xml_record(element, number, merges, sheet))
            element.clear()
            continue
        sheet.name = _get(element, "Name")
        sheet.hidden = any(
            str(part.text).startswith("SheetHidden") or str(part.text).startswith("SheetVeryHidden")
            for part in element.iter("{*}Visible")
        )
        sheet.records = Merges(merges).filled(records)
        sheet.from_1904 = from_1904
        yield sheet
        sheet, merges, records = Sheet("", []), [], []
        element.clear()


def _xml_record(row: etree._Element, number: int, merges: list[Range], sheet: Sheet) -> list[str]:
    record: list[str] = []
    for cell in row.iterchildren("{*}Cell"):
        column = int(_get(cell, "Index") or len(record) + 1) - 1
        across, down = int(_get(cell, "MergeAcross") or 0), int(_get(cell, "MergeDown") or 0)
        if column + across >= COLUMNS:
            raise too_many_columns(column + across + 1)
        data = next(cell.iterchildren("{*}Data"), None)
        if data is None and _get(cell, "Formula"):
            sheet.uncalculated = sheet.uncalculated or place(number, column)
        text = "" if data is None else _xml_value(data)
        record += [""] * (column - len(record)) + [text] + [""] * across
        if down:
            merges.append(((number, column), (number + down, column)))
    return record


def _xml_value(data: etree._Element) -> str:
    text = "".join(str(part) for part in data.itertext())
    kind = _get(data, "Type")
    if not text:
        return ""
    if kind == "Number":
        return cell_text(float(text))
    if kind == "DateTime":
        moment = dt.datetime.fromisoformat(text)
        # a time of day stands on the day before Excel's first
        return cell_text(moment if moment.date() > TIME_DAY else moment.time())
    if kind == "Boolean":
        return cell_text(text.strip() in ("1", "true"))
    return text


def _local(element: etree._Element) -> str:
    return str(etree.QName(element).localname)


def _get(element: etree._Element, name: str) -> str:
    """An attribute, with the spreadsheet's namespace or without."""
    for key, value in element.attrib.items():
        if etree.QName(str(key)).localname == name:
            return str(value)
    return ""
