"""Letters in Word's format: a letter of advice (监察建议书) and minutes for talks (谈话提醒).

What they say comes from the published warehouse; what only people know is left open, as a line.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from decimal import Decimal
from gettext import gettext as _
from itertools import groupby
from pathlib import Path
from typing import Any

import docx
import duckdb
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph

from plumbline.casework.work_items import CaseworkError, read_rows

HEADING, BODY = "方正小标宋简体", "仿宋_GB2312"
NUMERALS = "一二三四五六七八九十"
OPEN = "＿＿＿＿＿＿"


def places(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, int, Decimal]]:
    """Where a letter could go: the place, its confirmed cases, the yuan identified."""
    return [
        (row["place"], row["cases"], row["amount"])
        for row in read_rows(
            connection,
            """
            select place, count(*) as cases, sum(identified_amount) as amount
            from marts.letter_facts
            group by place_kind, place
            order by amount desc, place
            """,
        )
    ]


def write_advice(connection: duckdb.DuckDBPyConnection, place: str, office: str, path: Path) -> int:
    """Writes the letter to a centre, village or institution; returns how many cases it rests on.

    Raises CaseworkError where no case is confirmed there.
    """
    facts = read_rows(
        connection,
        """
        select *
        from marts.letter_facts
        where place = ?
        order by rule_id, first_event_date, case_id
        """,
        place,
    )
    if not facts:
        said = _(
            "{place}: no confirmed case there; `plumbline letter advice` lists where there are"
        )
        raise CaseworkError(said.format(place=place))
    advice = read_rows(
        connection,
        """
        select rule_id, to_mechanism
        from reference.reforms
        order by rule_id, reform_id
        """,
    )
    rules = {fact["rule_id"] for fact in facts}
    letter = _new_letter()
    _heading(letter, office)
    _heading(letter, "监察建议书")
    _line(letter, f"〔{facts[0]['letter_date'].year}〕{OPEN}号", WD_ALIGN_PARAGRAPH.CENTER)
    _line(letter, f"{place}：")
    _paragraph(
        letter,
        f"经大数据比对预警并由承办单位实地核查，发现你单位在民生资金管理使用中存在{_yuan_total(facts)}"
        "依据《中华人民共和国监察法》关于监察建议的规定，现提出如下监察建议。",
    )
    _section(letter, "一、核查发现的问题")
    for number, (_rule, group) in enumerate(groupby(facts, key=lambda fact: fact["rule_id"])):
        _problem(letter, number, list(group))
    _section(letter, "二、监察建议")
    wanted = [row["to_mechanism"] for row in advice if row["rule_id"] in rules]
    for number, sentence in enumerate(dict.fromkeys(wanted), start=1):
        _paragraph(letter, f"{number}. {sentence.rstrip('。')}。")
    _section(letter, "三、反馈要求")
    _paragraph(
        letter,
        f"请于{zh_day(facts[0]['reply_date'])}前将采纳建议、整改落实情况书面报送本机关。如对上述事实"
        "有异议，可在此期限内书面提出，并附有关材料。",
    )
    _line(letter, "")
    _line(letter, office, WD_ALIGN_PARAGRAPH.RIGHT)
    _line(letter, zh_day(facts[0]["letter_date"]), WD_ALIGN_PARAGRAPH.RIGHT)
    letter.save(str(path))
    return len(facts)


def write_talks(connection: duckdb.DuckDBPyConnection, office: str, path: Path) -> int:
    """Writes minutes to fill in for each case dealt with by a talk; returns how many there are.

    Raises CaseworkError where there is none.
    """
    cases = read_rows(
        connection,
        """
        select cases.unit, cases.case_id, rule_catalogue.title, cases.reason, cases.cause,
            cases.identified_amount, cases.recovered_amount, cases.persons_handled
        from marts.cases
        inner join marts.rule_catalogue on cases.rule_id = rule_catalogue.rule_id
        where cases.alert_id = cases.case_id and cases.discipline_form = '第一种形态'
            and cases.concluded_as = 'confirmed'
        order by cases.unit, cases.case_id
        """,
    )
    if not cases:
        raise CaseworkError(_("no confirmed case is dealt with by 第一种形态; nothing to write"))
    letter = _new_letter()
    _heading(letter, office)
    _heading(letter, "谈话提醒名单及记录")
    _table(
        letter,
        ("序号", "承办单位", "预警编号", "问题", "人数"),
        (1.2, 3.0, 4.6, 5.2, 1.2),
        [
            (str(n), c["unit"], c["case_id"], c["title"], _count(c["persons_handled"]))
            for n, c in enumerate(cases, start=1)
        ],
    )
    for number, case in enumerate(cases, start=1):
        letter.add_page_break()
        _section(letter, f"谈话提醒记录（{number}）")
        for label, told in (
            ("承办单位", case["unit"]),
            ("预警编号", case["case_id"]),
            ("谈话事由", f"{case['title']}。{case['reason']}"),
            ("问题成因", case["cause"] or OPEN),
            (
                "涉及及追缴",
                f"查实{case['identified_amount']}元，已追缴{case['recovered_amount']}元",
            ),
        ):
            _paragraph(letter, f"{label}：{told}")
        for label in ("谈话时间", "谈话地点", "谈话对象及职务", "谈话人", "记录人"):
            _paragraph(letter, f"{label}：{OPEN}")
        for label in ("提醒内容", "谈话对象表态"):
            _paragraph(letter, f"{label}：")
            for _blank in range(2):
                _line(letter, "＿" * 24)
        for label in ("谈话对象签名", "谈话人签名"):
            _paragraph(letter, f"{label}：{OPEN}")
    letter.save(str(path))
    return len(cases)


def zh_day(day: dt.date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _problem(letter: Document, number: int, facts: Sequence[dict[str, Any]]) -> None:
    first = min(fact["first_event_date"] for fact in facts)
    last = max(fact["last_event_date"] for fact in facts)
    days = zh_day(first) if first == last else f"{zh_day(first)}至{zh_day(last)}"
    identified = sum(fact["identified_amount"] for fact in facts)
    recovered = sum(fact["recovered_amount"] for fact in facts)
    _paragraph(
        letter,
        f"（{NUMERALS[number] if number < 10 else number + 1}）{facts[0]['title']}。{days}，"
        f"经核查属实{len(facts)}件，查实金额{identified}元，已追缴{recovered}元。具体如下：",
    )
    _table(
        letter,
        ("序号", "对象", "事实", "结论", "查实（元）", "追缴（元）"),
        (1.2, 2.2, 6.6, 1.8, 2.0, 2.0),
        [
            (
                str(n),
                fact["subject_name"],
                fact["reason"],
                fact["finding"],
                str(fact["identified_amount"]),
                str(fact["recovered_amount"]),
            )
            for n, fact in enumerate(facts, start=1)
        ],
    )


def _yuan_total(facts: Sequence[dict[str, Any]]) -> str:
    identified = sum(fact["identified_amount"] for fact in facts)
    recovered = sum(fact["recovered_amount"] for fact in facts)
    return (
        f"以下问题，经核查属实{len(facts)}件，查实金额{identified}元，截至目前已追缴{recovered}元。"
    )


def _count(number: int | None) -> str:
    return "" if number is None else str(number)


def _new_letter() -> Document:
    letter = docx.Document()
    page = letter.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.top_margin, page.bottom_margin = Cm(3.7), Cm(3.5)
    page.left_margin, page.right_margin = Cm(2.8), Cm(2.6)
    style = letter.styles["Normal"]
    style.font.size = Pt(16)
    _font(style, BODY)
    return letter


def _font(styled: Any, name: str) -> None:
    """For Chinese text Word asks for the East Asian font, and for the language."""
    styled.font.name = name
    properties = styled.element.get_or_add_rPr()
    properties.rFonts.set(qn("w:eastAsia"), name)
    language = properties.makeelement(qn("w:lang"), {qn("w:eastAsia"): "zh-CN"})
    properties.append(language)


def _heading(letter: Document, text: str) -> None:
    run = _line(letter, "", WD_ALIGN_PARAGRAPH.CENTER).add_run(text)
    run.font.size = Pt(22)
    _font(run, HEADING)


def _section(letter: Document, text: str) -> None:
    run = _line(letter, "").add_run(text)
    _font(run, "黑体")


def _line(
    letter: Document, text: str, alignment: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.LEFT
) -> Paragraph:
    paragraph = letter.add_paragraph(text)
    paragraph.alignment = alignment
    paragraph.paragraph_format.space_after = Pt(0)
    paragraph.paragraph_format.line_spacing = Pt(28)
    return paragraph


def _paragraph(letter: Document, text: str) -> None:
    _line(letter, text).paragraph_format.first_line_indent = Pt(32)


def _table(
    letter: Document,
    headers: Sequence[str],
    widths: Sequence[float],
    rows: Iterable[Sequence[str]],
) -> None:
    table = letter.add_table(rows=0, cols=len(headers), style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    for values in (headers, *rows):
        row = table.add_row()
        # a row is not torn between pages
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell, text, width in zip(row.cells, values, widths, strict=True):
            cell.width = Cm(width)
            cell.paragraphs[0].paragraph_format.keep_with_next = values is headers
            run = cell.paragraphs[0].add_run(text)
            run.font.size = Pt(10.5)
    letter.add_paragraph().paragraph_format.space_after = Pt(0)
