-- One row is a centre, institution, village, worker, handler or doctor of an alert.
-- Answers: where, and by whose hands, do alerts come together, and what came of them?
with

alerts as (
    select
        places.place_kind,
        places.place,
        cases.alert_id = cases.case_id as is_own_case,
        cases.is_withdrawn,
        cases.amount_at_risk,
        cases.first_event_date,
        cases.last_event_date,
        cases.concluded_as,
        cases.concluded_on
    from {{ ref('alert_places') }} as places
    inner join {{ ref('cases') }} as cases
        on places.alert_id = cases.alert_id
),

-- from the first conclusion on, the place knows
first_conclusions as (
    select place_kind, place, min(concluded_on) as first_confirmed_on
    from alerts
    where concluded_as = 'confirmed'
    group by place_kind, place
),

counted as (
    select
        alerts.place_kind,
        alerts.place,
        count(*) filter (where not alerts.is_withdrawn) as alerts,
        coalesce(sum(alerts.amount_at_risk) filter (where not alerts.is_withdrawn), 0)
            as amount_at_risk,
        min(alerts.first_event_date) as first_event_date,
        max(alerts.last_event_date) as last_event_date,
        count(alerts.concluded_as) filter (where alerts.is_own_case) as concluded,
        count(*) filter (
            where alerts.is_own_case and alerts.concluded_as = 'confirmed'
        ) as confirmed,
        any_value(first_conclusions.first_confirmed_on) as first_confirmed_on,
        count(*) filter (
            where not alerts.is_withdrawn
            and alerts.last_event_date > first_conclusions.first_confirmed_on
        ) as alerts_after_confirmed
    from alerts
    left join first_conclusions
        on alerts.place_kind = first_conclusions.place_kind
        and alerts.place = first_conclusions.place
    group by alerts.place_kind, alerts.place
)

select
    masks.place_key,
    masks.place_kind,
    masks.place_kind_title,
    masks.place_shown as place,
    counted.alerts,
    counted.amount_at_risk,
    counted.first_event_date,
    counted.last_event_date,
    counted.concluded,
    counted.confirmed,
    counted.first_confirmed_on,
    counted.alerts_after_confirmed
from counted
inner join {{ ref('place_masks') }} as masks
    on counted.place_kind = masks.place_kind
    and counted.place = masks.place
