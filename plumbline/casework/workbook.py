"""The workbook that a unit fills in: what it has to check, with cells for what it found; and the
list of people whom civil affairs is to help, with cells for what was done.

Its header is that of the extract `case_feedback` and some columns more, so that it lands as it
comes back. Nothing that comes from data is written as anything but text or a figure, so no name
or reason can become a formula.
"""

from __future__ import annotations

import datetime as dt
import math
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from plumbline.casework.shown import hidden_id, rows_by_file
from plumbline.casework.work_items import LeadItem, Problem, RuleBrief, UnitState, WorkItem
from plumbline.landing.contract import Extract
from plumbline.landing.forms import BATCH_LABEL, CHECKSUM_LABEL, FORM_SHEET, checksum

SHEET = "核查处置"
BACK_SHEET = "退回更正"
WITHDRAWN_SHEET = "已撤回"
JOINT_SHEET = "联合核查"
CC_SHEET = "抄送"
RULES_SHEET = "规则说明"
IDS_SHEET = "证件号"
WORDS_SHEET = "可填词"
KINDS = {
    "generated": "新下发",
    "returned": "退回补正",
    "reopened": "整改反弹",
    "objected": "异议复核",
    "sample": "抽查",
    "second_look": "抽查复核",
    "to_correct": "需更正",
    "under_way": "办理中",
}
LEAD_SHEET = "主动服务"
LEAD_KINDS = {
    "generated": "新交办",
    "reopened": "仍未落实",
    "to_correct": "需更正",
    "under_way": "办理中",
}
Item = WorkItem | LeadItem
HEADER_ROW = 2
SPARE_ROWS = 200
LINE_HEIGHT = 17
MAX_HEIGHT = 409
MAIN_SCALE = 70


@dataclass(frozen=True)
class Column:
    """A column that tells what to check: its header, width in characters, and its cell."""

    header: str
    width: int
    value: Callable[[Any], Any]


def _told_of_alerts(number_header: str) -> list[Column]:
    return [
        Column(number_header, 17, lambda i: i.alert_id),
        Column("类别", 8, lambda i: KINDS[i.kind]),
        Column("预警规则", 16, lambda i: i.title),
        Column("对象", 10, lambda i: i.subject_name),
        Column("证件号或标识", 12, lambda i: hidden_id(i.subject_id)),
        Column("起始日期", 10, lambda i: i.first_event_date),
        Column("截止日期", 10, lambda i: i.last_event_date),
        Column("次数（天数）", 7, lambda i: i.event_count),
        Column("涉及金额（元）", 11, _amount),
        Column("预警事由", 38, lambda i: i.reason),
        Column("反弹情况", 14, lambda i: i.recurrence),
        Column("数据来源", 35, lambda i: "\n".join(rows_by_file(i.evidence))),
        Column("联合单位、抄送", 12, _others),
        Column("办理期限", 10, lambda i: i.due_date),
        Column("催办", 10, lambda i: i.reminder),
    ]


def _amount(item: WorkItem | UnitState) -> Decimal | None:
    """Nothing where the rule names no yuan: 0.00 would be a sum that nobody named."""
    return item.amount_at_risk or None


def _others(item: WorkItem) -> str | None:
    told = (("联合核查：", item.joint_unit), ("抄送：", item.cc))
    return "\n".join(f"{label}{unit}" for label, unit in told if unit) or None


def _told_of_leads(number_header: str) -> list[Column]:
    return [
        Column(number_header, 18, lambda i: i.alert_id),
        Column("类别", 10, lambda i: LEAD_KINDS[i.kind]),
        Column("服务事项", 22, lambda i: i.title),
        Column("姓名", 12, lambda i: i.subject_name),
        Column("身份证号", 20, lambda i: hidden_id(i.subject_id)),
        Column("镇街", 12, lambda i: i.town),
        Column("事由", 56, lambda i: i.reason),
        Column("数据来源（行数）", 17, lambda i: i.source_rows),
        Column("办理期限", 11, lambda i: i.due_date),
    ]


