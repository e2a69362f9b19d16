-- One row is a person, a day and a place where records put them.
-- Answers: where was this person on that day, and how surely?
with

institution_days as (
    select
        person_id,
        day,
        'institution' as place_kind,
        institution_name as place_name,
        is_certain,
        source_row
    from {{ ref('int_institution_days') }}
),

hospital_records as (
    select person_id, hospital_name, admitted_date, end_date, source_row
    from {{ ref('int_hospital_records') }}
),

hospital_episodes as (
    select person_id, admitted_date, end_date, certain_from, certain_to
    from {{ ref('int_hospital_episodes') }}
),

deaths as (
    select person_id, death_date
    from {{ ref('int_deaths') }}
),

hospital_record_days as (
    select
        person_id,
        hospital_name,
        source_row,
        {{ each_day('admitted_date', 'least(end_date, ' ~ as_of_date() ~ ')') }} as day
    from hospital_records
),

-- a day is certain by the whole episode: a transfer day is the edge of two records
hospital_days as (
    select
        hospital_record_days.person_id,
        hospital_record_days.day,
        'hospital' as place_kind,
        hospital_record_days.hospital_name as place_name,
        hospital_record_days.day between hospital_episodes.certain_from
        and hospital_episodes.certain_to as is_certain,
        hospital_record_days.source_row
    from hospital_record_days
    inner join hospital_episodes
        on hospital_record_days.person_id = hospital_episodes.person_id
        and hospital_record_days.day
        between hospital_episodes.admitted_date and hospital_episodes.end_date
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
),

event_days_of_the_living as (
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
),

placed_days as (
    select person_id, day, place_kind, place_name, is_certain, source_row
    from institution_days
    union all
    select person_id, day, place_kind, place_name, is_certain, source_row
    from hospital_days
    union all
    select person_id, day, place_kind, place_name, is_certain, source_row
    from event_days_of_the_living
)

select
    person_id,
    day,
    place_kind,
    place_name,
    bool_or(is_certain) as is_certain,
    {{ collected_list('source_row') }} as source_rows
from placed_days
group by person_id, day, place_kind, place_name
