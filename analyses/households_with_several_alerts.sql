-- One row is a household with red alerts about several of its people.
-- Answers: where does a family, rather than one person, draw what is not theirs?
select
    people.household_id,
    any_value(people.town) as town,
    count(distinct alerts.subject_id) as people,
    count(*) as alerts,
    sum(alerts.amount_at_risk) as amount_at_risk,
    list(distinct alerts.rule_id order by alerts.rule_id) as rule_ids
from {{ ref('red_alerts') }} as alerts
inner join {{ ref('int_people') }} as people
    on alerts.subject_id = people.person_id
group by people.household_id
having count(distinct alerts.subject_id) > 1
order by people desc, alerts desc, people.household_id asc