# What a unit only reads: the sheet of each role, and what it says there.
STATE_SHEETS = {
    "addressee": ("本单位主办", "本单位主办的预警；答复请填在核查处置表中"),
    "supervising_unit": ("督办", "两次催办后仍未答复，请督促主办单位尽快答复"),
    "joint_unit": (JOINT_SHEET, "由主办单位答复、本单位联合核查的预警"),
    "cc": (CC_SHEET, "抄送本单位知悉的预警，不必答复"),
    "second_look": ("抽查复核", "本单位已办结、抽中复核的案件，由别的单位另行核实；请备好核查材料"),
}
STATE_COLUMNS = [
    Column("编号", 18, lambda s: s.alert_id),
    Column("预警规则", 30, lambda s: s.title),
    Column("对象", 16, lambda s: s.subject_name),
    Column("证件号或标识", 20, lambda s: hidden_id(s.subject_id)),
    Column("主办单位", 20, lambda s: s.addressee),
    Column("涉及金额（元）", 14, _amount),
    Column("状态", 12, lambda s: s.state_title),
    Column("交办日期", 12, lambda s: s.dispatched_on),
    Column("办理期限", 12, lambda s: s.due_date),
    Column("催办", 22, lambda s: s.reminder),
    Column("核查结论或撤回原因", 22, lambda s: s.result),
]
SECOND_FINDING = Column("复核结论", 12, lambda s: s.second_finding)


# What a unit fills in is named by the contract; how wide it is, here.
ANSWER_WIDTH = {"note": 22, "response": 22}
HINTS = {
    "handled_date": "填写办理这一步的日期，如 2024-01-15。",
    "recovered_amount": "累计追缴金额，单位元，只填数字。",
    "persons_handled": "累计处理人数，只填整数。",
}
LEAD_HINTS = {
    "handled_date": "填写办理日期，如 2024-01-15。",
    "status": "还在办理填核查中，已有结果填已办结。",
    "note": "从下拉框中选一个办理结果；情况说明填在最右的本人陈述栏。",
    "response": "本人怎么说，或办理结果为其他时的情况说明。",
}


@dataclass(frozen=True)
class Layout:
    """What a workbook tells and asks: its main sheet, and the words and hints of its answers."""

    sheet: str
    heading: str
    hint: str
    kinds: dict[str, str]
    told: list[Column]
    answers: list[str]
    words: dict[str, list[str]]
    hints: dict[str, str]
    withdrawn_heading: str
    withdrawn: list[Column]


def alert_layout(extract: Extract) -> Layout:
    """Alerts and sampled cases: all columns of the contract are asked for."""
    headers = {column: header for header, column in extract.columns.items()}
    return Layout(
        sheet=SHEET,
        heading="预警核查处置表",
        hint="请填写黄色各列后原样返回；同一预警有几步就插入几行；没有结果的行留空。",
        kinds=KINDS,
        told=_told_of_alerts(headers[extract.prefilled[0]]),
        answers=[name for name in headers if name not in extract.prefilled[:1]],
        words=extract.words,
        hints=HINTS,
        withdrawn_heading="以下预警已撤回，不必再核查",
        withdrawn=[
            Column("编号", 18, lambda i: i.alert_id),
            Column("预警规则", 24, lambda i: i.title),
            Column("对象", 14, lambda i: i.subject_name),
            Column("撤回日期", 12, lambda i: i.withdrawn_on),
            Column("撤回原因", 50, lambda i: i.withdrawal_reason),
        ],
    )


def lead_layout(extract: Extract, outcomes: list[str]) -> Layout:
    """Service leads: what was done is one word, in the contract's column for remarks."""
    headers = {column: header for header, column in extract.columns.items()}
    steps = extract.words["status"]
    return Layout(
        sheet=LEAD_SHEET,
        heading="主动服务名单",
        hint=(
            f"名单所列人员可能应享未享或登记有误，不是违规线索。请填写黄色各列后原样返回："
            f"{headers['handled_date']}填办理日期，{headers['note']}从下拉框选办理结果；"
            "没有结果的行留空。"
        ),
        kinds=LEAD_KINDS,
        told=_told_of_leads(headers[extract.prefilled[0]]),
        answers=["handled_date", "status", "note", "unit", "response"],
        # a lead is under way or done with; it has no findings and nothing to put right
        words={"status": [steps[1], steps[-1]], "note": outcomes},
        hints=LEAD_HINTS,
        withdrawn_heading="以下各项按最新数据不再列入，不必再办",
        withdrawn=[
            Column("编号", 18, lambda i: i.alert_id),
            Column("服务事项", 24, lambda i: i.title),
            Column("姓名", 14, lambda i: i.subject_name),
            Column("撤回日期", 12, lambda i: i.withdrawn_on),
        ],
    )


