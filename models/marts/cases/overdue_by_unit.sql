-- One row is a unit with overdue cases.
-- Answers: how many answers does a unit owe, and how many go to the supervising unit?
select
    unit,
    count(*) as overdue,
    min(due_date) as oldest_due_date,
    max(days_overdue) as most_days_overdue,
    count(*) filter (where reminders_due = 1) as first_reminders,
    count(*) filter (where reminders_due = 2 and not is_for_supervision)
        as second_reminders,
    count(*) filter (where is_for_supervision) as for_supervision
from {{ ref('overdue_cases') }}
group by unit
