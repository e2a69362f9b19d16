"""The two READMEs say the same: headings, commands, links and names, in one order."""

from __future__ import annotations

import re

import pytest
from builds import PROJECT

ENGLISH, CHINESE = (
    (PROJECT / name).read_text(encoding="utf-8") for name in ("README.md", "README.zh-CN.md")
)
# a heading, a row of a table, a fence with its language
SHAPE = re.compile(r"^(#+|\||```\w*)", re.MULTILINE)


def commands(text: str) -> list[str]:
    """The lines of shell and SQL, without what their comments say."""
    blocks = re.findall(r"```(?:bash|sql)\n(.+?)```", text, re.DOTALL)
    return [re.split(r"\s+(?:#|--) ", line)[0].rstrip() for line in "".join(blocks).splitlines()]


def sections(text: str) -> list[str]:
    """Without blocks of code."""
    return re.split(r"^#+ ", re.sub(r"```.+?```", "", text, flags=re.DOTALL), flags=re.MULTILINE)


def test_headings_tables_and_blocks_follow_each_other_alike() -> None:
    assert SHAPE.findall(CHINESE) == SHAPE.findall(ENGLISH)


def test_commands_are_the_same() -> None:
    assert commands(CHINESE) == commands(ENGLISH)


@pytest.mark.parametrize("named", [r"\]\((?!README)(.+?)\)", r"`([^`]+)`", r"\*\*"])
def test_each_section_names_the_same(named: str) -> None:
    for chinese, english in zip(sections(CHINESE), sections(ENGLISH), strict=True):
        assert sorted(re.findall(named, chinese)) == sorted(re.findall(named, english))
