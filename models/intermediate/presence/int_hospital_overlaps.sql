-- One row is a subsidised spell and a hospital episode that share certain days.
-- Answers: which beds, courses and work were paid for on days in hospital?
with

institution_spells as (
    select person_id, certain_from, certain_to, source_row
    from {{ ref('int_institution_spells') }}
),

courses as (
    select id_number as person_id, start_date, end_date, source_row
    from {{ ref('stg_rehabilitation_treatments') }}
),

day_wages as (
    select id_number as person_id, work_start, work_end, source_row
    from {{ ref('stg_village_labour_payments') }}
    where pay_basis = '按天'
),

spells as (
    select
        'institution_stay' as spell_kind,
        person_id,
        certain_from as first_day,
        certain_to as last_day,
        source_row
    from institution_spells
    union all
    select
        'rehabilitation' as spell_kind,
        person_id,
        start_date as first_day,
        end_date as last_day,
        source_row
    from courses
    union all
    select
        'village_work' as spell_kind,
        person_id,
        work_start as first_day,
        work_end as last_day,
        source_row
    from day_wages
),

hospital_episodes as (
    select
        person_id,
        admitted_date,
        certain_from,
        certain_to,
        hospital_names,
        source_rows
    from {{ ref('int_hospital_episodes') }}
    where certain_from <= certain_to
),

-- a stay broken by leaves has several certain runs in one episode
shared_runs as (
    select
        spells.spell_kind,
        spells.person_id,
        spells.source_row,
        hospital_episodes.admitted_date,
        hospital_episodes.hospital_names,
        hospital_episodes.source_rows,
        greatest(spells.first_day, hospital_episodes.certain_from) as shared_from,
        least(spells.last_day, hospital_episodes.certain_to) as shared_to
    from spells
    inner join hospital_episodes
        on spells.person_id = hospital_episodes.person_id
        and spells.first_day <= hospital_episodes.certain_to
        and spells.last_day >= hospital_episodes.certain_from
)

select
    spell_kind,
    person_id,
    source_row as spell_source_row,
    admitted_date,
    min(shared_from) as first_shared_day,
    max(shared_to) as last_shared_day,
    sum({{ days_between('shared_from', 'shared_to') }} + 1) as shared_days,
    hospital_names,
    source_rows as hospital_source_rows
from shared_runs
group by spell_kind, person_id, source_row, admitted_date, hospital_names, source_rows