class UnitWorkbook:
    """One unit's workbook of one batch."""

    def __init__(
        self,
        path: Path,
        batch: str,
        addressee: str,
        extract: Extract,
        layout: Layout | None = None,
    ) -> None:
        self.book = xlsxwriter.Workbook(
            str(path), {"strings_to_formulas": False, "strings_to_urls": False}
        )
        self.batch = batch
        self.addressee = addressee
        self.extract = extract
        self.layout = layout or alert_layout(extract)
        self.headers = {column: header for header, column in extract.columns.items()}
        plain = {"valign": "top", "text_wrap": True, "border": 1, "font_name": "宋体"}
        self.title = self.book.add_format({"bold": True, "font_size": 14, "font_name": "宋体"})
        self.hint = self.book.add_format({"font_color": "#555555", "font_name": "宋体"})
        self.head = self.book.add_format({**plain, "bold": True, "bg_color": "#D9E1F2"})
        self.answer_head = self.book.add_format({**plain, "bold": True, "bg_color": "#FFE699"})
        self.text = self.book.add_format({**plain, "num_format": "@"})
        self.day = self.book.add_format({**plain, "num_format": "yyyy-mm-dd"})
        self.yuan = self.book.add_format({**plain, "num_format": "#,##0.00"})
        self.count = self.book.add_format({**plain, "num_format": "0"})
        unlocked = {**plain, "locked": False, "bg_color": "#FFFBEB"}
        self.open_cell = self.book.add_format({"locked": False})
        self.answer = self.book.add_format(unlocked)
        self.answer_day = self.book.add_format({**unlocked, "num_format": "yyyy-mm-dd"})

    def write(
        self,
        items: Sequence[Item],
        problems: Sequence[Problem],
        joint: Sequence[WorkItem] = (),
        briefs: Sequence[RuleBrief] = (),
        copies: Sequence[WorkItem] = (),
    ) -> None:
        """Writes all sheets and closes the file; `joint` is what the unit only checks along with
        another that answers, `copies` what it is told of. With nothing but those there is nothing
        to send back."""
        current = [item for item in items if item.kind in self.layout.kinds]
        withdrawn = [item for item in items if item.kind == "withdrawn"]
        is_asked = bool(current or withdrawn or problems or not (joint or copies))
        if is_asked:
            self._main(self.book.add_worksheet(self.layout.sheet), current)
        if problems:
            self._back(self.book.add_worksheet(BACK_SHEET), problems)
        if withdrawn:
            self._withdrawn(withdrawn)
        if joint:
            said = "以下预警由主办单位答复，本单位联合核查，不必在此填写"
            self._along(JOINT_SHEET, f"{said}  {self.addressee}  批次 {self.batch}", joint)
        if copies:
            said = "以下预警抄送本单位知悉，不必答复"
            self._along(CC_SHEET, f"{said}  {self.addressee}  批次 {self.batch}", copies)
        told = [*current, *joint]
        if known := [b for b in briefs if b.rule_id in {getattr(i, "rule_id", None) for i in told}]:
            self._rules(known)
        if hidden := [i for i in told if hidden_id(i.subject_id) != i.subject_id]:
            self._ids(hidden)
        if is_asked:
            # drop-downs come from words listed on a hidden sheet
            self._words(self.book.add_worksheet(WORDS_SHEET))
            self._form(self.book.add_worksheet(FORM_SHEET), current)
        self.book.close()

    def write_states(self, states: Sequence[UnitState]) -> None:
        """Writes where what concerns the unit stands, a sheet a role, and closes the file."""
        for role, (sheet, said) in STATE_SHEETS.items():
            if told := [state for state in states if state.role == role]:
                columns = STATE_COLUMNS + [SECOND_FINDING] * (role == "second_look")
                title = f"{said}  {self.addressee}  截至{told[0].as_of_date}"
                self._columns(sheet, title, columns, told)
        self.book.close()

    def _main(self, sheet: Worksheet, items: Sequence[Item]) -> None:
        told, answers = self.layout.told, self.layout.answers
        heading = f"{self.layout.heading}  {self.addressee}  批次 {self.batch}"
        sheet.write_string(0, 0, heading, self.title)
        sheet.write_string(1, 0, self.layout.hint, self.hint)
        headers = [column.header for column in told] + [self.headers[c] for c in answers]
        for at, header in enumerate(headers):
            is_answer = at >= len(told)
            sheet.write_string(HEADER_ROW, at, header, self.answer_head if is_answer else self.head)
        sheet.set_row(HEADER_ROW, 2 * LINE_HEIGHT)
        for at, column in enumerate(told):
            sheet.set_column(at, at, column.width)
        for at, name in enumerate(answers, start=len(told)):
            sheet.set_column(at, at, ANSWER_WIDTH.get(name, 10), self.open_cell)
        for row, item in enumerate(items, start=HEADER_ROW + 1):
            values = [column.value(item) for column in told]
            for at, value in enumerate(values):
                self._cell(sheet, row, at, value)
            for at, name in enumerate(answers, start=len(told)):
                kind = self.answer_day if self.extract.types[name] == "date" else self.answer
                if name in self.extract.prefilled:
                    sheet.write_string(row, at, item.addressee, kind)
                else:
                    sheet.write_blank(row, at, None, kind)
            lines = max(_lines(v, c.width) for v, c in zip(values, told, strict=True))
            sheet.set_row(row, min(MAX_HEIGHT, LINE_HEIGHT * lines + 3))
        last_row = HEADER_ROW + len(items)
        for at, name in enumerate(answers, start=len(told)):
            if rule := self._validation(name):
                sheet.data_validation(HEADER_ROW + 1, at, last_row + SPARE_ROWS, at, rule)
        # what is not asked for stands there out of sight: no column of the contract was renamed
        asked = {self.extract.prefilled[0], *answers}
        unasked = [header for name, header in self.headers.items() if name not in asked]
        for at, header in enumerate(unasked, start=len(headers)):
            sheet.write_string(HEADER_ROW, at, header, self.head)
            sheet.set_column(at, at, None, None, {"hidden": True})
        sheet.freeze_panes(HEADER_ROW + 1, 4)
        sheet.autofilter(HEADER_ROW, 0, max(last_row, HEADER_ROW + 1), len(headers) - 1)
        self._protect(sheet)
        _to_print(sheet)
        # what is told on one sheet of paper, the cells to fill in on the next
        sheet.set_print_scale(MAIN_SCALE)
        sheet.set_v_pagebreaks([len(told)])
        sheet.repeat_rows(HEADER_ROW)
        sheet.repeat_columns(0)

    def _back(self, sheet: Worksheet, problems: Sequence[Problem]) -> None:
        rows = [(p.alert_id, p.found, p.what_to_do, p.source_row) for p in problems]
        self._list(
            sheet,
            f"以下各行未能采用，请按要求在“{self.layout.sheet}”表中重报",
            (("编号", 18), ("问题", 50), ("请这样办", 40), ("来源行", 44)),
            rows,
        )

    def _withdrawn(self, items: Sequence[Item]) -> None:
        self._columns(WITHDRAWN_SHEET, self.layout.withdrawn_heading, self.layout.withdrawn, items)

    def _along(self, sheet: str, title: str, items: Sequence[WorkItem]) -> None:
        told = [c for c in self.layout.told if c.header not in ("类别", "联合单位、抄送")]
        columns = [
            Column("编号", told[0].width, told[0].value),
            Column("主办单位", 14, lambda i: i.addressee),
            Column("状态", 10, lambda i: i.state_title),
            *told[1:],
        ]
        self._columns(sheet, title, columns, items)

    def _columns(
        self, sheet: str, title: str, columns: Sequence[Column], items: Sequence[Any]
    ) -> None:
        self._list(
            self.book.add_worksheet(sheet),
            title,
            [(column.header, column.width) for column in columns],
            [[column.value(item) for column in columns] for item in items],
        )

    def _rules(self, briefs: Sequence[RuleBrief]) -> None:
        self._list(
            self.book.add_worksheet(RULES_SHEET),
            "怎样核查，常见误报是什么",
            (("预警规则", 24), ("政策依据", 36), ("怎样核查", 60), ("常见误报", 60)),
            [(b.title, b.policies, b.how_to_check, b.false_alarms) for b in briefs],
        )

    def _ids(self, items: Sequence[Item]) -> None:
        self._list(
            self.book.add_worksheet(IDS_SHEET),
            "完整证件号，仅限核查使用，不得外传",
            (("编号", 18), ("对象", 14), ("证件号", 22)),
            [(i.alert_id, i.subject_name, i.subject_id) for i in items],
        )

    def _list(
        self,
        sheet: Worksheet,
        title: str,
        columns: Sequence[tuple[str, int]],
        rows: Sequence[Sequence[Any]],
    ) -> None:
        sheet.write_string(0, 0, title, self.title)
        sheet.set_row(HEADER_ROW, 2 * LINE_HEIGHT)
        for at, (header, width) in enumerate(columns):
            sheet.set_column(at, at, width)
            sheet.write_string(HEADER_ROW, at, header, self.head)
        for row, values in enumerate(rows, start=HEADER_ROW + 1):
            for at, value in enumerate(values):
                self._cell(sheet, row, at, value)
            lines = max(_lines(v, width) for v, (_, width) in zip(values, columns, strict=True))
            sheet.set_row(row, min(MAX_HEIGHT, LINE_HEIGHT * lines + 3))
        sheet.freeze_panes(HEADER_ROW + 1, 0)
        self._protect(sheet)
        _to_print(sheet)

    def _words(self, sheet: Worksheet) -> None:
        for at, (name, words) in enumerate(self.layout.words.items()):
            sheet.write_string(0, at, self.headers[name])
            for row, word in enumerate(words, start=1):
                sheet.write_string(row, at, word)
        sheet.hide()

    def _form(self, sheet: Worksheet, items: Sequence[Item]) -> None:
        sent = checksum(item.alert_id for item in items)
        for row, (label, value) in enumerate(((BATCH_LABEL, self.batch), (CHECKSUM_LABEL, sent))):
            sheet.write_string(row, 0, label)
            sheet.write_string(row, 1, value)
        sheet.very_hidden()

    def _validation(self, name: str) -> dict[str, Any] | None:
        header, hint = self.headers[name], self.layout.hints.get(name)
        shown = {"input_title": header, "input_message": hint} if hint else {}
        if words := self.layout.words.get(name):
            at = list(self.layout.words).index(name)
            letter = chr(ord("A") + at)
            source = f"={WORDS_SHEET}!${letter}$2:${letter}${len(words) + 1}"
            message = f"{header}只能从下拉框中选。"
            return {"validate": "list", "source": source, "error_message": message, **shown}
        kind = self.extract.types[name]
        if kind == "date":
            return {"validate": "date", "criteria": ">=", "value": "=DATE(2000,1,1)", **shown}
        if kind == "money":
            return {"validate": "decimal", "criteria": ">=", "value": 0, **shown}
        if kind == "int":
            return {"validate": "integer", "criteria": ">=", "value": 0, **shown}
        return {"validate": "any", **shown} if shown else None

    def _protect(self, sheet: Worksheet) -> None:
        """Against slips, not against people: no password."""
        allowed = ("insert_rows", "delete_rows", "sort", "autofilter", "format_rows")
        sheet.protect("", dict.fromkeys((*allowed, "format_columns", "format_cells"), True))

    def _cell(self, sheet: Worksheet, row: int, at: int, value: Any) -> None:
        if value is None:
            sheet.write_blank(row, at, None, self.text)
        elif isinstance(value, str):
            sheet.write_string(row, at, value, self.text)
        elif isinstance(value, int):
            sheet.write_number(row, at, value, self.count)
        elif isinstance(value, dt.date):
            sheet.write_datetime(row, at, value, self.day)
        else:
            sheet.write_number(row, at, float(value), self.yuan)


def _to_print(sheet: Worksheet) -> None:
    sheet.set_landscape()
    sheet.set_paper(8)  # A3
    sheet.set_margins(left=0.3, right=0.3, top=0.4, bottom=0.5)
    sheet.set_footer("&C第 &P 页，共 &N 页")
    sheet.fit_to_pages(1, 0)


def _lines(value: Any, width: int) -> int:
    """How many lines a cell's text takes in a column so many half-width characters wide, of which
    no line uses the last: a full-width character that does not fit goes to the next."""
    if not isinstance(value, str):
        return 1
    return sum(max(1, math.ceil(_text_width(line) / (width - 1))) for line in value.split("\n"))


def _text_width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "FWA" else 1 for c in text)
