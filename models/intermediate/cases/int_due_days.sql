-- One row is a calendar day.
-- Answers: when is an answer due to what is handed over on that day?
with

working_days as (
    select day, is_working_day, working_day_number
    from {{ ref('int_working_days') }}
)

select
    working_days.day,
    due_days.day as due_date
from working_days
inner join working_days as due_days
    on working_days.working_day_number
    + {{ parameter('working_days_to_verify', 'bigint', rule='dispatches') }}
    = due_days.working_day_number
    and due_days.is_working_day
