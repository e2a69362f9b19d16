-- One row is a place or hand of concluded cases.
-- Answers: how often was what happened there confirmed?
with

concluded_cases as (
    select case_id, concluded_as
    from {{ ref('cases') }}
    where alert_id = case_id and concluded_as is not null
),

places as (
    select alert_id, place_kind, place_kind_title, place
    from {{ ref('alert_places') }}
)

select
    places.place_kind,
    places.place_kind_title,
    places.place,
    count(*) as concluded,
    count(*) filter (where concluded_cases.concluded_as = 'confirmed') as confirmed
from concluded_cases
inner join places
    on concluded_cases.case_id = places.alert_id
group by places.place_kind, places.place_kind_title, places.place
