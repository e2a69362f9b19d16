"""What units have in hand, as the published warehouse says it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from gettext import gettext as _
from pathlib import Path
from typing import Any

import duckdb

from plumbline.places import NoWarehouseError, open_warehouse


class CaseworkError(Exception):
    """Something the command cannot go on with: what it is and what to do."""


@dataclass(frozen=True)
class WorkItem:
    """A line of a unit's workbook; a row of `marts.dispatch_list`."""

    addressee: str
    joint_unit: str | None
    cc: str | None
    alert_id: str
    rule_id: str | None
    subject_kind: str
    kind: str
    is_to_go_out: bool
    title: str
    subject_name: str
    subject_id: str
    first_event_date: dt.date
    last_event_date: dt.date
    event_count: int
    amount_at_risk: Decimal
    reason: str
    evidence: list[str]
    recurrence: str | None
    state_title: str
    withdrawn_on: dt.date | None
    withdrawal_reason: str | None
    due_date: dt.date | None
    reminder: str | None
    as_of_date: dt.date


@dataclass(frozen=True)
class UnitState:
    """Where something that concerns a unit stands; a row of `marts.unit_states`."""

    unit: str
    role: str
    alert_id: str
    title: str
    subject_name: str
    subject_id: str
    addressee: str
    amount_at_risk: Decimal
    state_title: str
    dispatched_on: dt.date
    due_date: dt.date | None
    reminder: str | None
    result: str | None
    second_finding: str | None
    as_of_date: dt.date


@dataclass(frozen=True)
class RuleBrief:
    """What a unit has to know of a rule; a row of `marts.rule_briefs`."""

    rule_id: str
    title: str
    policies: str | None
    how_to_check: str | None
    false_alarms: str | None


@dataclass(frozen=True)
class Problem:
    """Something in a unit's answers that it has to put right; a row of `marts.case_problems`."""

    addressee: str
    alert_id: str
    found: str
    what_to_do: str
    source_row: str


@dataclass(frozen=True)
class LeadItem:
    """A line of civil affairs' list; a row of `marts.service_list`."""

    addressee: str
    alert_id: str
    kind: str
    is_to_go_out: bool
    title: str
    subject_name: str | None
    subject_id: str
    town: str | None
    reason: str
    source_rows: int
    withdrawn_on: dt.date | None
    due_date: dt.date | None
    as_of_date: dt.date


def connect(warehouse: Path) -> duckdb.DuckDBPyConnection:
    """The published warehouse, for reading.

    Raises CaseworkError where there is none, and for a replay, of which nothing goes out.
    """
    try:
        connection = open_warehouse(warehouse)
    except NoWarehouseError as problem:
        raise CaseworkError(str(problem)) from None
    replays = connection.execute(
        "select as_of_date from marts.published_builds where is_this_file and is_replay"
    ).fetchall()
    if replays:
        connection.close()
        said = _(
            "{path} is a replay of {day}: nothing of it goes out; run a whole "
            "`dbt build` without PLUMBLINE_REPLAY first"
        )
        raise CaseworkError(said.format(path=warehouse, day=replays[0][0]))
    return connection


def read_work_items(connection: duckdb.DuckDBPyConnection) -> list[WorkItem]:
    """All of them, by addressee, kind and yuan at risk."""
    rows = read_rows(
        connection,
        """
        select *
        from marts.dispatch_list
        order by addressee, is_to_go_out desc, kind, amount_at_risk desc, alert_id
        """,
    )
    return [WorkItem(**row) for row in rows]


def read_states(connection: duckdb.DuckDBPyConnection) -> list[UnitState]:
    """All of them, by unit, what is overdue first."""
    rows = read_rows(
        connection,
        """
        select *
        from marts.unit_states
        order by unit, role, reminder is null, due_date, alert_id
        """,
    )
    return [UnitState(**row) for row in rows]


def read_briefs(connection: duckdb.DuckDBPyConnection) -> list[RuleBrief]:
    """Of all rules, by title."""
    rows = read_rows(connection, "select * from marts.rule_briefs order by title")
    return [RuleBrief(**row) for row in rows]


def read_problems(connection: duckdb.DuckDBPyConnection) -> list[Problem]:
    """Those that are not settled and whose addressee is known, by source row."""
    rows = read_rows(
        connection,
        """
        select coalesce(addressee, unit) as addressee, alert_id, found, what_to_do, source_row
        from marts.case_problems
        where not is_settled and coalesce(addressee, unit) is not null
        order by source_row, problem
        """,
    )
    return [Problem(**{**row, "alert_id": row["alert_id"] or ""}) for row in rows]


def read_leads(connection: duckdb.DuckDBPyConnection) -> list[LeadItem]:
    """All of them, by kind, rule and town."""
    rows = read_rows(
        connection,
        """
        select *
        from marts.service_list
        order by is_to_go_out desc, kind, title, town, alert_id
        """,
    )
    return [LeadItem(**row) for row in rows]


def read_lead_problems(connection: duckdb.DuckDBPyConnection) -> list[Problem]:
    """Those that are not settled, by source row."""
    rows = read_rows(
        connection,
        """
        select coalesce(unit, '') as addressee, alert_id, found, what_to_do, source_row
        from marts.service_problems
        where not is_settled
        order by source_row, problem
        """,
    )
    return [Problem(**row) for row in rows]


def read_outcomes(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """The words by which civil affairs answers."""
    rows = connection.execute("select title from reference.service_outcomes order by rowid")
    return [row[0] for row in rows.fetchall()]


def last_lead_batch(connection: duckdb.DuckDBPyConnection) -> str:
    """The newest batch of leads that the warehouse knows; empty before the first."""
    rows = connection.execute(
        "select batch from marts.service_lead_outcomes where batch is not null"
    ).fetchall()
    return max((row[0] for row in rows), key=batch_order, default="")


def last_batch(connection: duckdb.DuckDBPyConnection) -> str:
    """The newest batch that the warehouse knows; empty before the first."""
    rows = connection.execute(
        "select batch from marts.dispatches where batch is not null"
    ).fetchall()
    return max((row[0] for row in rows), key=batch_order, default="")


def batch_order(batch: str) -> tuple[str, int]:
    """Batches in the order in which they went out: by day, then by number."""
    day, _, number = batch.partition("-")
    return day, int(number or 0)


def read_rows(
    connection: duckdb.DuckDBPyConnection, query: str, *parameters: str | None
) -> list[dict[str, Any]]:
    """The query's rows, each as column to value."""
    result = connection.execute(query, parameters)
    names = [column[0] for column in result.description or []]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]
