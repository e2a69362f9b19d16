-- One row is a day from the first event of an alert to the as-of date.
-- Answers: which days does a figure by day, month or year have to show, alerts or none?
with

first_days as (
    select coalesce(min(first_event_date), {{ as_of_date() }}) as first_day
    from {{ ref('cases') }}
)

select cast(day as date) as day
from first_days
cross join
    unnest(generate_series(first_day, {{ as_of_date() }}, interval 1 day)) as days (day)
