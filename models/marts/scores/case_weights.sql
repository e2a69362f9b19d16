-- One row is an alert that waits to be checked.
-- Answers: is it to be checked earlier for what is known of its place, and by how much?
with

cases_to_check as (
    select alert_id
    from {{ ref('case_rates') }}
),

places as (
    select alert_id, place_kind, place
    from {{ ref('alert_places') }}
),

places_where_it_came_back as (
    select place_kind, place
    from {{ ref('place_follow_ups') }}
    where raises_priority
),

recent_complaints as (
    select distinct reported_place
    from {{ ref('complaint_alerts') }}
    where
        received_date
        >= {{ as_of_date() }}
        - {{ parameter('days_before', 'int', rule='complaint_alerts') }}
),

came_back as (
    select distinct places.alert_id
    from places
    semi join places_where_it_came_back as came_back
        on places.place_kind = came_back.place_kind
        and places.place = came_back.place
),

complained_of as (
    select distinct places.alert_id
    from places
    semi join recent_complaints
        on places.place = recent_complaints.reported_place
)

select
    cases.alert_id,
    came_back.alert_id is not null as place_came_back,
    complained_of.alert_id is not null as place_is_complained_of,
    case
        when came_back.alert_id is null then 1.0
        else {{ parameter('place_weight', 'double', rule='case_priority') }}
    end
    * case
        when complained_of.alert_id is null then 1.0
        else {{ parameter('complaint_weight', 'double', rule='case_priority') }}
    end as weight
from cases_to_check as cases
left join came_back
    on cases.alert_id = came_back.alert_id
left join complained_of
    on cases.alert_id = complained_of.alert_id
