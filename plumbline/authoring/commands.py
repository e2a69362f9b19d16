"""The commands that write files of the project, for those who add to it."""

from __future__ import annotations

import sys

import click

from plumbline.authoring.contract_files import CADENCES, WORDS, ContractError
from plumbline.authoring.extract_files import differing, write_extracts
from plumbline.authoring.new_extract import (
    NewColumn,
    NewExtract,
    add_extract,
    undescribed,
)
from plumbline.places import PROJECT_ROOT


@click.command("write-extracts")
@click.option("--check", is_flag=True, help="Write nothing; exit 1 where a file is not as written.")
def write_extracts_command(check: bool) -> None:
    """Writes from the contract what is written from it: base and staging models, their YAML, the
    list of extracts, and the contracts as SQL reads them."""
    try:
        paths = differing(PROJECT_ROOT) if check else write_extracts(PROJECT_ROOT)
    except ContractError as error:
        sys.exit(f"Nothing was written; the contract wants setting right first:\n{error}")
    for path in paths:
        click.echo(f"{'differs' if check else 'written'}: {path}")
    if check and paths:
        sys.exit("Run `plumbline write-extracts` and look at what it changes.")
    if not paths:
        click.echo("Every file is as the contract has it.")


@click.command("new-extract")
@click.argument("name")
@click.option("--provider", required=True, help="The department's folder, as civil_affairs.")
@click.option("--provider-title", help="Its Chinese name, where it has no contract yet.")
@click.option("--title", required=True, help="The extract's Chinese name.")
@click.option("--grain", required=True, help="What one row is: `one visit to one client`.")
@click.option("--question", required=True, help="What it answers: `who visited whom?`")
@click.option("--cadence", required=True, type=click.Choice(CADENCES), help="How often it comes.")
@click.option("--key", required=True, help="Columns by which a row repeats another, by commas.")
@click.option(
    "--column", "columns", required=True, multiple=True, metavar="NAME:HEADER:TYPE[!]",
    help="A column as it arrives, ! where it is required; once for each, in order.",
)  # fmt: skip
def new_extract_command(
    name: str,
    provider: str,
    provider_title: str | None,
    title: str,
    grain: str,
    question: str,
    cadence: str,
    key: str,
    columns: tuple[str, ...],
) -> None:
    """Begins the contract of a new extract and writes its models; asks for the meaning of every
    column that has no sentence yet."""
    try:
        extract = NewExtract(
            name,
            title,
            grain,
            question,
            cadence,
            tuple(part.strip() for part in key.split(",")),
            tuple(NewColumn.parse(text) for text in columns),
        )
        sentences = {
            column: click.prompt(f"What does {column} hold? A sentence for {WORDS}")
            for column in undescribed(PROJECT_ROOT, extract)
        }
        path = add_extract(PROJECT_ROOT, provider, provider_title, extract, sentences)
        written = write_extracts(PROJECT_ROOT)
    except ContractError as error:
        sys.exit(str(error))
    for changed in [path.relative_to(PROJECT_ROOT).as_posix(), *written]:
        click.echo(f"written: {changed}")
    click.echo(
        f"\nStill to do for {name}:\n"
        f"  - in {path.relative_to(PROJECT_ROOT)}: `spells` where columns are a start and its\n"
        "    end, `values` where a column holds one of a few words, `steady: true` where as many\n"
        "    rows come every month, no `optional` where the city must deliver it; then\n"
        "    `plumbline write-extracts`\n"
        f"  - a delivery in <landing>/{name}/, and in the made-up city where a rule reads it\n"
        "  - a line in CHANGELOG.md"
    )
