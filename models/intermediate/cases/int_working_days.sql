-- One row is a calendar day.
-- Answers: is it a working day in China, and how many working days are there up to it?
with

listed_days as (
    select day, kind
    from {{ ref('holidays') }}
),

-- as far as the list of the State Council goes, and a year beyond the as-of date
calendar as (
    select
        {{ each_day(
            "date '2022-01-01'", "greatest(date '2026-12-31', " ~ as_of_date() ~ ' + 366)'
        ) }} as day
),

judged_days as (
    select
        calendar.day,
        coalesce(listed_days.kind = 'working', isodow(calendar.day) < 6)
            as is_working_day
    from calendar
    left join listed_days
        on calendar.day = listed_days.day
)

select
    day,
    is_working_day,
    count(*) filter (where is_working_day) over (order by day) as working_day_number
from judged_days
