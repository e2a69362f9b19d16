-- One alert per association and year: the reported total is not the sum of its lines.
-- Answers: which association's report does not add up?
with

lines as (
    select
        credit_code,
        association_name,
        fiscal_year,
        item = '合计' as is_total,
        amount,
        source_row
    from {{ ref('stg_association_accounts') }}
),

names as (
    select credit_code, max_by(association_name, source_row) as association_name
    from lines
    group by credit_code
),

reports as (
    select
        credit_code,
        fiscal_year,
        sum(amount) filter (where is_total) as reported_total,
        sum(amount) filter (where not is_total) as sum_of_lines,
        count(*) filter (where not is_total) as other_lines,
        {{ collected_list('source_row') }} as source_rows
    from lines
    group by credit_code, fiscal_year
),

episodes as (
    select
        reports.credit_code as subject_id,
        names.association_name as subject_name,
        cast(null as string) as town,
        cast(reports.fiscal_year as string) as episode_key,
        {{ day_in_year('reports.fiscal_year', 12, 31) }} as first_event_date,
        {{ day_in_year('reports.fiscal_year', 12, 31) }} as last_event_date,
        reports.other_lines as event_count,
        abs(reports.reported_total - reports.sum_of_lines) as amount_at_risk,
        cast(reports.fiscal_year as string) || '年度支出合计申报'
        || coalesce(nullif({{ zh_yuan('reports.reported_total') }}, '0.00元'), '零元')
        || '，明细相加为'
        || coalesce(nullif({{ zh_yuan('reports.sum_of_lines') }}, '0.00元'), '零元')
        || '，相差'
        || {{ zh_yuan('abs(reports.reported_total - reports.sum_of_lines)') }}
            as finding,
        reports.source_rows as evidence
    from reports
    inner join names
        on reports.credit_code = names.credit_code
    where
        abs(reports.reported_total - reports.sum_of_lines)
        > {{ parameter('tolerance', 'decimal(14, 2)') }}
),

{{ with_unusable_rows(
    'episodes', 'association_accounts', until='episodes.last_event_date'
) }}

{{ organisation_alerts('episodes_with_unusable_rows', subject_kind='association') }}
