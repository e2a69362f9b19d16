"""`plumbline init`: from a folder of whatever files a city has to folders, list and first rules."""

from __future__ import annotations

import csv
import os
import shutil
import sys
from collections.abc import Iterable
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
    said = os.environ.get("PLUMBLINE_LANDING")
    if not said and not (what_if and folder):
        sys.exit("PLUMBLINE_LANDING is not set; set it to the folder that is to hold deliveries")
    landing = Path(said or str(folder))
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
        click.echo("PLUMBLINE_CITY_DIR is not set: the list goes into the project's own example")
    elif not folder.exists():
        shutil.copytree(example, folder)
        click.echo(f"{folder}: the city's own settings, a copy of {example}; see its README.md")


def _show_files(found: list[Proposal], contract: dict[str, Extract]) -> None:
    for proposal in found:
        names = [f"{name} ({contract[name].title_zh})" for name in proposal.extracts]
        if len(names) == 1:
            click.echo(f"{proposal.file}\n    is {names[0]}")
        elif names:
            click.echo(f"{proposal.file}\n    may be {' or '.join(names)}: put it into one folder")
        else:
            click.echo(f"{proposal.file}\n    is no extract ({proposal.why})")
    if not found:
        click.echo("no files were found")


def _place(sure: list[Proposal], landing: Path, how: str) -> None:
    """Each file in its extract's folder, those of one name apart by the folder they came from."""
    for proposal in sure:
        target = landing / proposal.extracts[0] / proposal.path.name
        if target.exists() and target.samefile(proposal.path):
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.exists():
            click.echo(f"{proposal.file}: {target} is there already; it was left alone")
        elif how == "copy":
            shutil.copy2(proposal.path, target)
        else:
            try:
                target.hardlink_to(proposal.path)
            except OSError as problem:
                sys.exit(f"{proposal.file}: cannot be linked ({problem.strerror}); use --copy")


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
    click.echo(f"\n{path}: {sum(row[1] == 'yes' for row in rows)} extracts that this city gets")


def _show_rules(extracts: set[str], contract: dict[str, Extract]) -> None:
    needs: dict[str, set[str]] = {}
    for row in read_seed(PROJECT_ROOT, "rule_inputs"):
        needs.setdefault(str(row["rule_id"]), set()).add(str(row["extract"]))
    ready = [rule for rule, needed in needs.items() if needed <= extracts]
    click.echo(f"\n{len(ready)} of {len(needs)} rules have what they need" + _listed(ready))
    opened: dict[frozenset[str], list[str]] = {}
    for rule, needed in needs.items():
        if not needed <= extracts:
            opened.setdefault(frozenset(needed - extracts), []).append(rule)
    for missing, rules in sorted(
        opened.items(), key=lambda item: (len(item[0]), -len(item[1]), sorted(item[0]))
    ):
        wanted = " + ".join(f"{name} ({contract[name].title_zh})" for name in sorted(missing))
        click.echo(f"with {wanted}: {len(rules)} more" + _listed(rules))


def _listed(rules: Iterable[str]) -> str:
    listed = ", ".join(sorted(rules))
    return f": {listed}" if listed else ""
