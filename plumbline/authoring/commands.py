"""The commands that write files of the project, for those who add to it."""

from __future__ import annotations

import re
import sys
from gettext import gettext as _

import click

from plumbline.authoring.contract_files import CADENCES, WORDS, ContractError
from plumbline.authoring.extract_files import differing, write_extracts
from plumbline.authoring.new_extract import (
    NewColumn,
    NewExtract,
    add_extract,
    undescribed,
)
from plumbline.authoring.new_rule import NewRule, RuleError, add_rule
from plumbline.authoring.unfinished import TO_FILL, unfinished
from plumbline.places import PROJECT_ROOT

KIND_HELP = "alert: somebody may have done wrong; service: somebody is owed something."
DIMENSIONS = ("time", "space", "qualification", "number", "effect")
SUBJECTS = (
    "person", "worker", "handler", "assessor", "centre", "association", "site", "account"
)  # fmt: skip


@click.command("write-extracts")
@click.option("--check", is_flag=True, help="Write nothing; exit 1 where a file is not as written.")
def write_extracts_command(check: bool) -> None:
    """Writes from the contract what is written from it: base and staging models, their YAML, the
    list of extracts, and the contracts as SQL reads them."""
    try:
        paths = differing(PROJECT_ROOT) if check else write_extracts(PROJECT_ROOT)
    except ContractError as error:
        said = _("Nothing was written; the contract wants setting right first:")
        sys.exit(f"{said}\n{error}")
    for path in paths:
        click.echo((_("differs: {path}") if check else _("written: {path}")).format(path=path))
    if check and paths:
        sys.exit(_("Run `plumbline write-extracts` and look at what it changes."))
    if not paths:
        click.echo(_("Every file is as the contract has it."))


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
            column: click.prompt(
                _("What does {column} hold? A sentence for {file}").format(
                    column=column, file=WORDS
                )
            )
            for column in undescribed(PROJECT_ROOT, extract)
        }
        path = add_extract(PROJECT_ROOT, provider, provider_title, extract, sentences)
        written = write_extracts(PROJECT_ROOT)
    except ContractError as error:
        sys.exit(str(error))
    for changed in [path.relative_to(PROJECT_ROOT).as_posix(), *written]:
        click.echo(_("written: {path}").format(path=changed))
    click.echo("\n" + _("Still to do for {name}:").format(name=name))
    click.echo(
        f"  - in {path.relative_to(PROJECT_ROOT)}: `spells` where columns are a start and its\n"
        "    end, `values` where a column holds one of a few words, `steady: true` where as many\n"
        "    rows come every month, no `optional` where the city must deliver it; then\n"
        "    `plumbline write-extracts`\n"
        f"  - a delivery in <landing>/{name}/, and in the made-up city where a rule reads it\n"
        "  - a line in CHANGELOG.md"
    )


@click.command("unfinished")
def unfinished_command() -> None:
    """Names every part of every rule that is still to be filled; exits 1 where there is one."""
    found = unfinished(PROJECT_ROOT)
    for sentence in found:
        click.echo(sentence)
    if found:
        sys.exit(1)


@click.command("new-rule")
@click.argument("rule", metavar="ID")
@click.option("--scene", required=True, help="The folder below models/marts/rules.")
@click.option("--dimension", required=True, type=click.Choice(DIMENSIONS))
@click.option("--subject", required=True, type=click.Choice(SUBJECTS))
@click.option(
    "--kind",
    default="alert",
    type=click.Choice(("alert", "service")),
    help="alert where somebody may have done wrong, service where somebody is owed something.",
)
@click.option("--judged", prompt="The extract whose rows it judges")
@click.option("--needed", multiple=True, help="An extract it needs to judge them; may repeat.")
@click.option("--like", help="The rule whose SQL is the beginning.")
@click.option("--title", prompt="Its Chinese title", default=TO_FILL)
@click.option("--policy", "policies", multiple=True, help="An entry of seeds/policies.csv.")
@click.option("--power", prompt="The power it watches, by its title", default=TO_FILL)
@click.option("--owner", prompt="The office that answers for it", default=TO_FILL)
@click.option("--premise", prompt="What it takes for granted, in Chinese", default=TO_FILL)
@click.option("--risk", prompt="The risk point it watches, as R02", default=TO_FILL)
@click.option("--reform-from", prompt="The practice that should end, in Chinese", default=TO_FILL)
@click.option("--reform-to", prompt="What should replace it, in Chinese", default=TO_FILL)
@click.option("--parameter", "parameters", multiple=True, metavar="NAME=VALUE:UNIT:WHY")
def new_rule_command(
    rule: str,
    scene: str,
    dimension: str,
    subject: str,
    kind: str,
    judged: str,
    needed: tuple[str, ...],
    like: str | None,
    title: str,
    policies: tuple[str, ...],
    power: str,
    owner: str,
    premise: str,
    risk: str,
    reform_from: str,
    reform_to: str,
    parameters: tuple[str, ...],
) -> None:
    """Begins a rule: its SQL, its page and unit tests, its rows in every list. Asks what is not
    said; what is not answered is named at the end, as what is still to be filled."""
    read = [re.fullmatch(r"(\w+)=([^:]+):([^:]+):(.+)", text) for text in parameters]
    for text, parts in zip(parameters, read, strict=True):
        if parts is None:
            sys.exit(f"--parameter {text}: expected name=value:unit:why, as min_age=80:years:…")
    new = NewRule(
        rule, scene, dimension, subject, kind, judged, needed, like, title, policies or (TO_FILL,),
        power, owner, premise, risk, (reform_from, reform_to),
        tuple((p[1], p[2], p[3], p[4]) for p in read if p),
    )  # fmt: skip
    try:
        written = add_rule(PROJECT_ROOT, new)
    except (ContractError, RuleError) as error:
        sys.exit(str(error))
    for path in written:
        click.echo(_("written: {path}").format(path=path))
    click.echo("\n" + _("Still to do for {name}:").format(name=rule))
    for sentence in unfinished(PROJECT_ROOT, rule):
        click.echo(f"  - {sentence}")
    click.echo(
        f"  - simulation: plant {rule} in the made-up cities, a hit and its near misses, beside\n"
        f"    those of its neighbours in the scene {scene}\n"
        "  - docs/processes.md: `python -m plumbline.process_maps` draws it in\n"
        f"  - `.venv/bin/dbt build --select +rule_{rule}`; break it once and see a test go red"
    )
