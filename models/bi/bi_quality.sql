-- One row is an extract of the contract, also one that never came.
-- Answers: how fresh is each extract, what became of its rows, what did the gate find?
with

deliveries as (
    select
        extract,
        count(*) as files,
        min(first_month) as first_month,
        max(last_month) as last_month
    from {{ ref('delivered_files') }}
    group by extract
),

findings as (
    select
        extract,
        count(*) filter (where outcome = 'stop') as stops,
        count(*) filter (where outcome = 'warn') as warnings,
        count(*) filter (where outcome = 'accepted') as accepted
    from {{ ref('quality_findings') }}
    group by extract
)

select
    extracts.provider,
    extracts.provider_zh,
    extracts.extract,
    extracts.extract_zh,
    extracts.cadence,
    extracts.is_optional,
    coalesce(deliveries.files, 0) as files,
    deliveries.first_month,
    deliveries.last_month,
    date_diff('month', deliveries.last_month, {{ as_of_date() }}) as months_behind,
    coalesce(accounting.landed, 0) as landed,
    coalesce(accounting.staged, 0) as staged,
    coalesce(accounting.superseded, 0) as superseded,
    coalesce(accounting.rejected, 0) as rejected,
    coalesce(findings.stops, 0) as stops,
    coalesce(findings.warnings, 0) as warnings,
    coalesce(findings.accepted, 0) as accepted
from {{ ref('expected_extracts') }} as extracts
left join deliveries
    on extracts.extract = deliveries.extract
left join {{ ref('row_accounting') }} as accounting
    on extracts.extract = accounting.extract
left join findings
    on extracts.extract = findings.extract
