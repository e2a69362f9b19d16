"""What a department is told of its deliveries, read from a warehouse: counts, files, row numbers.

No query here reads a column that holds a person's ID or name.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb

Row = dict[str, Any]

MONTHS_SHOWN = 24
_LEVELS = {"stop": "必须整改", "warn": "请核实", "accepted": "已同意暂缓"}

_DEPARTMENTS = """
    select distinct
        provider, provider_zh,
        (select max(as_of_date) from marts.delivered_files) as as_of_date
    from marts.expected_extracts
    order by provider
"""
# Each query below has one parameter, the department.
_FILES = """
    select
        extract, extract_zh, file_name, landed, staged, superseded, rejected, with_id, in_register,
        first_month, last_month, unknown_columns, absent_columns
    from marts.delivered_files
    where provider = ?
    order by extract, file_name desc
"""
# what stops first, then where most rows are at fault
_FINDINGS = """
    select
        outcome, extract, extract_zh, dimension, finding, judged_rows, affected, remedy, who_acts,
        accepted_because
    from marts.quality_findings
    where provider = ?
    order by
        case outcome when 'stop' then 1 when 'warn' then 2 else 3 end,
        affected desc, extract, finding
"""
_REASONS = """
    select extract, extract_zh, file_name, reason_zh, rejected, row_numbers
    from marts.rejected_by_reason
    where provider = ?
    order by rejected desc, extract, file_name, reason
"""
_MONTHS = """
    select extract, extract_zh, month, landed, rejected
    from marts.delivered_by_month
    where provider = ?
    order by extract, month
"""
_HISTORY = """
    select
        as_of_date,
        cast(sum(stops) as bigint) as stops,
        cast(sum(warnings) as bigint) as warnings,
        cast(sum(accepted) as bigint) as accepted
    from history.quality_log
    where provider = ?
    group by as_of_date
    order by as_of_date desc
    limit 12
"""


@dataclass(frozen=True)
class Report:
    """What one department is told; rows are as the queries above name their columns.

    `as_of` is unknown where nothing was delivered at all.
    """

    provider: str
    name: str
    as_of: date | None
    files: list[Row]
    findings: list[Row]
    reasons: list[Row]
    months: dict[str, list[Row]]
    history: list[Row]

    def count(self, column: str) -> int:
        return sum(file[column] for file in self.files)

    def outcomes(self, outcome: str) -> int:
        return sum(finding["outcome"] == outcome for finding in self.findings)


def read_reports(connection: duckdb.DuckDBPyConnection) -> list[Report]:
    """A report for each department of the contract, whether it delivered anything or not."""
    departments = rows(connection, _DEPARTMENTS)
    return [_read_report(connection, department) for department in departments]


def _read_report(connection: duckdb.DuckDBPyConnection, department: Row) -> Report:
    asked = [department["provider"]]
    findings = rows(connection, _FINDINGS, asked)
    reasons = rows(connection, _REASONS, asked)
    months: dict[str, list[Row]] = {}
    for month in rows(connection, _MONTHS, asked):
        months.setdefault(month["extract_zh"], []).append(month)
    return Report(
        provider=department["provider"],
        name=department["provider_zh"],
        as_of=department["as_of_date"],
        files=rows(connection, _FILES, asked),
        findings=[row | {"level": _LEVELS[row["outcome"]]} for row in findings],
        reasons=[row | {"rows": spans(row["row_numbers"])} for row in reasons],
        months={name: series[-MONTHS_SHOWN:] for name, series in months.items()},
        history=rows(connection, _HISTORY, asked) if _has_history(connection) else [],
    )


def _has_history(connection: duckdb.DuckDBPyConnection) -> bool:
    """Nothing is logged before the first build was published."""
    return bool(
        rows(connection, "from duckdb_tables() where table_name = 'quality_log'"),
    )


def rows(
    connection: duckdb.DuckDBPyConnection, query: str, parameters: Iterable[object] = ()
) -> list[Row]:
    result = connection.execute(query, list(parameters))
    names = [column[0] for column in result.description]
    return [dict(zip(names, record, strict=True)) for record in result.fetchall()]


def spans(numbers: list[int]) -> list[str]:
    """Sorted numbers with runs drawn together: 3, 5-9."""
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return [str(first) if first == last else f"{first}-{last}" for first, last in runs]
