-- One row is a step of a case that no unit delivers: the build finds it.
-- Answers: where did it come back, where did it not, and who objected?
with

delivered_steps as (
    select
        case_numbers.case_id,
        steps.alert_id,
        steps.handled_date as step_date,
        steps.step,
        steps.is_objection,
        steps.file_name,
        steps.row_number
    from {{ ref('int_feedback_steps') }} as steps
    inner join {{ ref('int_case_numbers') }} as case_numbers
        on steps.alert_id = case_numbers.alert_id
),

recurrences as (
    select distinct
        case_id,
        recurring_alert_id as alert_id,
        recurred_on as step_date,
        'recurred' as step
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
        'recheck_passed' as step
    from closings
    where
        step_date + {{ parameter('recheck_days', 'int', rule='case_steps') }}
        <= {{ as_of_date() }}
        and next_closing is null
),

-- each day with one: which of them reopens the check the case's way tells
objections as (
    select
        case_id,
        alert_id,
        step_date,
        'objected' as step
    from delivered_steps
    where is_objection
    qualify
        row_number() over (
            partition by case_id, step_date order by file_name, row_number
        ) = 1
)

select case_id, alert_id, step_date, step
from recurrences
union all
select case_id, alert_id, step_date, step
from rechecks_passed
union all
select case_id, alert_id, step_date, step
from objections
