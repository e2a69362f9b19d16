-- One row is a worker, handler, doctor, centre, institution or village of alerts.
-- Answers: where, and by whose hands, do alerts of several rules come together?
select
    places.place_kind_title,
    places.place,
    count(*) as alerts,
    count(distinct alerts.rule_id) as rules,
    count(distinct alerts.subject_id) as subjects,
    sum(alerts.amount_at_risk) as amount_at_risk
from {{ ref('red_alerts') }} as alerts
inner join {{ ref('alert_places') }} as places
    on alerts.alert_id = places.alert_id
group by places.place_kind_title, places.place
order by rules desc, alerts desc, places.place asc
