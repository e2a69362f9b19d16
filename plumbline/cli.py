"""The `plumbline` command: what people ask of a finished warehouse, outside SQL."""

from __future__ import annotations

import sys
from gettext import gettext as _

import click
from rich.console import Console
from rich.table import Table

from plumbline.accesses import accesses_command
from plumbline.authoring.commands import (
    new_extract_command,
    new_rule_command,
    unfinished_command,
    write_extracts_command,
)
from plumbline.casework.commands import (
    dispatch_command,
    letter_group,
    notice_command,
    service_list_command,
    states_command,
)
from plumbline.desk.commands import explain_command, why_not_command
from plumbline.language import SpokenGroup
from plumbline.nightly.command import nightly_command
from plumbline.onboarding.command import init_command
from plumbline.places import NoWarehouseError, open_warehouse, speak_utf8, warehouse_path
from plumbline.purge import purge_command
from plumbline.quality.command import quality
from plumbline.restore import restore_command
from plumbline.site.command import site_command


@click.group(cls=SpokenGroup)
def main() -> None:
    """Red alerts on welfare money."""
    speak_utf8()


for command in (
    quality,
    dispatch_command,
    letter_group,
    notice_command,
    service_list_command,
    states_command,
    new_extract_command,
    new_rule_command,
    unfinished_command,
    write_extracts_command,
    init_command,
    nightly_command,
    restore_command,
    explain_command,
    why_not_command,
    accesses_command,
    purge_command,
    site_command,
):
    main.add_command(command)


@main.command()
@click.option("--top", type=click.IntRange(min=1), help="Only so many rules, those with the most.")
def findings(top: int | None) -> None:
    """Prints each rule with its alerts and the yuan at risk, then how to open the warehouse."""
    path = warehouse_path()
    try:
        found = open_warehouse(path)
    except NoWarehouseError as problem:
        sys.exit(str(problem))
    with found as connection:
        rows = connection.execute(
            """
            select
                rule_catalogue.rule_id,
                rule_catalogue.title,
                count(red_alerts.alert_id) as alerts,
                coalesce(sum(red_alerts.amount_at_risk), 0) as amount_at_risk,
                rule_catalogue.rule_id in (
                    select rule_id from marts.rule_assessability where is_assessable
                ) as is_assessable
            from marts.rule_catalogue
            left join marts.red_alerts on rule_catalogue.rule_id = red_alerts.rule_id
            where rule_catalogue.kind = 'alert'
            group by all
            order by alerts desc, is_assessable desc, rule_catalogue.rule_id
            """
        ).fetchall()
        leads = connection.execute(
            """
            select
                rule_catalogue.rule_id,
                rule_catalogue.title,
                count(service_leads.alert_id) as leads,
                count(distinct service_leads.subject_id) as people,
                rule_catalogue.rule_id in (
                    select rule_id from marts.rule_assessability where is_assessable
                ) as is_assessable
            from marts.rule_catalogue
            left join marts.service_leads on rule_catalogue.rule_id = service_leads.rule_id
            where rule_catalogue.kind = 'service'
            group by all
            order by leads desc, is_assessable desc, rule_catalogue.rule_id
            """
        ).fetchall()
    table = Table(title=_("What was found"))
    table.add_column(_("rule"))
    table.add_column(_("title"))
    table.add_column(_("alerts"), justify="right")
    table.add_column(_("yuan at risk"), justify="right")
    for rule, title, alerts, amount, is_assessable in rows[:top]:
        table.add_row(rule, title, _number(alerts, is_assessable), f"{amount:,.2f}")
    table.add_section()
    # an event in two alerts counts in both, so the yuan are not added up
    said = _("{shown} of {count} rules shown")
    shown = said.format(shown=min(top or len(rows), len(rows)), count=len(rows))
    table.add_row(_("all rules"), shown, f"{sum(row[2] for row in rows):,}", "")
    console = Console(width=None if sys.stdout.isatty() else 120)
    console.print(table)
    if top:
        said = _("Who is owed something, for civil affairs: {count} leads.")
        console.print(said.format(count=f"{sum(row[2] for row in leads):,}"))
    else:
        console.print(_service_leads(leads))
    opened = _("The warehouse is {path}. Any DuckDB from 1.4 on opens it, for example:")
    console.print(opened.format(path=path))
    console.print(f"  .venv/bin/duckdb -readonly {path}", highlight=False, markup=False)
    console.print("  select rule_id, town, subject_name, reason from marts.red_alerts;")


def _number(found: int, is_assessable: bool) -> str:
    """None where nothing could be judged is not none."""
    return f"{found:,}" if found or is_assessable else _("not assessable")


def _service_leads(rows: list[tuple[str, str, int, int, bool]]) -> Table:
    """Apart from alerts: nobody did wrong who is owed something."""
    table = Table(title=_("Who is owed something, for civil affairs"))
    table.add_column(_("rule"))
    table.add_column(_("title"))
    table.add_column(_("leads"), justify="right")
    table.add_column(_("people"), justify="right")
    for rule, title, leads, people, is_assessable in rows:
        table.add_row(rule, title, _number(leads, is_assessable), f"{people:,}")
    return table


if __name__ == "__main__":
    main()
