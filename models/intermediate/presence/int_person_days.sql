-- One row is a person, a day and a place where records put them.
-- Answers: where was this person on that day, and how surely?
with

stays as (
    select
        id_number as person_id,
        institution_name,
        checkin_date,
        {{ spell_end('checkout_date') }} as last_day,
        source_row
    from {{ ref('stg_institution_stays') }}
),

certain_runs as (
    select person_id, institution_name, certain_from, certain_to, source_row
    from {{ ref('int_institution_spells') }}
),

hospital_records as (
    select person_id, hospital_name, admitted_date, end_date, source_row
    from {{ ref('int_hospital_records') }}
),

hospital_episodes as (
    select person_id, admitted_date, end_date, certain_from, certain_to
    from {{ ref('int_hospital_episodes') }}
),

event_days as (
    select person_id, day, place_kind, place_name, is_certain, source_row
    from {{ ref('int_event_days') }}
),

institution_days as (
    select
        person_id,
        {{ each_day('checkin_date', 'last_day') }} as day,
        institution_name as place_name,
        false as is_certain,
        source_row
    from stays
    union all
    select
        person_id,
        {{ each_day('certain_from', 'certain_to') }} as day,
        institution_name as place_name,
        true as is_certain,
        source_row
    from certain_runs
),

-- a day is certain by the whole episode: a transfer day is the edge of two records
hospital_days as (
    select
        hospital_records.person_id,
        {{ each_day(
            'hospital_records.admitted_date',
            'least(hospital_records.end_date, ' ~ as_of_date() ~ ')'
        ) }} as day,
        hospital_records.hospital_name as place_name,
        hospital_episodes.certain_from,
        hospital_episodes.certain_to,
        hospital_records.source_row
    from hospital_records
    inner join hospital_episodes
        on hospital_records.person_id = hospital_episodes.person_id
        and hospital_records.admitted_date
        between hospital_episodes.admitted_date and hospital_episodes.end_date
),

days_told as (
    select
        person_id,
        day,
        'institution' as place_kind,
        place_name,
        is_certain,
        source_row
    from institution_days
    union all
    select
        person_id,
        day,
        'hospital' as place_kind,
        place_name,
        day between certain_from and certain_to as is_certain,
        source_row
    from hospital_days
    union all
    select person_id, day, place_kind, place_name, is_certain, source_row
    from event_days
)

select
    person_id,
    day,
    place_kind,
    place_name,
    bool_or(is_certain) as is_certain,
    {{ sorted_distinct(collected_list('source_row')) }} as source_rows
from days_told
group by person_id, day, place_kind, place_name
