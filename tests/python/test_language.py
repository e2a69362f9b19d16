"""The commands speak Chinese where the locale does, and all of what they say is translated."""

from __future__ import annotations

import inspect
import os
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from builds import PROJECT

from plumbline.cli import main
from plumbline.language import CATALOGUES, commands_of

CHINESE = re.compile("[\u4e00-\u9fff]")


def texts_in(folder: Path) -> set[str]:
    """What the Python files of a folder give to `_()`."""
    found = extract_from_dir(folder, [("**.py", "python")], keywords={"_": None})
    return {text for _file, _line, text, *_more in found if isinstance(text, str)}


def texts_of_help() -> set[str]:
    texts: set[str | None] = set()
    for command in commands_of(main):
        texts.add(command.help and inspect.cleandoc(command.help))
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                texts |= {parameter.help, parameter.prompt}
    return {text for text in texts if text}


@pytest.fixture(scope="module")
def chinese() -> Catalog:
    with (CATALOGUES / "zh_CN.po").open("rb") as file:
        return read_po(file, locale="zh_CN")


def test_everything_said_is_translated(chinese: Catalog) -> None:
    said = texts_in(PROJECT / "plumbline") | texts_of_help()
    translated = {str(message.id): str(message.string) for message in chinese if message.id}
    assert said - {text for text, string in translated.items() if CHINESE.search(string)} == set()
    spoken_by_click = texts_in(Path(click.__file__).parent)
    assert set(translated) - said - spoken_by_click == set()


def test_a_translation_has_the_same_parts_to_fill(chinese: Catalog) -> None:
    parts = re.compile(r"\{.*?\}|`.*?`")
    for message in chinese:
        assert sorted(parts.findall(str(message.string))) == sorted(parts.findall(str(message.id)))


@pytest.mark.parametrize(
    ("locale", "told"),
    [
        ("zh_CN.UTF-8", ("用法:", "命令:", "为有新预警的每个单位生成工作簿，并登记为已交办。")),
        ("en_US.UTF-8", ("Usage:", "Commands:", "Writes a workbook for each unit")),
        ("C.UTF-8", ("Usage:", "Commands:", "Writes a workbook for each unit")),
    ],
)
def test_commands_speak_the_language_of_the_locale(locale: str, told: tuple[str, ...]) -> None:
    others = {name: os.environ[name] for name in os.environ if name not in ("LANGUAGE", "LC_ALL")}
    done = subprocess.run(
        [sys.executable, "-m", "plumbline.cli", "--help"],
        cwd=PROJECT,
        env={**others, "LANG": locale},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    assert all(text in done.stdout for text in told)
