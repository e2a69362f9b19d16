-- One row is a spell in custody, both ends included, none of it after death.
-- Answers: from when to when was somebody held, and could be nowhere else?
with

spells as (
    select
        id_number as person_id,
        kind,
        start_date,
        {{ spell_end('end_date') }} as end_date,
        source_row
    from {{ ref('stg_custody_spells') }}
    -- who is supervised in the community lives at home
    where kind in ('服刑', '羁押')
),

deaths as (
    select person_id, death_date
    from {{ ref('int_deaths') }}
),

spells_of_the_living as (
    select
        spells.person_id,
        spells.kind,
        spells.start_date,
        least(
            spells.end_date, coalesce(deaths.death_date, spells.end_date)
        ) as end_date,
        spells.source_row
    from spells
    left join deaths
        on spells.person_id = deaths.person_id
)

select person_id, kind, start_date, end_date, source_row
from spells_of_the_living
where start_date <= end_date
