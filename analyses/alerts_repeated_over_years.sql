-- One row is a subject and a rule with alerts in several years.
-- Answers: with whom does the same come back year after year?
select
    rule_id,
    subject_id,
    any_value(subject_name) as subject_name,
    any_value(town) as town,
    list(distinct year(first_event_date) order by year(first_event_date)) as years,
    count(*) as alerts,
    sum(amount_at_risk) as amount_at_risk
from {{ ref('red_alerts') }}
group by rule_id, subject_id
having count(distinct year(first_event_date)) > 1
order by len(years) desc, alerts desc, rule_id asc, subject_id asc
