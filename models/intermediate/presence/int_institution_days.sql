-- One row is one day of one stay in a care institution.
-- Answers: on which days did somebody certainly live in the institution?
with

stays as (
    select
        id_number as person_id,
        institution_name,
        checkin_date,
        -- an open stay ends the day after the as-of date: the as-of day is certain
        case
            when checkout_date <= {{ as_of_date() }} then checkout_date
            else {{ as_of_date() }} + 1
        end as end_date,
        daily_subsidy,
        source_row
    from {{ ref('stg_institution_stays') }}
),

leaves as (
    select
        id_number as person_id,
        institution_name,
        leave_date,
        {{ spell_end('return_date') }} as return_date
    from {{ ref('stg_institution_leaves') }}
),

deaths as (
    select person_id, death_date
    from {{ ref('int_deaths') }}
),

stay_days as (
    select
        person_id,
        institution_name,
        checkin_date,
        end_date,
        daily_subsidy,
        source_row,
        {{ each_day('checkin_date', 'least(end_date, ' ~ as_of_date() ~ ')') }} as day
    from stays
),

leave_days as (
    select distinct
        person_id,
        institution_name,
        {{ each_day('leave_date', 'return_date') }} as day
    from leaves
    where leave_date <= return_date
)

select
    stay_days.person_id,
    stay_days.institution_name,
    stay_days.checkin_date,
    stay_days.day,
    stay_days.day > stay_days.checkin_date
    and stay_days.day < stay_days.end_date
    and stay_days.day <= coalesce(deaths.death_date, stay_days.day)
    and leave_days.day is null as is_certain,
    stay_days.daily_subsidy,
    stay_days.source_row
from stay_days
left join deaths
    on stay_days.person_id = deaths.person_id
left join leave_days
    on stay_days.person_id = leave_days.person_id
    and stay_days.institution_name = leave_days.institution_name
    and stay_days.day = leave_days.day
