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

-- the newest line about the unit that has it, else the city's own office
supervisors as (
    select unit, max_by(supervising_unit, valid_from) as supervising_unit
    from {{ ref('responsible_units') }}
    where supervising_unit is not null and valid_from <= {{ as_of_date() }}
    group by unit
),

office as (
    select value as office_name
    from {{ ref('city_settings') }}
    where setting = 'office_name'
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
        cast(least(
            floor(
                working_days_overdue / {{ parameter('working_days_between', 'int') }}
            ),
            2
        ) as bigint) as stages_passed
    from counted
)

select
    staged.case_id,
    staged.rule_id,
    staged.addressee,
    staged.unit,
    staged.state,
    staged.dispatched_on,
    staged.due_date,
    {{ days_between('staged.due_date', as_of_date()) }} as days_overdue,
    staged.working_days_overdue,
    least(staged.stages_passed + 1, 2) as reminders_due,
    staged.stages_passed = 2 as is_for_supervision,
    case staged.stages_passed
        when 0 then '第一次催办'
        when 1 then '第二次催办'
        else '督办'
    end as stage_title,
    coalesce(supervisors.supervising_unit, office.office_name) as supervising_unit
from staged
cross join office
left join supervisors
    on staged.addressee = supervisors.unit
