-- One row is a day on which a visit, a meal or paid work puts a person at a place.
-- Answers: where did events say that somebody was, and were they alive?
with

deaths as (
    select person_id, death_date
    from {{ ref('int_deaths') }}
),

event_days as (
    select
        id_number as person_id,
        service_date as day,
        'home_visit' as place_kind,
        '家中' as place_name,
        source_row
    from {{ ref('stg_home_service_orders') }}
    union all
    select
        id_number as person_id,
        meal_date as day,
        'meal' as place_kind,
        centre_name as place_name,
        source_row
    from {{ ref('stg_meal_records') }}
    union all
    select
        id_number as person_id,
        {{ each_day('work_start', 'work_end') }} as day,
        'village_work' as place_kind,
        village as place_name,
        source_row
    from {{ ref('stg_village_labour_payments') }}
)

select
    event_days.person_id,
    event_days.day,
    event_days.place_kind,
    event_days.place_name,
    event_days.day <= coalesce(deaths.death_date, event_days.day) as is_certain,
    event_days.source_row
from event_days
left join deaths
    on event_days.person_id = deaths.person_id
