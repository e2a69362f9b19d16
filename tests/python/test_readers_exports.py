"""Forms of workbooks beside .xlsx: what offices' programs and web systems really export."""

from __future__ import annotations

from pathlib import Path

import pytest
from deliveries import HEADER, P1, P2, Content, Landing, workbook, zipped
from xls import ExcelError, write_xls

PAGE_HEADER = "<tr>" + "".join(f"<th>{header}</th>" for header in HEADER) + "</tr>"
XML_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><?mso-application progid="Excel.Sheet"?>'
    '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
    'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel">'
)


def page(*rows: str) -> str:
    return f"<html><body><table>{PAGE_HEADER}{''.join(rows)}</table></body></html>"


def cells(*texts: str) -> str:
    return "".join(f"<td>{text}</td>" for text in texts)


def xml_cells(*texts: str) -> str:
    return "".join(f'<Cell><Data ss:Type="String">{text}</Data></Cell>' for text in texts)


def xml_sheet(name: str, *rows: str, options: str = "") -> str:
    header = f"<Row>{xml_cells(*HEADER)}</Row>"
    return (
        f'<Worksheet ss:Name="{name}"><Table>{header}{"".join(rows)}</Table>{options}</Worksheet>'
    )


# HTML -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_page_named_xls_is_a_table(landing: Landing, encoding: str) -> None:
    text = page(f"<tr>{cells(*P1)}</tr>", f"<tr>{cells(*P2)}</tr>")
    landing.put("a.xls", text.encode(encoding))
    (landed,) = landing.land().files
    assert landing.rows() == [("a.xls#1", *P1), ("a.xls#2", *P2)]
    assert landed.encoding == "HTML"


def test_a_page_s_text_is_as_it_shows(landing: Landing) -> None:
    row = cells(
        "P1", " 样\n  一&nbsp;", "<b>2022</b>-03-05", "佛堂<br>镇&lt;东&gt;<script>x</script>"
    )
    rows = landing.read("a.xls", page(f"<tr>{row}</tr>"))
    assert rows == [("a.xls#1", "P1", "样 一\xa0", "2022-03-05", "佛堂\n镇<东>")]


def test_a_page_s_merged_cell_holds_for_all_its_rows(landing: Landing) -> None:
    text = page(
        f"<tr>{cells('P1', '样一', '2022-03-05')}<td rowspan='2'>佛堂镇</td></tr>",
        f"<tr>{cells('P2', '样二', '2022-03-06')}</tr>",
        f"<tr><td>P3</td><td colspan=2>样三</td>{cells('x')}</tr>",
    )
    assert landing.read("a.xls", text) == [
        ("a.xls#1", "P1", "样一", "2022-03-05", "佛堂镇"),
        ("a.xls#2", "P2", "样二", "2022-03-06", "佛堂镇"),
        ("a.xls#3", "P3", "样三", "", "x"),
    ]


def test_a_table_within_a_page_s_layout_is_found(landing: Landing) -> None:
    text = f"<!DOCTYPE html><table><tr><td>标题</td><td>{page(f'<tr>{cells(*P1)}</tr>')}</table>"
    assert landing.read("a.xls", text) == [("a.xls#1", *P1)]


# XML Spreadsheet 2003 ---------------------------------------------------------------------------


def test_an_xml_spreadsheet_s_cells_are_what_they_show(landing: Landing) -> None:
    row = (
        '<Row ss:Index="3"><Cell><Data ss:Type="Number">9.90782195001011E+17</Data></Cell>'
        '<Cell><Data ss:Type="Error">#N/A</Data></Cell>'
        '<Cell><Data ss:Type="DateTime">2022-03-05T00:00:00.000</Data></Cell></Row>'
    )
    skipped = '<Row><Cell ss:Index="2"><Data ss:Type="Number">12</Data></Cell></Row>'
    rows = landing.read("a.xls", XML_HEAD + xml_sheet("A", row, skipped) + "</Workbook>")
    assert rows == [
        ("a.xls#2", "9.90782195001011E+17", "#N/A", "2022-03-05", ""),
        ("a.xls#3", "", "12", "", ""),
    ]


def test_an_xml_spreadsheet_is_known_by_its_root_however_short_its_head(landing: Landing) -> None:
    short = (
        '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
    )
    row = '<Row><Cell><Data ss:Type="String">P1</Data></Cell></Row>'
    rows = landing.read("a.xls", short + xml_sheet("A", row) + "</Workbook>")
    assert rows == [("a.xls#1", "P1", "", "", "")]


