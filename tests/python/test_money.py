"""Money as SQL reads it."""

from __future__ import annotations

import duckdb
import pytest
from sql_macros import macros

SQL = macros("values/numbers.sql", "engine/text.sql")


@pytest.mark.parametrize(
    ("written", "yuan"),
    [
        ("-0.001", "-0.01"),
        ("-0.0049", "-0.01"),
        ("-0.01", "-0.01"),
        ("-0.005", "-0.01"),
        ("-1.001", "-1.00"),
        ("-0.00", "0.00"),
        ("-0", "0.00"),
        ("0.001", "0.00"),
        ("12.345", "12.35"),
    ],
)
def test_what_is_below_zero_stays_below_it_when_rounded(written: str, yuan: str) -> None:
    query = f"select cast({SQL['money']('value')} as varchar) from (select ? as value)"
    ((found,),) = duckdb.execute(query, [written]).fetchall()
    assert found == yuan
