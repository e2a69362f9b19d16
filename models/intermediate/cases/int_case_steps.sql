-- One row is a step of a case: delivered by a unit, or found by the build itself.
-- Answers: what was done in this case, in which order?
with

delivered_steps as (
    select
        case_numbers.case_id,
        steps.alert_id,
        steps.handled_date as step_date,
        steps.step,
        steps.finding,
        steps.finding_kind,
        steps.unit,
        steps.recovered_amount,
        steps.persons_handled,
        steps.discipline_form,
        steps.cause,
        steps.note,
        steps.file_name,
        steps.row_number,
        steps.source_row
    from {{ ref('int_feedback_steps') }} as steps
    inner join {{ ref('int_case_numbers') }} as case_numbers
        on steps.alert_id = case_numbers.alert_id
),

recurrences as (
    select distinct
        case_id,
        recurring_alert_id as alert_id,
        recurred_on as step_date,
        'recurred' as step,
        'none' as finding_kind
    from {{ ref('int_case_recurrences') }}
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
    where step = 'closed'
),

rechecks_passed as (
    select
        case_id,
        alert_id,
        step_date
        + {{ parameter('recheck_days', 'int', rule='case_steps') }} as step_date,
        'recheck_passed' as step,
        'none' as finding_kind
    from closings
    where
        step_date + {{ parameter('recheck_days', 'int', rule='case_steps') }}
        <= {{ as_of_date() }}
        and next_closing is null
),

steps as (
    from delivered_steps
    union all by name
    from recurrences
    union all by name
    from rechecks_passed
),

step_kinds as (
    select step, status
    from {{ ref('case_step_kinds') }}
)

select
    steps.case_id,
    row_number() over (
        partition by steps.case_id
        -- what the build finds comes after what was delivered for that day
        order by
            steps.step_date,
            steps.file_name nulls last,
            steps.row_number,
            step_kinds.status,
            steps.alert_id
    ) as step_number,
    steps.alert_id,
    steps.step_date,
    steps.step,
    step_kinds.status,
    steps.finding,
    steps.finding_kind,
    steps.unit,
    steps.recovered_amount,
    steps.persons_handled,
    steps.discipline_form,
    steps.cause,
    steps.note,
    steps.source_row
from steps
inner join step_kinds
    on steps.step = step_kinds.step
