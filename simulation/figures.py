"""`python -m simulation figures`: the published figures beside those of a built city."""

from __future__ import annotations

import sys
from pathlib import Path

import click
import duckdb
from rich.console import Console
from rich.table import Table

MEASURES = {
    "alerts": "alerts",
    "people": "people",
    "towns": "towns",
    "confirmed": "confirmed",
    "recovered_yuan": "recovered, yuan",
    "persons_handled": "people dealt with",
}


@click.command()
@click.argument("warehouse", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def figures(warehouse: Path) -> None:
    """Prints the published figures beside those found in WAREHOUSE, a built made-up city."""
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        try:
            rows = connection.execute(
                """
                select
                    published.figure,
                    coalesce(rule_catalogue.title, '民政各规则合计'),
                    published.measure,
                    published.published,
                    published.comparison,
                    here.here,
                    here.agrees
                from reference.published_figures as published
                inner join marts.published_figures_here as here using (figure, measure)
                left join marts.rule_catalogue on published.figure = rule_catalogue.rule_id
                order by published.rowid
                """
            ).fetchall()
        except duckdb.CatalogException:
            sys.exit(f"{warehouse}: not built with PLUMBLINE_CITY set; see docs/demo_city.md")
    table = Table(title="The published figures, and what was found here")
    for name in ("rule or total", "", "measure"):
        table.add_column(name)
    for name in ("published", "here"):
        table.add_column(name, justify="right")
    table.add_column("")
    last = ""
    for figure, title, measure, published, comparison, here, agrees in rows:
        if last and figure != last:
            table.add_section()
        least = " or more" if comparison == "at_least" else ""
        table.add_row(
            figure if figure != last else "",
            title if figure != last else "",
            MEASURES[measure],
            f"{published:,.0f}{least}",
            f"{here:,.0f}",
            "" if agrees else "differs",
        )
        last = figure
    Console(width=None if sys.stdout.isatty() else 120).print(table)
    print("The city is made up and calibrated: see docs/demo_city.md for what that shows.")
