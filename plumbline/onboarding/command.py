"""`plumbline init`: from a folder of whatever files a city has to folders, list and first rules."""

from __future__ import annotations

import csv
import os
import shutil
import sys
from collections.abc import Iterable
from gettext import gettext as _
from pathlib import Path

import click

from plumbline.city_lists import city_problems
from plumbline.landing.contract import CITY_EXTRACTS, Extract, read_contract
from plumbline.onboarding.proposals import Proposal, proposals
from plumbline.places import EXAMPLE_CITY, PROJECT_ROOT, city_dir, seed_path
from plumbline.process_maps import read_seed

NOT_FOUND = "not found by plumbline init"


@click.command("init")
@click.argument(
    "folder", required=False, type=click.Path(path_type=Path, exists=True, file_okay=False)
)
@click.option("--what-if", is_flag=True, help="Write nothing; say what each extract would open up.")
@click.option("--copy", "how", flag_value="copy", help="Copy the files into the landing folder.")
@click.option("--link", "how", flag_value="link", help="Link them there (hard links, one disk).")
def init_command(folder: Path | None, what_if: bool, how: str | None) -> None:
    """Says which extract each file in FOLDER is; without one, in the landing folder.

    Makes the folders of PLUMBLINE_LANDING, the folder PLUMBLINE_CITY_DIR of the city's own settings
    as a copy of the example, and writes its city_extracts.csv. No file is copied or linked unless
    --copy or --link says so.
    """
    if not what_if:
        _make_city(city_dir(PROJECT_ROOT), PROJECT_ROOT / EXAMPLE_CITY)
        if problems := city_problems(PROJECT_ROOT):
            sys.exit("\n".join(problems))
    told = os.environ.get("PLUMBLINE_LANDING")
    if not told and not (what_if and folder):
        said = _("PLUMBLINE_LANDING is not set; set it to the folder that is to hold deliveries")
        sys.exit(said)
    landing = Path(told or str(folder))
    contract = read_contract(PROJECT_ROOT)
    folder = folder or landing
    found = list(proposals(folder, contract)) if folder.is_dir() else []
    _show_files(found, contract)
    sure = [p for p in found if len(p.extracts) == 1]
    extracts = {p.extracts[0] for p in sure}
    if not what_if:
        if how:
            _place(sure, landing, how)
        _write_list(extracts, contract, landing)
    _show_rules(extracts, contract)


def _make_city(folder: Path, example: Path) -> None:
    """The city's own settings, as the example has them; a folder that is there stays as it is."""
    if folder == example:
        said = _("PLUMBLINE_CITY_DIR is not set: the list goes into the project's own example")
        click.echo(said)
    elif not folder.exists():
        shutil.copytree(example, folder)
        said = _("{folder}: the city's own settings, a copy of {example}; see its README.md")
        click.echo(said.format(folder=folder, example=example))


def _show_files(found: list[Proposal], contract: dict[str, Extract]) -> None:
    for proposal in found:
        names = [f"{name} ({contract[name].title_zh})" for name in proposal.extracts]
        if len(names) == 1:
            said = _("is {extract}").format(extract=names[0])
        elif names:
            said = _("may be {extracts}: put it into one folder").format(
                extracts=_(" or ").join(names)
            )
        else:
            said = _("is no extract ({why})").format(why=proposal.why)
        click.echo(f"{proposal.file}\n    {said}")
    if not found:
        click.echo(_("no files were found"))


def _place(sure: list[Proposal], landing: Path, how: str) -> None:
    """Each file in its extract's folder, those of one name apart by the folder they came from."""
    for proposal in sure:
        target = landing / proposal.extracts[0] / proposal.path.name
        if target.exists() and target.samefile(proposal.path):
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.exists():
            said = _("{file}: {target} is there already; it was left alone")
            click.echo(said.format(file=proposal.file, target=target))
        elif how == "copy":
            shutil.copy2(proposal.path, target)
        else:
            try:
                target.hardlink_to(proposal.path)
            except OSError as problem:
                said = _("{file}: cannot be linked ({why}); use --copy")
                sys.exit(said.format(file=proposal.file, why=problem.strerror))


def _write_list(extracts: set[str], contract: dict[str, Extract], landing: Path) -> None:
    """What the city gets: what was found, and what the list said before."""
    path = seed_path(PROJECT_ROOT, CITY_EXTRACTS)
    before = {row["extract"]: row for row in read_seed(PROJECT_ROOT, CITY_EXTRACTS)}
    rows: list[tuple[str, str, str]] = []
    for name, extract in contract.items():
        row = before.get(name)
        if name in extracts:
            note = row["note"] if row and row["note"] != NOT_FOUND else ""
            rows.append((name, "yes", note or ""))
            (landing / name).mkdir(parents=True, exist_ok=True)
        elif row:
            rows.append((name, row["delivers"] or "", row["note"] or ""))
        elif not extract.optional:
            rows.append((name, "no", NOT_FOUND))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerows([("extract", "delivers", "note"), *rows])
    said = _("{path}: {count} extracts that this city gets")
    click.echo("\n" + said.format(path=path, count=sum(row[1] == "yes" for row in rows)))


def _show_rules(extracts: set[str], contract: dict[str, Extract]) -> None:
    needs: dict[str, set[str]] = {}
    for row in read_seed(PROJECT_ROOT, "rule_inputs"):
        needs.setdefault(str(row["rule_id"]), set()).add(str(row["extract"]))
    ready = [rule for rule, needed in needs.items() if needed <= extracts]
    said = _("{ready} of {all} rules have what they need")
    click.echo("\n" + said.format(ready=len(ready), all=len(needs)) + _listed(ready))
    opened: dict[frozenset[str], list[str]] = {}
    for rule, needed in needs.items():
        if not needed <= extracts:
            opened.setdefault(frozenset(needed - extracts), []).append(rule)
    for missing, rules in sorted(
        opened.items(), key=lambda item: (len(item[0]), -len(item[1]), sorted(item[0]))
    ):
        wanted = " + ".join(f"{name} ({contract[name].title_zh})" for name in sorted(missing))
        said = _("with {extracts}: {count} more").format(extracts=wanted, count=len(rules))
        click.echo(said + _listed(rules))


def _listed(rules: Iterable[str]) -> str:
    listed = ", ".join(sorted(rules))
    return f": {listed}" if listed else ""
