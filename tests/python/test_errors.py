"""The codes of what can be wrong with a delivered file: one list, shown as it is."""

from __future__ import annotations

import re
from pathlib import Path

from plumbline.landing.errors import CODES, problem

PROJECT = Path(__file__).resolve().parents[2]
CODE = re.compile(r'problem\(\s*"(D[0-9]{2})"|"[^"\n]*\b(D[0-9]{2}) ')
# what is reported as it is: the text that says so begins a sentence of its own
UNCODED = re.compile(r'(?:HeaderError|DeliveryError)\(\s*f?"(?!D[0-9]{2} |工作表)[^"]*"')


def test_the_page_shows_every_code_as_it_is() -> None:
    page = (PROJECT / "docs" / "deliveries.md").read_text(encoding="utf-8")
    shown = [line for line in page.splitlines() if line.startswith("| `D")]
    assert shown == [
        f"| `{code}` | {about.wrong_zh} | {about.wrong} | {about.remedy_zh} | {about.remedy} |"
        for code, about in CODES.items()
    ]


def test_every_code_is_used_and_none_that_is_not_listed() -> None:
    used = {
        code
        for path in (PROJECT / "plumbline" / "landing").rglob("*.py")
        for codes in CODE.findall(path.read_text(encoding="utf-8"))
        for code in codes
        if code
    }
    assert used == set(CODES)


def test_no_error_of_a_file_is_without_a_code() -> None:
    uncoded = {
        (path.name, found)
        for path in (PROJECT / "plumbline" / "landing").rglob("*.py")
        for found in UNCODED.findall(path.read_text(encoding="utf-8"))
        if "no extract was asked for" not in found
    }
    assert uncoded == set()


def test_an_error_says_in_both_languages_what_stood_there_and_what_to_do() -> None:
    told = str(problem("D03", "需要密码", "it asks for a password"))
    chinese, english = told.split(" / ")
    assert chinese == (
        "D03 工作簿加了密码：需要密码；请取消密码，另存为 .xlsx；"
        "或用 PLUMBLINE_WORKBOOK_PASSWORD_FILE 指明存放密码的文件。"
    )
    assert english.startswith("the workbook is locked with a password (it asks for a password); ")
    assert english.endswith("the file that holds it in PLUMBLINE_WORKBOOK_PASSWORD_FILE")
