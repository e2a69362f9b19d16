"""The build of a scheduled run, by dbt in this process, and what its end means to a scheduler."""

from __future__ import annotations

import contextlib
import enum
import os
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb

from plumbline.city_lists import city_problems
from plumbline.encryption import EncryptionError
from plumbline.landing.land import land_for
from plumbline.landing.report import LandingReport
from plumbline.nightly import standing
from plumbline.places import PROJECT_ROOT, NoWarehouseError, open_warehouse, warehouse_path
from plumbline.progress import FAILED, Progress
from plumbline.publish import BuildFolder, BuildUnderWayError
from plumbline.quality.report import Row, rows
from plumbline.rights import keep_private

ANOTHER_BUILD = "Another build of "
GATE = "The quality gate stops this build"


class End(enum.IntEnum):
    """How a run ended; the value is the exit code."""

    PUBLISHED = 0
    FAILED = 1
    BROKEN = 2
    BAD_DELIVERY = 3
    GATE_STOPPED = 4
    ANOTHER_BUILD = 5


@dataclass
class Outcome:
    """What a run came to; `problems` are the lines that say why nothing was published.

    `stands` is when the build was published that stands, for nothing was new.
    """

    end: End
    started: datetime
    problems: list[str] = field(default_factory=list)
    landing: LandingReport | None = None
    findings: list[Row] = field(default_factory=list)
    alerts: list[Row] = field(default_factory=list)
    stands: datetime | None = None


def run(progress: Progress, whole: bool = False) -> Outcome:
    """Builds the whole project into PLUMBLINE_WAREHOUSE, as a scheduled run does.

    Where the published build stands it is left as it is, unless a whole one is asked for.
    """
    started = datetime.now()
    for name in ("PLUMBLINE_LANDING", "PLUMBLINE_WAREHOUSE"):
        if os.environ.get(name):
            os.environ[name] = str(Path(os.environ[name]).resolve())
    os.chdir(PROJECT_ROOT)
    if problems := city_problems(PROJECT_ROOT):
        return Outcome(End.BROKEN, started, problems)
    folder = BuildFolder(warehouse_path())
    try:
        rests_on = standing.rests_on(PROJECT_ROOT, folder, os.environ, datetime.now(UTC))
        landed, stands = _landed_ahead(folder, progress, {} if whole else rests_on)
    except BuildUnderWayError as problem:
        return Outcome(End.ANOTHER_BUILD, started, [str(problem)])
    except (EncryptionError, ValueError, OSError):  # which the build tells of, too
        rests_on, landed, stands = {}, None, None
    before = _alerts(folder.warehouse)
    if stands:
        return Outcome(
            End.PUBLISHED,
            started,
            landing=landed,
            findings=_findings(folder.warehouse),
            alerts=_compared(before, before),
            stands=stands,
        )
    with contextlib.suppress(OSError):  # the build says what is wrong with its folder
        standing.forget_note(folder)
    outcome = _build(folder, progress, started, landed)
    if outcome.end != End.ANOTHER_BUILD:
        # a published one may have no working file
        working = folder.working
        outcome.findings = _findings(working if working.is_file() else folder.warehouse)
    if outcome.end == End.GATE_STOPPED and outcome.findings:
        outcome.problems = [
            f"{row['provider_zh']} «{row['extract_zh']}» {row['finding']} → {row['remedy']}"
            for row in outcome.findings
            if row["outcome"] == "stop"
        ]
    if outcome.end == End.PUBLISHED:
        outcome.alerts = _compared(before, _alerts(folder.warehouse))
        still = standing.rests_on(PROJECT_ROOT, folder, os.environ, datetime.now(UTC))
        if outcome.landing and still == rests_on:
            brought = standing.deliveries(outcome.landing)
            standing.write_note(folder, rests_on, brought, standing.published(folder))
    return outcome


