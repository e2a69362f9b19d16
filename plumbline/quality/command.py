"""`plumbline quality`: writes what each department is told of its deliveries."""

from __future__ import annotations

from gettext import gettext as _
from pathlib import Path

import click

from plumbline.accesses import Given, noted
from plumbline.places import NoWarehouseError, open_warehouse, warehouse_path
from plumbline.publish import BuildFolder
from plumbline.quality.pages import write_pages
from plumbline.quality.report import read_reports
from plumbline.quality.workbooks import write_workbooks


@click.command()
@click.option(
    "--folder",
    type=click.Path(path_type=Path),
    help="Where to write; by default `quality` in the warehouse's build folder.",
)
@click.option("--stopped", is_flag=True, help="Of the last build, which the gate stopped.")
def quality(folder: Path | None, stopped: bool) -> None:
    """Writes the data quality report of each department, as a page and as a workbook."""
    warehouse = warehouse_path()
    build_folder = BuildFolder(warehouse)
    source = build_folder.databases[0] if stopped else warehouse
    target = folder or build_folder.path / "quality"
    try:
        with open_warehouse(source) as connection:
            reports = read_reports(connection)
    except NoWarehouseError as problem:
        raise click.ClickException(str(problem)) from None
    with noted(warehouse, "quality") as given:
        write_pages(reports, target)
        write_workbooks(reports, target)
        given.extend(Given(report.provider, 0) for report in reports)
    said = _("{page}: {count} departments, a page and a workbook each")
    click.echo(said.format(page=target / "index.html", count=len(reports)))
