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
        steps.measure,
        steps.disposal,
        steps.heard_on,
        steps.is_objection,
        steps.cause,
        steps.note,
        steps.file_name,
        steps.row_number,
        steps.source_row
    from {{ ref('int_feedback_steps') }} as steps
    inner join {{ ref('int_case_numbers') }} as case_numbers
        on steps.alert_id = case_numbers.alert_id
),

found_steps as (
    select case_id, alert_id, step_date, step, 'none' as finding_kind
    from {{ ref('int_found_steps') }}
),

steps as (
    from delivered_steps
    union all by name
    from found_steps
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
    steps.measure,
    steps.disposal,
    steps.heard_on,
    coalesce(steps.is_objection, false) as is_objection,
    steps.cause,
    steps.note,
    steps.source_row
from steps
inner join step_kinds
    on steps.step = step_kinds.step