def _landed_ahead(
    folder: BuildFolder, progress: Progress, rests_on: standing.Note
) -> tuple[LandingReport | None, datetime | None]:
    """What landed, where only that can be new; where it is not, when what stands was published."""
    note = standing.read_note(folder)
    if not note:
        return None, None
    folder.keep_others_out()
    landed = None
    if standing.stands(note, rests_on, standing.published(folder)):
        keep_private()
        progress.begin("landing deliveries")
        landing = Path(os.environ.get("PLUMBLINE_LANDING", "sample/landing"))
        landed = land_for(folder, landing)
        if not landed.errors and standing.stands(note, standing.deliveries(landed)):
            for line in (landed.summary(), *(f"warning: {text}" for text in landed.warnings)):
                progress.say(line)
            return landed, datetime.fromtimestamp(folder.warehouse.stat().st_mtime)
    return landed, None


def _build(
    folder: BuildFolder, progress: Progress, started: datetime, landed: LandingReport | None
) -> Outcome:
    # imported here: it takes a second that no other command needs to wait
    from dbt.adapters.duckdb.connections import DuckDBConnectionManager
    from dbt.cli.main import dbtRunner

    from plumbline.landing.plugin import Plugin

    Plugin.landed_ahead = landed
    result = dbtRunner(callbacks=[progress.hear]).invoke(
        [
            *("build", "--exclude-resource-type", "unit_test"),
            *("--log-level", "none", "--log-level-file", "info"),
            # its own, so that no other command makes the next run parse all anew
            *("--target-path", str(folder.path.resolve() / "target")),
            *("--log-path", str(folder.path.resolve() / "logs")),
        ]
    )
    DuckDBConnectionManager.close_all_connections()
    outcome = Outcome(_end(result), started, landing=Plugin.landed)
    if outcome.end == End.BAD_DELIVERY and Plugin.landed:
        outcome.problems = Plugin.landed.errors
    elif result.exception:
        outcome.problems = str(result.exception).splitlines()
    else:
        log = folder.path / "logs" / "dbt.log"
        outcome.problems = [
            f"{node.status}: {node.node.name} (see {log})"
            for node in getattr(result.result, "results", [])
            if node.status in FAILED
        ]
    return outcome


def _end(result: Any) -> End:
    if result.success:
        return End.PUBLISHED
    if result.exception:
        from plumbline.landing.plugin import Plugin

        if ANOTHER_BUILD in str(result.exception):
            return End.ANOTHER_BUILD
        return End.BAD_DELIVERY if Plugin.landed and Plugin.landed.errors else End.BROKEN
    messages = [str(node.message) for node in result.result.results]
    return End.GATE_STOPPED if any(GATE in text for text in messages) else End.FAILED


def _findings(database: Path) -> list[Row]:
    """What the gate found, if the build came so far."""
    try:
        with open_warehouse(database) as connection:
            return rows(
                connection,
                "select outcome, provider_zh, extract_zh, finding, remedy "
                "from marts.quality_findings where outcome in ('stop', 'warn') "
                "order by outcome, provider, extract, finding",
            )
    except (duckdb.Error, NoWarehouseError):
        return []


def _alerts(warehouse: Path) -> dict[tuple[str, str], set[str]]:
    """The numbers of all alerts by rule and title; none of a warehouse that cannot be read, of
    which the build says so, nor before the first.
    """
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    try:
        with open_warehouse(warehouse) as connection:
            for alert in rows(
                connection,
                "select red_alerts.rule_id, title, alert_id from marts.red_alerts "
                "inner join marts.rule_catalogue using (rule_id)",
            ):
                found[alert["rule_id"], alert["title"]].add(alert["alert_id"])
    except (duckdb.Error, NoWarehouseError):
        return {}
    return found


def _compared(
    before: dict[tuple[str, str], set[str]], after: dict[tuple[str, str], set[str]]
) -> list[Row]:
    compared = [
        {
            "rule_id": rule[0],
            "title": rule[1],
            "alerts": len(after.get(rule, ())),
            "new": len(after.get(rule, set()) - before.get(rule, set())),
            "gone": len(before.get(rule, set()) - after.get(rule, set())),
        }
        for rule in {**after, **before}
    ]
    return sorted(compared, key=lambda row: (-row["new"], -row["gone"], -row["alerts"]))
