-- One row is an alert and a place or hand where what it is about happened.
-- Answers: which alerts has this place, and in which months?
select
    place_masks.place_key,
    place_masks.place_kind,
    place_masks.place_shown as place,
    alert_masks.alert_key,
    cases.rule_id,
    cast(date_trunc('month', cases.first_event_date) as date) as month,
    cases.is_withdrawn
from {{ ref('alert_places') }} as places
inner join {{ ref('place_masks') }} as place_masks
    on places.place_kind = place_masks.place_kind
    and places.place = place_masks.place
inner join {{ ref('alert_masks') }} as alert_masks
    on places.alert_id = alert_masks.alert_id
inner join {{ ref('cases') }} as cases
    on places.alert_id = cases.alert_id
