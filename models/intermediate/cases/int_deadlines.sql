-- One row is something that is asked for today.
-- Answers: by which working day is it due?
with

asked_for as (
    select
        'rectification' as what,
        {{ parameter('rectification_working_days', 'bigint', rule='letter_facts') }}
            as working_days
    union all
    select
        'report' as what,
        {{ parameter('report_working_days', 'bigint', rule='letter_facts') }}
            as working_days
    union all
    select
        'response' as what,
        {{ parameter('response_working_days', 'bigint', rule='notice_facts') }}
            as working_days
),

working_days as (
    select day, is_working_day, working_day_number
    from {{ ref('int_working_days') }}
),

today as (
    select working_day_number
    from working_days
    where day = {{ as_of_date() }}
)

select
    asked_for.what,
    due_days.day as due_date
from asked_for
cross join today
inner join working_days as due_days
    on today.working_day_number + asked_for.working_days = due_days.working_day_number
    and due_days.is_working_day
