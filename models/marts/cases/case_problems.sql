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

steps as (
    select alert_id, status, source_row
    from {{ ref('stg_case_feedback') }}
),

step_problems as (
    select *
    from {{ ref('step_problems') }}
),

rejected_rows as (
    select
        nullif(trim(landed_text ->> '预警编号'), '') as alert_id,
        'rejected_row' as problem,
        nullif(trim(landed_text ->> '承办单位'), '') as unit,
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
        'case_feedback/'
        || file_name
        || '#'
        || cast(row_number as varchar) as source_row
    from {{ ref('rejected_rows') }}
    where extract = 'case_feedback'
),

problems as (
    from step_problems
    union all
    from rejected_rows
),

-- the newest file in which each alert was reported without fault
last_good_files as (
    select
        steps.alert_id,
        max(regexp_extract(steps.source_row, '^(.*)#', 1)) as file_name
    from steps
    anti join problems
        on steps.source_row = problems.source_row
    where steps.status != '已交办'
    group by steps.alert_id
)

select
    problems.alert_id,
    problems.problem,
    coalesce(problems.unit, addressees.addressee) as unit,
    addressees.addressee,
    problems.found,
    problems.what_to_do,
    problems.source_row,
    coalesce(
        last_good_files.file_name > regexp_extract(problems.source_row, '^(.*)#', 1),
        false
    ) as is_settled
from problems
left join addressees
    on problems.alert_id = addressees.alert_id
left join last_good_files
    on problems.alert_id = last_good_files.alert_id
