-- One row is a person, a day and a place where records put them.
-- Answers: where was this person on that day, and how surely?
with

institution_days as (
    select person_id, day, institution_name, checkin_date, is_certain, source_row
    from {{ ref('int_institution_days') }}
),

hospital_spells as (
    select person_id, hospital_name, first_day, last_day, shares_a_day, source_rows
    from {{ ref('int_hospital_spells') }}
),

hospital_episodes as (
    select person_id, admitted_date, end_date, certain_from, certain_to
    from {{ ref('int_hospital_episodes') }}
),

deaths as (
    select person_id, death_date
    from {{ ref('int_deaths') }}
),

repeated_residents as (
    select person_id, institution_name
    from institution_days
    group by person_id, institution_name
    having min(checkin_date) < max(checkin_date)
),

-- a day is certain by the whole episode: a transfer day is the edge of two records
hospital_days as (
    select
        hospital_spells.person_id,
        {{ each_day(
            'hospital_spells.first_day',
            'least(hospital_spells.last_day, ' ~ as_of_date() ~ ')'
        ) }} as day,
        hospital_spells.hospital_name,
        hospital_episodes.certain_from,
        hospital_episodes.certain_to,
        hospital_spells.shares_a_day,
        hospital_spells.source_rows
    from hospital_spells
    inner join hospital_episodes
        on hospital_spells.person_id = hospital_episodes.person_id
        and hospital_spells.first_day
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

-- days of which one record tells, or several that tell the same days: by far the most
days_told_once as (
    select
        institution_days.person_id,
        institution_days.day,
        'institution' as place_kind,
        institution_days.institution_name as place_name,
        institution_days.is_certain,
        {{ list_of(['institution_days.source_row']) }} as source_rows
    from institution_days
    anti join repeated_residents
        on institution_days.person_id = repeated_residents.person_id
        and institution_days.institution_name = repeated_residents.institution_name
    union all
    select
        person_id,
        day,
        'hospital' as place_kind,
        hospital_name as place_name,
        day between certain_from and certain_to as is_certain,
        source_rows
    from hospital_days
    where not shares_a_day
),

days_told_often as (
    select
        institution_days.person_id,
        institution_days.day,
        'institution' as place_kind,
        institution_days.institution_name as place_name,
        institution_days.is_certain,
        {{ list_of(['institution_days.source_row']) }} as source_rows
    from institution_days
    semi join repeated_residents
        on institution_days.person_id = repeated_residents.person_id
        and institution_days.institution_name = repeated_residents.institution_name
    union all
    select
        person_id,
        day,
        'hospital' as place_kind,
        hospital_name as place_name,
        day between certain_from and certain_to as is_certain,
        source_rows
    from hospital_days
    where shares_a_day
    union all
    select
        event_days.person_id,
        event_days.day,
        event_days.place_kind,
        event_days.place_name,
        event_days.day <= coalesce(deaths.death_date, event_days.day) as is_certain,
        {{ list_of(['event_days.source_row']) }} as source_rows
    from event_days
    left join deaths
        on event_days.person_id = deaths.person_id
)

select person_id, day, place_kind, place_name, is_certain, source_rows
from days_told_once
union all
select
    person_id,
    day,
    place_kind,
    place_name,
    bool_or(is_certain) as is_certain,
    {{ merged_list('source_rows') }} as source_rows
from days_told_often
group by person_id, day, place_kind, place_name
