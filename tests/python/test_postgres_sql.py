"""What the benchmark makes of the rules' SQL for PostgreSQL."""

from __future__ import annotations

import pytest
import sqlglot

from tools.bench_postgres import as_postgres_reads
from tools.postgres_sql import in_postgres

VERSIONS = """
select
    list_extract(
        list_filter(
            (
                select list_sort(array_agg({'valid_from': valid_from, 'value': value}))
                from reference.rule_parameters
                where rule_id = 'some_rule' and parameter = 'min_age'
            ),
            lambda version: version.valid_from <= benefit_month
        ), -1
    ).value as min_age
from ledger
"""


def translated(query: str) -> str:
    return " ".join(in_postgres(query).split())


def test_a_parameter_in_force_is_a_subquery() -> None:
    assert translated(VERSIONS) == (
        "SELECT ( SELECT value FROM reference.rule_parameters"
        " WHERE ( rule_id = 'some_rule' AND parameter = 'min_age' ) AND valid_from <= benefit_month"
        " ORDER BY valid_from DESC NULLS LAST LIMIT 1 ) AS min_age FROM ledger"
    )


def test_a_list_that_is_filtered_otherwise_is_not_carried_over() -> None:
    with pytest.raises(sqlglot.UnsupportedError, match="valid_from > benefit_month"):
        in_postgres(VERSIONS.replace("<=", ">"))


@pytest.mark.parametrize(("chosen", "order"), [("max_by", "k DESC"), ("min_by", "k")])
def test_a_value_is_chosen_by_the_order_of_another(chosen: str, order: str) -> None:
    spelled = translated(f"select {chosen}(v, k) from t")
    assert f"ARRAY_AGG(v ORDER BY {order}" in spelled
    assert "FILTER(WHERE NUM_NULLS(v, k) = 0) )[1]" in spelled


def test_lists_of_a_group_are_joined_whatever_their_length() -> None:
    merged = "select list_sort(list_distinct(flatten(array_agg([a] || more)))) from t"
    assert "ARRAY_SORT(ARRAY_DISTINCT(ARRAY_CONCAT_AGG(ARRAY[a] || more)))" in translated(merged)


def test_the_day_after_the_last_is_left_out() -> None:
    days = "unnest(range(cast(a as timestamp), cast(b + 1 as timestamp), interval 1 day))::date"
    assert translated(f"select {days} as day from t") == (
        "SELECT CAST(GENERATE_SERIES(CAST(a AS TIMESTAMP),"
        " CAST(b + 1 AS TIMESTAMP) - INTERVAL '1 DAY', INTERVAL '1 DAY') AS DATE) AS day FROM t"
    )


def test_a_step_is_planned_with_what_reads_it() -> None:
    assert "paid AS NOT MATERIALIZED" in translated("with paid as (select 1) select * from paid")


def test_wide_numbers_are_decimals() -> None:
    assert translated("create table t (x hugeint, y varchar[])") == (
        "CREATE TABLE t ( x DECIMAL(38, 0), y TEXT[] )"
    )


def test_a_list_is_written_between_braces() -> None:
    assert as_postgres_reads("name", "VARCHAR") == "name"
    assert as_postgres_reads("rows", "VARCHAR[]").startswith("'{' || trim(cast(to_json(rows)")
