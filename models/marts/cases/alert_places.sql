-- One row is a centre, village, institution, worker, handler or assessor of an alert.
-- Answers: which alerts happened at one place, or by one hand?
with

alert_places as (
    select alert_id, place_kind, place
    from {{ ref('int_alert_places') }}
),

place_kinds as (
    select place_kind, title
    from {{ ref('place_kinds') }}
)

select
    alert_places.alert_id,
    alert_places.place_kind,
    place_kinds.title as place_kind_title,
    alert_places.place
from alert_places
inner join place_kinds
    on alert_places.place_kind = place_kinds.place_kind
