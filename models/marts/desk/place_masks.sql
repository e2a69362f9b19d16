-- One row is a place or hand of an alert, and what stands for it where nobody is named.
-- Answers: which worker, handler or doctor is behind a key of the masked surface?
with

places as (
    select distinct place_kind, place_kind_title, place
    from {{ ref('alert_places') }}
),

people as (
    select person_id, name
    from {{ ref('int_people') }}
),

named as (
    select
        places.*,
        {{ key_kind('places.place_kind') }} as key_kind,
        case when places.place_kind = 'worker' then people.name else places.place end
            as name
    from places
    left join people
        on places.place = people.person_id
)

select
    place_kind,
    place_kind_title,
    place,
    coalesce({{ keyed('key_kind', 'place') }}, place) as place_key,
    case
        when key_kind is null then place
        else coalesce({{ masked_name('name') }}, '姓名不详者')
    end as place_shown
from named