def test_an_xml_spreadsheet_s_time_of_day_has_no_day(landing: Landing) -> None:
    moments = ["1899-12-31T08:05:00.000", "2022-03-05T00:00:00.000", "2022-03-05T08:05:30.000"]
    cells = "".join(f'<Cell><Data ss:Type="DateTime">{moment}</Data></Cell>' for moment in moments)
    text = XML_HEAD + xml_sheet("A", f"<Row>{cells}</Row>") + "</Workbook>"
    assert landing.read("a.xls", text) == [
        ("a.xls#1", "08:05:00", "2022-03-05", "2022-03-05 08:05:30", "")
    ]


def test_an_xml_spreadsheet_s_merged_cell_holds_for_all_its_rows(landing: Landing) -> None:
    merged = '<Cell ss:MergeDown="1"><Data ss:Type="String">佛堂镇</Data></Cell>'
    first, second = xml_cells(*P1[:3]) + merged, xml_cells(*P2[:3])
    text = XML_HEAD + xml_sheet("A", f"<Row>{first}</Row>", f"<Row>{second}</Row>") + "</Workbook>"
    assert [row[4] for row in landing.read("a.xls", text)] == ["佛堂镇", "佛堂镇"]


def test_an_xml_spreadsheet_s_hidden_sheet_never_lands(landing: Landing) -> None:
    options = "<x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions>"
    row = f"<Row>{xml_cells(*P1)}</Row>"
    text = XML_HEAD + xml_sheet("A", row) + xml_sheet("B", row, options=options) + "</Workbook>"
    assert landing.read("a.xml", text) == [("a.xml#1", *P1)]


def test_an_xml_spreadsheet_s_formula_without_a_value_is_refused(landing: Landing) -> None:
    row = f'<Row>{xml_cells(*P1[:3])}<Cell ss:Formula="=NA()"/></Row>'
    error = landing.refusal("a.xls", XML_HEAD + xml_sheet("A", row) + "</Workbook>")
    assert "D07" in error
    assert "D2" in error


def test_a_formula_without_a_value_on_another_sheet_harms_nothing(landing: Landing) -> None:
    row = f"<Row>{xml_cells(*P1)}</Row>"
    other = (
        '<Worksheet ss:Name="B"><Table><Row><Cell ss:Formula="=NA()"/></Row></Table></Worksheet>'
    )
    text = XML_HEAD + xml_sheet("A", row) + other + "</Workbook>"
    assert landing.read("a.xls", text) == [("a.xls#1", *P1)]


def test_an_xml_spreadsheet_that_names_outer_entities_reads_no_file(
    landing: Landing, tmp_path: Path
) -> None:
    secret = tmp_path / "secret"
    secret.write_text("secret")
    head = XML_HEAD.replace("<Workbook", f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret}">]><Workbook')
    row = f"<Row>{xml_cells('P1', '&e;', *P1[2:])}</Row>"
    landing.put("a.xls", head + xml_sheet("A", row) + "</Workbook>")
    landing.land()
    assert "secret" not in str(landing.rows())


@pytest.mark.parametrize(("serial", "from_1904"), [("44625", False), ("43163", True)])
def test_a_day_of_an_xml_spreadsheet_that_is_a_bare_number_counts_as_its_workbook_does(
    landing: Landing, serial: str, from_1904: bool
) -> None:
    book = "<x:ExcelWorkbook><x:Date1904/></x:ExcelWorkbook>" if from_1904 else ""
    number = f'<Cell><Data ss:Type="Number">{serial}</Data></Cell>'
    row = f"<Row>{xml_cells(*P1[:2])}{number}{number}</Row>"
    rows = landing.read("a.xls", XML_HEAD + book + xml_sheet("A", row) + "</Workbook>")
    assert rows == [("a.xls#1", *P1[:2], "44625", serial)]


# OpenDocument -----------------------------------------------------------------------------------

ODS_HEAD = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">'
    '<office:automatic-styles><style:style style:name="ta2" style:family="table">'
    '<style:table-properties table:display="false"/></style:style></office:automatic-styles>'
    "<office:body><office:spreadsheet>"
)
ODS_TAIL = "</office:spreadsheet></office:body></office:document-content>"


def ods(*tables: str) -> bytes:
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return zipped({"mimetype": kind, "content.xml": ODS_HEAD + "".join(tables) + ODS_TAIL})


def ods_cell(text: str, attributes: str = 'office:value-type="string"') -> str:
    return f"<table:table-cell {attributes}><text:p>{text}</text:p></table:table-cell>"


def ods_table(*rows: str, style: str = "ta1") -> str:
    header = "".join(map(ods_cell, HEADER))
    return (
        f'<table:table table:name="表" table:style-name="{style}">'
        + "".join(f"<table:table-row>{row}</table:table-row>" for row in (header, *rows))
        + '<table:table-row table:number-rows-repeated="1048500"><table:table-cell '
        'table:number-columns-repeated="16384"/></table:table-row></table:table>'
    )


