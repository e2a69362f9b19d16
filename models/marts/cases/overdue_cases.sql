-- One row is a case whose answer is overdue.
-- Answers: which unit owes an answer since when, and who is to ask for it now?
with

cases as (
    select case_id, rule_id, addressee, unit, state, dispatched_on, due_date
    from {{ ref('cases') }}
    where
        alert_id = case_id
        and is_under_way
        and concluded_on is null
        and due_date < {{ as_of_date() }}
),

working_days as (
    select day, working_day_number
    from {{ ref('int_working_days') }}
),

supervisors as (
    select alert_id, supervising_unit
    from {{ ref('int_alert_supervisors') }}
),

counted as (
    select
        cases.*,
        today.working_day_number - due_days.working_day_number as working_days_overdue
    from cases
    inner join working_days as due_days
        on cases.due_date = due_days.day
    inner join working_days as today
        on today.day = {{ as_of_date() }}
),

-- a reminder at once, a second one later, and the supervising unit as much later
staged as (
    select
        *,
        {{ days_between('due_date', as_of_date()) }} as days_overdue,
        cast(least(
            floor(
                working_days_overdue / {{ parameter('working_days_between', 'int') }}
            ),
            2
        ) as bigint) as stages_passed
    from counted
),

titled as (
    select
        *,
        case stages_passed
            when 0 then '第一次催办'
            when 1 then '第二次催办'
            else '督办'
        end as stage_title
    from staged
)

select
    titled.case_id,
    titled.rule_id,
    titled.addressee,
    titled.unit,
    titled.state,
    titled.dispatched_on,
    titled.due_date,
    titled.days_overdue,
    titled.working_days_overdue,
    least(titled.stages_passed + 1, 2) as reminders_due,
    titled.stages_passed = 2 as is_for_supervision,
    titled.stage_title,
    titled.stage_title || '，逾期' || cast(titled.days_overdue as varchar) || '天'
        as stage_note,
    supervisors.supervising_unit
from titled
left join supervisors
    on titled.case_id = supervisors.alert_id
