-- One row is a place and a rule whose cases there were put right.
-- Answers: how many new alerts came up there since, on which days, and of how many?
with

alerts as (
    select
        cases.alert_id,
        cases.rule_id,
        cases.first_event_date,
        cases.last_event_date,
        cases.concluded_as = 'confirmed' and cases.state in ('recheck', 'closed')
            as is_put_right,
        cases.closed_on,
        places.place_kind,
        places.place_kind_title,
        places.place
    from {{ ref('cases') }} as cases
    inner join {{ ref('alert_places') }} as places
        on cases.alert_id = places.alert_id
    where
        cases.alert_id = cases.case_id
        and not cases.is_withdrawn
        -- what was found not to be so did not come up
        and cases.concluded_as is distinct from 'unfounded'
),

followed_up as (
    select alerts.*
    from alerts
    semi join {{ ref('place_kinds') }} as place_kinds
        on alerts.place_kind = place_kinds.place_kind
        and place_kinds.is_followed_up
),

-- what began before the last case was closed was not there to be seen after it
rectified as (
    select
        place_kind,
        place,
        rule_id,
        count(*) as cases_put_right,
        max(closed_on) as rectified_on
    from followed_up
    where is_put_right
    group by place_kind, place, rule_id
),

alerts_there as (
    select
        rectified.*,
        followed_up.place_kind_title,
        followed_up.first_event_date,
        followed_up.last_event_date,
        followed_up.first_event_date > rectified.rectified_on as is_new
    from rectified
    inner join followed_up
        on rectified.place_kind = followed_up.place_kind
        and rectified.place = followed_up.place
        and rectified.rule_id = followed_up.rule_id
),

counted as (
    select
        place_kind,
        place_kind_title,
        place,
        rule_id,
        cases_put_right,
        rectified_on,
        count(*) as alerts,
        count(*) filter (where is_new) as new_alerts,
        min(first_event_date) filter (where is_new) as first_new_on,
        max(last_event_date) filter (where is_new) as last_new_on
    from alerts_there
    group by all
)

select
    *,
    round(new_alerts / alerts, 4) as share_of_new_alerts,
    new_alerts >= {{ parameter('min_new_alerts', 'int') }}
    and new_alerts / alerts > {{ parameter('min_share', 'double') }} as raises_priority,
    {{ as_of_date() }} as followed_up_on
from counted