def test_an_ods_s_cells_are_what_they_show(landing: Landing) -> None:
    row = (
        ods_cell("9.9E+17", 'office:value-type="float" office:value="990782195001011000"')
        + ods_cell("样<text:s text:c='2'/>一<text:line-break/>x")
        + ods_cell("5.3", 'office:value-type="date" office:date-value="2022-03-05"')
        + ods_cell(
            "#N/A", 'office:value-type="string" office:string-value="" calcext:value-type="error"'
        )
    )
    rows = landing.read("a.ods", ods(ods_table(row)))
    assert rows == [("a.ods#1", "9.90782195001011E+17", "样  一\nx", "2022-03-05", "#N/A")]


def test_an_ods_behind_a_password_is_locked_and_not_torn(landing: Landing) -> None:
    manifest = "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>"
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    parts = {"mimetype": kind, "META-INF/manifest.xml": manifest, "content.xml": b"\x8f\x02"}
    assert "D03" in landing.refusal("a.ods", zipped(parts))


@pytest.mark.parametrize(("serial", "from_1904"), [("44625", False), ("43163", True)])
def test_a_day_of_an_ods_that_is_a_bare_number_counts_as_its_document_does(
    landing: Landing, serial: str, from_1904: bool
) -> None:
    null_date = (
        '<table:calculation-settings><table:null-date table:date-value="1904-01-01"/>'
        "</table:calculation-settings>"
    )
    number = ods_cell("x", f'office:value-type="float" office:value="{serial}"')
    row = "".join(map(ods_cell, P1[:2])) + number + number
    rows = landing.read("a.ods", ods(null_date * from_1904, ods_table(row)))
    assert rows == [("a.ods#1", *P1[:2], "44625", serial)]


@pytest.mark.parametrize(
    ("written", "time"),
    [
        ("PT08H05M00S", "08:05:00"),
        ("PT08H04M59.999999999S", "08:05:00"),
        ("PT08H05M00.5S", "08:05:00"),
    ],
)
def test_an_ods_s_time_is_no_second_short(landing: Landing, written: str, time: str) -> None:
    cell = ods_cell("x", f'office:value-type="time" office:time-value="{written}"')
    rows = landing.read("a.ods", ods(ods_table("".join(map(ods_cell, P1[:3])) + cell)))
    assert rows == [("a.ods#1", *P1[:3], time)]


def test_an_ods_s_merged_and_repeated_cells_and_hidden_tables(landing: Landing) -> None:
    start = "".join(map(ods_cell, P1[:3]))
    first = start + ods_cell("佛堂镇", 'office:value-type="string" table:number-rows-spanned="2"')
    second = "".join(map(ods_cell, P2[:3])) + "<table:covered-table-cell/>"
    third = ods_cell("x", 'office:value-type="string" table:number-columns-repeated="4"')
    rows = landing.read(
        "a.ods", ods(ods_table(first, second, third), ods_table(start, style="ta2"))
    )
    assert rows == [
        ("a.ods#1", *P1[:3], "佛堂镇"),
        ("a.ods#2", *P2[:3], "佛堂镇"),
        ("a.ods#3", "x", "x", "x", "x"),
    ]


def test_an_ods_s_formula_without_a_value_is_refused(landing: Landing) -> None:
    row = "".join(map(ods_cell, P1[:3])) + '<table:table-cell table:formula="of:=NA()"/>'
    assert "D07" in landing.refusal("a.ods", ods(ods_table(row)))


# .xlsx under other names, and .xls ---------------------------------------------------------------


@pytest.mark.parametrize("name", ["a.xls", "a.xlsm", "a.et", "a.csv", "a"])
def test_a_workbook_is_one_whatever_its_name_says(landing: Landing, name: str) -> None:
    assert landing.read(name, workbook({"A": [HEADER, P1]})) == [(f"{name}#1", *P1)]


@pytest.mark.parametrize("name", ["a.et", "a.xlsx"])
def test_an_old_workbook_is_one_whatever_its_name_says(landing: Landing, name: str) -> None:
    content: Content = lambda path: write_xls(path, {"A": [HEADER, P1]})  # noqa: E731
    assert landing.read(name, content) == [(f"{name}#1", *P1)]


def test_an_old_workbook_s_errors_land_as_their_text(landing: Landing) -> None:
    rows = landing.read(
        "a.xls",
        lambda path: write_xls(
            path, {"A": [HEADER, [*P1[:3], ExcelError(0x2A)], [*P2[:3], ExcelError(0x17)]]}
        ),
    )
    assert [row[4] for row in rows] == ["#N/A", "#REF!"]


def test_an_old_workbook_that_carries_its_theme_as_a_zip_is_one(landing: Landing) -> None:
    def write(path: Path) -> None:
        write_xls(path, {"A": [HEADER, P1]})
        path.write_bytes(path.read_bytes() + zipped({"theme/theme1.xml": "<theme/>"}))

    assert landing.read("a.xls", write) == [("a.xls#1", *P1)]
