"""`plumbline site`: static pages for officers, from the masked file alone."""

from __future__ import annotations

import shutil
from gettext import gettext as _
from pathlib import Path

import click
import duckdb

from plumbline.accesses import Given, noted
from plumbline.places import warehouse_path
from plumbline.publish import BuildFolder
from plumbline.site.pages import write_pages

# What every site has, and nothing else does: only such a folder is replaced.
MARK = "plumbline-site.txt"


@click.command("site")
@click.option(
    "--folder",
    type=click.Path(path_type=Path),
    help="Where to write; by default `<warehouse stem>_site` beside the warehouse.",
)
def site_command(folder: Path | None) -> None:
    """Writes pages for officers: overview, rules, places and every alert, without IDs and names.

    They are in Chinese, open from disk or a share, and ask nothing of any network.
    """
    warehouse = warehouse_path()
    masked = BuildFolder(warehouse).masked
    if not masked.is_file():
        said = _("{path}: no such file; a whole `dbt build` publishes it")
        raise click.ClickException(said.format(path=masked))
    target = folder or warehouse.with_name(f"{warehouse.stem}_site")
    if target.exists() and not (target / MARK).is_file():
        said = _("{path} exists and is not a site; name another with `--folder`")
        raise click.ClickException(said.format(path=target))
    fresh = target.with_name(f".{target.name}.part")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    (fresh / MARK).write_text("plumbline site\n", encoding="utf-8")
    with duckdb.connect(str(masked), read_only=True) as connection:
        alerts = write_pages(connection, fresh)
    with noted(warehouse, "site") as given:
        _replace(fresh, target)
        given.append(Given(target.name, 0))
    said = _("{page}: {count} alerts, a page each")
    click.echo(said.format(page=(target / "index.html").absolute(), count=alerts))


def _replace(fresh: Path, target: Path) -> None:
    """Puts the finished folder in the old one's place; a folder cannot be renamed over another."""
    old = target.with_name(f".{target.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if target.exists():
        target.rename(old)
    fresh.rename(target)
    shutil.rmtree(old, ignore_errors=True)
