"""DuckDB's SQL in PostgreSQL's words: sqlglot's, and some forms of the rules that it leaves.

What PostgreSQL has no function for stands in `bench_postgres.sql`.
"""

from __future__ import annotations

import sqlglot
from sqlglot import exp


def in_postgres(query: str) -> str:
    """Raises sqlglot.errors.SqlglotError for what has no counterpart."""
    tree = sqlglot.parse_one(query, read="duckdb")
    for member in list(tree.find_all(exp.Dot)):
        if version := member.find(exp.ArrayFilter):
            member.replace(in_force(version, member.expression.name))
    for chosen in list(tree.find_all(exp.ArgMax, exp.ArgMin)):
        chosen.replace(first_by(chosen))
    for lists in list(tree.find_all(exp.Flatten)):
        # lists of several lengths are no array of arrays
        lists.replace(exp.ArrayConcatAgg(this=lists.this.this))
    for days in list(tree.find_all(exp.GenerateSeries)):
        days.set("end", days.args["end"] - days.args["step"])
        days.set("is_end_exclusive", False)
        # it gives rows, not a list
        if isinstance(days.parent, exp.Unnest | exp.Explode):
            days.parent.replace(days)
    for step in tree.find_all(exp.CTE):
        # PostgreSQL has no statistics of a step that it materialises, and then joins all with all
        step.set("materialized", False)
    for kind in list(tree.find_all(exp.DataType)):
        if kind.this == exp.DataType.Type.INT128:
            kind.replace(exp.DataType.build("decimal(38, 0)"))
    return tree.sql("postgres", pretty=True, unsupported_level=sqlglot.ErrorLevel.RAISE)


def in_force(version: exp.ArrayFilter, value: str) -> exp.Expr:
    """Of a parameter's versions the last up to a day, which DuckDB finds in a list of structs."""
    versions, until = version.this.this, version.expression.this
    if not (isinstance(versions, exp.Select) and isinstance(until, exp.LTE)):
        raise sqlglot.UnsupportedError(f"a list filtered by {until.sql('duckdb')}")
    found = versions.select(value, append=False)
    found = found.where(exp.column("valid_from") <= until.expression)
    return found.order_by("valid_from desc").limit(1).subquery()


def first_by(chosen: exp.AggFunc) -> exp.Expr:
    """The value of the row that comes first, or last, by another column."""
    value, by = chosen.this.sql("postgres"), chosen.expression.sql("postgres")
    order = f"{by} desc" if isinstance(chosen, exp.ArgMax) else by
    return sqlglot.parse_one(
        f"(array_agg({value} order by {order}) filter (where num_nulls({value}, {by}) = 0))[1]",
        read="postgres",
    )
