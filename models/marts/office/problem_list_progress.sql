-- One row is a list of problems, a level and a unit that has items on it.
-- Answers: how much of what was to be put right is, and what is overdue?
with

items as (
    select
        list_name,
        list_level,
        unit,
        deadline,
        done_date,
        done_date is null and deadline < {{ as_of_date() }} as is_overdue
    from {{ ref('stg_problem_lists') }}
)

select
    list_name,
    list_level,
    unit,
    count(*) as items,
    count(done_date) as done,
    count(*) filter (where done_date > deadline) as done_late,
    count(*) filter (where is_overdue) as overdue,
    min(deadline) filter (where is_overdue) as oldest_overdue,
    round(count(done_date) / count(*), 4) as done_rate
from items
group by list_name, list_level, unit
