"""In which language the commands speak: Chinese where the locale says so, else English.

What they say is looked up by its English text in `locale/zh_CN.po`, click's own words among it.
"""

from __future__ import annotations

import gettext
import inspect
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from plumbline.rights import keep_private

CATALOGUES = Path(__file__).with_name("locale")
DOMAIN = "plumbline"


class SpokenGroup(click.Group):
    """Commands that speak the language of the locale, helps and prompts included."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        keep_private()
        with TemporaryDirectory() as folder:
            compile_catalogues(Path(folder))
            gettext.bindtextdomain(DOMAIN, folder)
            gettext.textdomain(DOMAIN)
            translate_help(self)
            return super().main(*args, **kwargs)


def compile_catalogues(folder: Path) -> None:
    """The catalogues as gettext reads them."""
    for path in CATALOGUES.glob("*.po"):
        compiled = folder / path.stem / "LC_MESSAGES" / f"{DOMAIN}.mo"
        compiled.parent.mkdir(parents=True)
        with path.open("rb") as source, compiled.open("wb") as target:
            write_mo(target, read_po(source, locale=path.stem))


def translate_help(group: click.Group) -> None:
    for command in commands_of(group):
        if command.help:
            command.help = gettext.gettext(inspect.cleandoc(command.help))
            # whole: click shortens by words, which Chinese does not part
            command.short_help = command.help.partition("\n\n")[0]
        for option in command.params:
            if isinstance(option, click.Option):
                option.help = option.help and gettext.gettext(option.help)
                option.prompt = option.prompt and gettext.gettext(option.prompt)


def commands_of(command: click.Command) -> Iterator[click.Command]:
    """The command and all below it."""
    yield command
    for inner in getattr(command, "commands", {}).values():
        yield from commands_of(inner)
