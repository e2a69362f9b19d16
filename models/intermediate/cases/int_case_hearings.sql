-- One row is a step of a case.
-- Answers: had the person named been heard by then, so that the step may confirm?
with

steps as (
    select
        case_id,
        step_number,
        step,
        step_date,
        heard_on,
        -- who was heard about the first case was not heard about what came after
        count(*) filter (where step = 'recurred') over (
            partition by case_id order by step_number
        ) as times_recurred
    from {{ ref('int_case_steps') }}
),

cases as (
    select
        alerts.alert_id as case_id,
        -- of a kind that nobody has listed somebody may be named
        coalesce(subject_kinds.is_heard, true) as must_be_heard
    from {{ ref('int_alert_status') }} as alerts
    left join {{ ref('subject_kinds') }} as subject_kinds
        on alerts.subject_kind = subject_kinds.subject_kind
),

step_kinds as (
    select step, is_delivered
    from {{ ref('case_step_kinds') }}
),

first_hearings as (
    select
        *,
        min(heard_on) over (
            partition by case_id, times_recurred order by step_number
        ) as first_heard_on
    from steps
),

judged_steps as (
    select
        first_hearings.case_id,
        first_hearings.step_number,
        not cases.must_be_heard
        or coalesce(first_hearings.first_heard_on <= first_hearings.step_date, false)
            as is_heard,
        step_kinds.is_delivered
    from first_hearings
    inner join cases
        on first_hearings.case_id = cases.case_id
    inner join step_kinds
        on first_hearings.step = step_kinds.step
)

select
    case_id,
    step_number,
    is_heard,
    -- what the build finds confirms nothing anew
    is_heard or not is_delivered as may_confirm
from judged_steps
