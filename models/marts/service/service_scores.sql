-- One row is a town and a rule of kind service.
-- Answers: how many are owed something, were answered for, and taken into payment?
select
    town,
    rule_id,
    count(*) as leads,
    count(handed_over_on) as handed_over,
    count(outcome) as answered,
    count(*) filter (
        where outcome is null and not is_withdrawn and due_date < {{ as_of_date() }}
    ) as overdue,
    count(distinct subject_id) as people,
    count(distinct subject_id) filter (where is_taken_into_payment)
        as people_taken_into_payment
from {{ ref('service_lead_outcomes') }}
group by town, rule_id
