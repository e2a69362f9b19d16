-- One row is such an alert and a place or hand where what it is about happened, by name.
select
    masked.* replace (coalesce(people.name, masks.place) as place)
from warehouse.bi.place_alerts as masked
semi join bi.alerts using (alert_key)
inner join warehouse.marts.place_masks as masks
    on masked.place_kind = masks.place_kind and masked.place_key = masks.place_key
left join warehouse.intermediate.int_people as people
    on masks.place = people.person_id
