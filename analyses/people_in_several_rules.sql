-- One row is a person with red alerts of several rules.
-- Answers: about whom do rules agree that something is wrong?
select
    subject_id,
    any_value(subject_name) as subject_name,
    any_value(town) as town,
    count(distinct rule_id) as rules,
    count(*) as alerts,
    sum(amount_at_risk) as amount_at_risk,
    list(distinct rule_id order by rule_id) as rule_ids
from {{ ref('red_alerts') }}
where subject_kind in ('person', 'worker')
group by subject_id
having count(distinct rule_id) > 1
order by rules desc, alerts desc, subject_id asc
