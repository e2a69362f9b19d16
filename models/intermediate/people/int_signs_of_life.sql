-- One row is a record that somebody appeared in person later than the day after death.
-- Answers: who is recorded as dead, and was seen alive weeks later?
with

deaths as (
    select person_id, death_date
    from {{ ref('int_deaths') }}
),

appearances as (
    select id_number as person_id, cast(admitted_at as date) as sign_date, source_row
    from {{ ref('stg_hospital_stays') }}
    union all
    select id_number as person_id, admitted_date as sign_date, source_row
    from {{ ref('stg_insurance_inpatient_claims') }}
    union all
    select id_number as person_id, checkin_date as sign_date, source_row
    from {{ ref('stg_institution_stays') }}
    union all
    select id_number as person_id, hired_date as sign_date, source_row
    from {{ ref('stg_welfare_enterprise_staff') }}
    union all
    select id_number as person_id, start_date as sign_date, source_row
    from {{ ref('stg_public_employees') }}
    union all
    select id_number as person_id, issued_date as sign_date, source_row
    from {{ ref('stg_disabled_persons') }}
)

select
    appearances.person_id,
    deaths.death_date,
    appearances.sign_date,
    appearances.source_row
from appearances
inner join deaths
    on appearances.person_id = deaths.person_id
    -- whoever died yesterday may be registered today
    and appearances.sign_date > deaths.death_date + 1
