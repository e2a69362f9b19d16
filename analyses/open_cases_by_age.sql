-- One row is an addressee and a state of open cases.
-- Answers: who has had what for how long, and how much money waits there?
select
    addressee,
    state_title,
    count(*) as cases,
    count(*) filter (where due_date < {{ as_of_date() }}) as overdue,
    max({{ as_of_date() }} - coalesce(dispatched_on, appeared_on)) as oldest_days,
    median({{ as_of_date() }} - coalesce(dispatched_on, appeared_on)) as median_days,
    sum(amount_at_risk) as amount_at_risk
from {{ ref('cases') }}
where is_under_way and alert_id = case_id
group by addressee, state_title
order by overdue desc, cases desc, addressee asc, state_title asc
