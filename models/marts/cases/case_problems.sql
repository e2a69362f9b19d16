-- One row is something wrong with what a unit sent back about an alert.
-- Answers: what must go back to which unit, and what should it do?
{%- set columns = extract_contract('inspection_offices', 'case_feedback').columns
    if execute else [] %}
with

addressees as (
    select alert_id, addressee
    from {{ ref('alert_lives') }}
    union all
    select sample_id as alert_id, addressee
    from {{ ref('monthly_sample') }}
),

landed_rows as (
    select *
    from {{ ref('base_case_feedback') }}
),

step_problems as (
    select *
    from {{ ref('step_problems') }}
),

rejected_rows as (
    select
        alert_id,
        'rejected_row' as problem,
        unit,
        -- what was written, column by column
        concat_ws(
            '；',
            {%- for column in columns %}
            case
                when list_contains(reasons, 'missing_{{ column.name }}')
                    then '{{ column.header }}未填'
            end,
            case
                when list_has_any(
                    reasons,
                    [
                        {%- for fault in ['invalid', 'negative', 'future', 'implausible'] %}
                        '{{ fault }}_{{ column.name }}',
                        {%- endfor %}
                    ]
                )
                    then '{{ column.header }}“' || (landed_text ->> '{{ column.header }}')
                        || '”不能用'
            end,
            {%- endfor %}
            null
        ) as found,
        '请改正后重报；可填的词见下拉框' as what_to_do,
        source_row
    from landed_rows
    where row_status = 'rejected'
),

problems as (
    from step_problems
    union all
    from rejected_rows
),

problems_with_day as (
    select
        problems.*,
        landed_rows.handled_date
    from problems
    inner join landed_rows
        on problems.source_row = landed_rows.source_row
),

faultless_steps as (
    select
        landed_rows.alert_id,
        max(landed_rows.handled_date) as last_handled_date
    from landed_rows
    anti join problems
        on landed_rows.source_row = problems.source_row
    where landed_rows.row_status = 'staged' and landed_rows.status != '已交办'
    group by landed_rows.alert_id
)

select
    problems.alert_id,
    problems.problem,
    coalesce(problems.unit, addressees.addressee) as unit,
    addressees.addressee,
    problems.found,
    problems.what_to_do,
    problems.source_row,
    -- a day that cannot be read may be any day
    coalesce(faultless_steps.last_handled_date >= problems.handled_date, false)
        as is_settled
from problems_with_day as problems
left join addressees
    on problems.alert_id = addressees.alert_id
left join faultless_steps
    on problems.alert_id = faultless_steps.alert_id
