"""`plumbline site`: static pages for officers, masked for all or with names for each unit."""

from __future__ import annotations

from gettext import gettext as _
from pathlib import Path

import click
import duckdb

from plumbline.accesses import Given, noted
from plumbline.casework.shown import file_name
from plumbline.casework.work_items import CaseworkError, connect
from plumbline.encryption import EncryptionError
from plumbline.files import ForeignFolderError, written_anew
from plumbline.places import warehouse_path
from plumbline.publish import BuildFolder
from plumbline.rights import share
from plumbline.site import restricted
from plumbline.site.pages import write_pages

# What every site has, and nothing else does: only such a folder is replaced.
MARK = "plumbline-site.txt"
RESTRICTED_MARK = "plumbline-restricted-site.txt"


@click.command("site")
@click.option(
    "--folder",
    type=click.Path(path_type=Path),
    help="Where to write; by default `<warehouse stem>_site` beside the warehouse, or "
    "`<warehouse stem>_restricted_site`.",
)
@click.option(
    "--restricted",
    "is_restricted",
    is_flag=True,
    help="With IDs and names: a folder for each unit, of its own alerts; for the internal network.",
)
def site_command(folder: Path | None, is_restricted: bool) -> None:
    """Writes pages for officers: overview, rules, places and every alert, without IDs and names.

    They are in Chinese, open from disk or a share, and ask nothing of any network.
    """
    warehouse = warehouse_path()
    source = warehouse if is_restricted else BuildFolder(warehouse).masked
    if not source.is_file():
        said = _("{path}: no such file; a whole `dbt build` publishes it")
        raise click.ClickException(said.format(path=source))
    edition = "restricted_site" if is_restricted else "site"
    mark = RESTRICTED_MARK if is_restricted else MARK
    target = folder or warehouse.with_name(f"{warehouse.stem}_{edition}")
    try:
        if is_restricted:
            connect(warehouse).close()  # nothing of a replay goes out to units
        with noted(warehouse, edition) as given, written_anew(target, mark) as fresh:
            if is_restricted:
                written = _write_units(warehouse, fresh)
            else:
                with duckdb.connect(str(source), read_only=True) as connection:
                    alerts = write_pages(connection, fresh)
                written = [Given(target.name, 0)]
            given.extend(written)
    except ForeignFolderError:
        said = _("{path} exists and is not a site; name another with `--folder`")
        raise click.ClickException(said.format(path=target)) from None
    except (CaseworkError, EncryptionError) as problem:
        raise click.ClickException(str(problem)) from None
    if is_restricted:
        said = _("{path}: a folder for each of {count} units, for that unit alone")
        click.echo(said.format(path=target.absolute(), count=len(written)))
    else:
        said = _("{page}: {count} alerts, a page each")
        click.echo(said.format(page=(target / "index.html").absolute(), count=alerts))


def _write_units(warehouse: Path, fresh: Path) -> list[Given]:
    """A folder for each unit, closed to all but owner and group; who was told of how many."""
    given = []
    with restricted.opened(warehouse) as connection:
        for unit, subjects in restricted.units(connection):
            restricted.make_tables(connection, unit)
            own = fresh / file_name(unit, unit, "")
            own.mkdir()
            write_pages(connection, own, unit)
            given.append(Given(unit, subjects))
    for path in (fresh, *fresh.rglob("*")):
        share(path)
    return given
