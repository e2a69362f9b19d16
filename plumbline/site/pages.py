"""The site's pages: a query each in `queries/`, a template each in `templates/`."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import jinja2

from plumbline.site.timeline import Timeline

Row = dict[str, Any]
QUERIES = Path(__file__).with_name("queries")
# What the table of alerts shows and exports, in this order.
COLUMNS = {
    "priority": "核查顺序",
    "subject": "对象",
    "title": "规则",
    "scene_title": "场景",
    "town": "镇街",
    "first_event_date": "开始",
    "last_event_date": "结束",
    "amount_at_risk": "涉及金额（元）",
    "state_title": "状态",
    "unit": "办理单位",
    "reason": "预警说明",
    "alert_key": "预警编号",
}


def write_pages(connection: duckdb.DuckDBPyConnection, folder: Path, unit: str = "") -> int:
    """Writes all pages into the folder; returns of how many alerts there is one.

    With a unit they are those of the restricted edition, which name people and rows.
    """

    def rows(name: str) -> list[Row]:
        query = (QUERIES / f"{name}.sql").read_text(encoding="utf-8")
        result = connection.execute(query)
        names = [column[0] for column in result.description]
        return [dict(zip(names, row, strict=True)) for row in result.fetchall()]

    environment = _environment()
    (build,) = rows("build")
    rules, alerts, places = rows("rules"), rows("alerts"), rows("places")
    months, towns = rows("months"), rows("towns_by_rule")
    rule_of = {rule["rule_id"]: rule for rule in rules}
    environment.globals |= {"build": build, "rule_of": rule_of, "bars": bars, "unit": unit}

    def write(path: str, template: str, **values: Any) -> None:
        page = folder / path
        page.parent.mkdir(exist_ok=True)
        values["root"] = "../" * path.count("/")
        page.write_text(environment.get_template(template).render(values), encoding="utf-8")

    write(
        "index.html",
        "index.html",
        figures=rows("overview")[0],
        months=_summed(months),
        heat=_heat(towns),
        not_assessable=rows("not_assessable"),
        quality=rows("quality"),
        source_table=rows("source_table"),
    )
    dimensions = {rule["dimension"]: rule["dimension_title"] for rule in rules}
    write("rules.html", "rules.html", rules=rules, dimensions=dimensions)
    months_of = grouped(months, "rule_id")
    alerts_of, towns_of = grouped(alerts, "rule_id"), grouped(towns, "rule_id")
    thresholds_of = grouped(rows("rule_thresholds"), "rule_id")
    for rule in rules:
        key = rule["rule_id"]
        write(
            f"rules/{key}.html",
            "rule.html",
            rule=rule,
            months=months_of[key],
            alerts=alerts_of[key],
            towns=towns_of[key],
            thresholds=thresholds_of[key],
        )
    place_alerts = rows("place_alerts")
    at_place = grouped(place_alerts, "place_kind", "place_key")
    follow_ups = grouped(rows("place_follow_ups"), "place_kind", "place_key")
    for place in places:
        key = (place["place_kind"], place["place_key"])
        place |= {"at": at_place[key], "follow_ups": follow_ups[key]}
        place["months"] = _months(place, build["as_of_date"])
    by_kind = grouped(places, "place_kind")
    write("places.html", "places.html", kinds=by_kind)
    for kind, of_kind in by_kind.items():
        write(f"places/{kind}.html", "place_kind.html", places=of_kind)
    write("alerts.html", "alerts.html", columns=COLUMNS, table=_table(alerts, rule_of))
    place_of = {(place["place_kind"], place["place_key"]): place for place in places}
    places_of = grouped(place_alerts, "alert_key")
    days, evidence = (grouped(rows(name), "alert_key") for name in ("alert_days", "alert_evidence"))
    steps = grouped(rows("case_steps"), "alert_key")
    source_rows = grouped(rows("source_rows") if unit else [], "alert_key")
    for alert in alerts:
        key = alert["alert_key"]
        write(
            f"alerts/{key}.html",
            "alert.html",
            alert=alert,
            rule=rule_of[alert["rule_id"]],
            timeline=Timeline(alert["first_event_date"], alert["last_event_date"], days[key]),
            evidence=evidence[key],
            source_rows=source_rows[key],
            steps=steps[key],
            places=[place_of[at["place_kind"], at["place_key"]] for at in places_of[key]],
        )
    return len(alerts)


def grouped(rows: list[Row], *keys: str) -> dict[Any, list[Row]]:
    """Rows by the value of a column, or the values of several."""
    groups: dict[Any, list[Row]] = defaultdict(list)
    for row in rows:
        values = tuple(row[key] for key in keys)
        groups[values if len(keys) > 1 else values[0]].append(row)
    return groups


def _months(place: Row, until: date) -> Row:
    """The alerts of a place by month from its first on, and the months it was put right in."""
    at = grouped(place["at"], "month")
    first = min(at, default=until)

    def of(day: date) -> int:
        return 12 * (day.year - first.year) + day.month - first.month

    return {
        "first": first,
        "count": max(of(until), 11) + 1,
        "most": max(map(len, at.values()), default=1),
        "alerts": [(of(month), month, len(alerts)) for month, alerts in sorted(at.items())],
        "rectified": {
            of(row["rectified_on"]) for row in place["follow_ups"] if row["rectified_on"]
        },
    }


def _summed(months: list[Row]) -> list[Row]:
    sums: dict[date, int] = defaultdict(int)
    for row in months:
        sums[row["month"]] += row["alerts"]
    return [{"month": month, "alerts": alerts} for month, alerts in sorted(sums.items())]


def _heat(towns: list[Row]) -> dict[str, Any]:
    """Rules down, towns across; a shade from 1 to 5 by the highest rate."""
    highest = max((row["per_1000"] or 0 for row in towns), default=0)
    for row in towns:
        row["shade"] = max(1, -int(-5 * row["per_1000"] // highest)) if row["per_1000"] else 0
    return {
        "towns": list(dict.fromkeys(row["town"] for row in towns)),
        "rules": sorted({(row["title"], row["rule_id"]) for row in towns}),
        "cell": {(row["rule_id"], row["town"]): row for row in towns},
    }


def _table(alerts: list[Row], rule_of: dict[str, Row]) -> list[list[Any]]:
    """The alerts as their table's script reads them."""
    for alert in alerts:
        alert["scene_title"] = rule_of[alert["rule_id"]]["scene_title"]
    return [[_plain(alert[column]) for column in COLUMNS] for alert in alerts]


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return float(value)
    return value.isoformat() if isinstance(value, date) else value


def bars(months: list[Row], height: int = 100) -> list[Row]:
    """Months as bars drawn to the highest of them."""
    most = max((month["alerts"] for month in months), default=0) or 1
    return [month | {"height": height * month["alerts"] / most} for month in months]


def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("plumbline.site"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    environment.policies["json.dumps_kwargs"] = {"sort_keys": False, "ensure_ascii": False}
    environment.filters |= {
        "count": lambda value: "—" if value is None else f"{value:,}",
        "yuan": lambda value: "—" if value is None else f"{value:,.2f}",
        "share": lambda value: "—" if value is None else f"{100 * value:.1f}%",
        "known": lambda value: "—" if value in (None, "") else value,
    }
    return environment
