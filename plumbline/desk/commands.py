"""`plumbline explain` and `plumbline why-not`: what analysts ask before they write SQL."""

from __future__ import annotations

from gettext import gettext as _
from itertools import groupby
from operator import itemgetter

import click
import duckdb
from rich.console import Console
from rich.table import Table

from plumbline.accesses import Given, noted
from plumbline.desk.why_not import steps
from plumbline.places import NoWarehouseError, open_warehouse, warehouse_path


@click.command("explain")
@click.argument("alert")
def explain_command(alert: str) -> None:
    """Says all about one alert: sentence, rule, policy, parameters in force, days, delivered rows.

    ALERT is an `alert_id`, or the `alert_key` by which the masked surface calls it.
    """
    with _warehouse() as connection:
        rows = connection.execute(
            """
            select part, item, told
            from marts.explained_alerts
            where alert_id = coalesce(
                (select alert_id from marts.alert_masks where alert_key = $alert), $alert
            )
            order by part_number, item
            """,
            {"alert": alert},
        ).fetchall()
    if not rows:
        raise click.ClickException(
            _("There is no alert {alert}; see `select * from marts.cases`.").format(alert=alert)
        )
    with noted(warehouse_path(), "explain") as given:
        given.append(Given(alert, 1))
        for part, lines in groupby(rows, key=itemgetter(0)):
            click.echo(part)
            for _part, item, told in lines:
                click.echo(f"  {item}  {told}")


@click.command("why-not")
@click.option("--rule", required=True, help="The rule, as in marts.rule_catalogue.")
@click.option("--person", required=True, help="The citizen ID, or an organisation's own key.")
def why_not_command(rule: str, person: str) -> None:
    """Says at which step of a rule somebody falls out: how much of each step is about them."""
    rule = rule.removeprefix("rule_")
    with _warehouse() as connection:
        try:
            counted = list(steps(connection, rule, person))
        except ValueError as problem:
            raise click.ClickException(str(problem)) from None
        settings = connection.execute(
            "select array_to_string(settings, '、') from marts.rule_settings where rule_id = ?",
            [rule],
        ).fetchone()
        excepted = connection.execute(
            "select count(*) from marts.excepted_alerts where rule_id = ? and subject_id = ?",
            [rule, person],
        ).fetchone()
    table = Table(title=_("{rule}, step by step").format(rule=rule))
    table.add_column(_("step"))
    table.add_column(_("rows about them"), justify="right")
    fallen = False
    for step in counted:
        falls = step.rows == 0 and not fallen
        fallen = fallen or step.rows == 0
        told = _("of nobody by ID") if step.rows is None else str(step.rows)
        table.add_row(step.name, told + _("  ← here") if falls else told)
    console = Console()
    with noted(warehouse_path(), "why-not") as given:
        given.append(Given(rule, 1))
        console.print(table)
    console.print(_("Parameters in force:"), (settings or [""])[0])
    if excepted and excepted[0]:
        console.print(
            _("{count} alerts are excepted: see marts.excepted_alerts.").format(count=excepted[0])
        )
    console.print(_("A step that reads another table may lack them rightly: read the rule's SQL."))


def _warehouse() -> duckdb.DuckDBPyConnection:
    try:
        return open_warehouse(warehouse_path())
    except NoWarehouseError as problem:
        raise click.ClickException(str(problem)) from None
