-- One row is a place or hand of the unit's alerts, counted over these alone.
select
    masked.* replace (
        any_value(at_place.place) as place,
        count(*) as alerts,
        sum(cases.amount_at_risk) as amount_at_risk,
        min(cases.first_event_date) as first_event_date,
        max(cases.last_event_date) as last_event_date,
        count(cases.concluded_as) filter (where cases.is_own_case) as concluded,
        count(*) filter (where cases.is_own_case and cases.concluded_as = 'confirmed') as confirmed,
        count(*) filter (
            where cases.last_event_date > masked.first_confirmed_on
        ) as alerts_after_confirmed
    )
from bi.place_alerts as at_place
inner join bi.cases as cases
    on at_place.alert_key = cases.alert_key
inner join warehouse.bi.places as masked
    on at_place.place_kind = masked.place_kind and at_place.place_key = masked.place_key
group by all
