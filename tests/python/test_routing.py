"""Nobody gets his own file: the routing of every rule and kind of subject, by the example's table
and by tables that send everything to whom it must not go."""

from __future__ import annotations

import re
from collections.abc import Iterator

import duckdb
import pytest
from builds import PROJECT

COMPILED = PROJECT / "target/compiled/plumbline/models/intermediate/cases"
WAREHOUSE = PROJECT / "warehouse/plumbline.duckdb"
TOWN = "甲镇"
# what the delivered row behind an alert says of a unit: its name, and whether it is an employer
ROWS = {
    "employee": ("甲镇人民政府", True),
    "employee of the matter's office": (None, True),
    "collector": ("甲镇市场管理处", True),
    "employee by the town's full name": ("示范市甲镇人民政府", True),
    "employee of civil affairs": ("示范市民政局", True),
    "village": ("甲镇一村", False),
    "village by another name": ("甲镇一村村委会", False),
    "citizen": None,
}
# over the example's: all to the town, to the office of the matter, or to a unit by one of its names
TABLES = (
    *("example", "town", "owner", "甲镇", "示范市甲镇", "甲镇人民政府", "示范市甲镇人民政府"),
    *("甲镇市场管理处", "甲镇市场处", "甲镇一村", "社会救助科", "民政局低保中心"),
)
# beside the example's lines
UNITS = [("甲镇市场处", "甲镇市场管理处", None), ("甲镇一村村委会", "甲镇一村", None)]
# to whom a row must not lead beside the unit that it names and what begins with its name
ALSO_FORBIDDEN = {
    "collector": ("甲镇市场处",),
    "employee by the town's full name": ("甲镇",),
    "employee of civil affairs": (
        *("民政局", "养老服务科", "社会救助科", "社会事务科", "社会组织管理科", "残疾人福利科"),
    ),
    "village by another name": ("甲镇一村",),
}


@pytest.fixture(scope="module")
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    """An alert for each rule, kind of subject and row of ROWS."""
    assert WAREHOUSE.is_file(), "build the sample first: make test-dbt"
    with duckdb.connect() as connection:
        connection.execute(f"attach '{WAREHOUSE}' as built (read_only)")
        for name in (
            *("routing", "discipline_groups", "city_settings", "subject_kinds"),
            *("units", "responsible_units"),
        ):
            connection.execute(f"create table {name} as from built.reference.{name}")
        connection.executemany("insert into units values (?, ?, ?)", UNITS)
        connection.execute(
            "create table rule_catalogue as from built.marts.rule_catalogue where kind = 'alert'"
        )
        connection.execute(
            "create table said (what varchar, unit varchar, is_employer boolean, number integer)"
        )
        for at, (what, row) in enumerate(ROWS.items()):
            connection.execute(
                "insert into said values (?, ?, ?, ?)", [what, *(row or (None, None)), at]
            )
        connection.execute(
            f"""
            create table int_alert_versions as
            select
                rules.rule_id || '/' || kinds.subject_kind || '/' || said.what as alert_id,
                rules.rule_id, kinds.subject_kind, said.what, '{TOWN}' as town,
                1 as version_number, 'appeared' as change,
                [rules.rule_id || '#' || said.number] as evidence,
                coalesce(said.unit, rules.owner) as unit
            from rule_catalogue as rules, subject_kinds as kinds, said
            """
        )
        connection.execute(
            """
            create table int_row_units as
            select distinct alerts.evidence[1] as source_row, alerts.unit, said.is_employer
            from int_alert_versions as alerts
            inner join said on alerts.what = said.what and said.is_employer is not null
            """
        )
        connection.execute(f"create table int_row_interests as {model('int_row_interests')}")
        connection.execute(
            "create table alert_interests as select alert_id, unit, interest from int_row_interests"
        )
        connection.execute(f"create table int_alert_interests as {model('int_alert_interests')}")
        yield connection


def model(name: str) -> str:
    """The model's SQL, reading tables of this connection."""
    sql = (COMPILED / f"{name}.sql").read_text(encoding="utf-8")
    return re.sub(r'(?:"\w+"\.)+"(\w+)"', r"\1", sql)


@pytest.mark.parametrize("table", TABLES)
def test_no_rule_and_kind_of_subject_sends_a_file_to_whom_it_is_about(
    connection: duckdb.DuckDBPyConnection, table: str
) -> None:
    if table != "example":
        connection.execute("delete from routing")
        connection.execute(
            "insert into routing (addressee, joint_unit, cc) values ($1, $1, $1)", [table]
        )
    for name in ("int_unit_names", "int_avoided_units", "int_employer_groups"):
        connection.execute(f"create or replace table {name} as {model(name)}")
    routed = connection.execute(
        f"""
        select alerts.alert_id, alerts.what, alerts.subject_kind, alerts.unit,
            routes.addressee, routes.joint_unit, routes.cc
        from int_alert_versions as alerts
        left join ({model("int_alert_routes")}) as routes on alerts.alert_id = routes.alert_id
        """
    ).fetchall()
    (rules,) = connection.execute("select count(*) from rule_catalogue").fetchone() or (0,)
    (kinds,) = connection.execute("select count(*) from subject_kinds").fetchone() or (0,)
    assert len(routed) == rules * kinds * len(ROWS) > 2000
    wrong = []
    for alert, what, kind, unit, *asked in routed:
        forbidden = [] if what == "citizen" else [unit, *ALSO_FORBIDDEN.get(what, ())]
        if kind == "handler" or what.startswith(("employee", "collector")):
            forbidden += [TOWN, f"示范市{TOWN}"]
        assert asked[0], alert
        wrong += [(alert, to) for to in asked if to and to.startswith(tuple(forbidden) or ("\0",))]
    assert wrong == []
