-- One row is a step of a case: delivered by a unit, or found by the build itself.
-- Answers: what was done in this case, in which order?
with

delivered_steps as (
    select
        case_numbers.case_id,
        steps.alert_id,
        steps.handled_date as step_date,
        steps.status,
        steps.finding,
        steps.unit,
        steps.recovered_amount,
        steps.persons_handled,
        steps.discipline_form,
        steps.cause,
        steps.note,
        steps.source_row,
        regexp_extract(steps.source_row, '^(.*)#', 1) as file_name,
        cast(regexp_extract(steps.source_row, '([0-9]+)$', 1) as bigint) as row_number
    from {{ ref('stg_case_feedback') }} as steps
    inner join {{ ref('case_numbers') }} as case_numbers
        on steps.alert_id = case_numbers.alert_id
),

recurrences as (
    select distinct
        case_id,
        recurring_alert_id as alert_id,
        recurred_on as step_date,
        '整改反弹' as status
    from {{ ref('case_recurrences') }}
),

closings as (
    select
        case_id,
        alert_id,
        step_date,
        lead(step_date) over (
            partition by case_id order by step_date, file_name, row_number
        ) as next_closing
    from delivered_steps
    where status = '已办结'
),

rechecks_passed as (
    select
        case_id,
        alert_id,
        step_date + {{ parameter('recheck_days', 'int') }} as step_date,
        '复查期满' as status
    from closings
    where
        step_date + {{ parameter('recheck_days', 'int') }} <= {{ as_of_date() }}
        and next_closing is null
),

steps as (
    from delivered_steps
    union all by name
    from recurrences
    union all by name
    from rechecks_passed
)

select
    case_id,
    row_number() over (
        partition by case_id
        -- what the build finds comes after what was delivered for that day
        order by step_date, file_name nulls last, row_number, status, alert_id
    ) as step_number,
    alert_id,
    step_date,
    status,
    finding,
    case
        when finding in ('查实', '部分属实') then 'confirmed'
        when finding = '不属实' then 'unfounded'
        when finding = '无法认定' then 'undetermined'
        else 'none'
    end as finding_kind,
    unit,
    recovered_amount,
    persons_handled,
    discipline_form,
    cause,
    note,
    source_row
from steps
