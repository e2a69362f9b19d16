-- One row is a month touched by a person's spell in a minimum-living family.
-- Answers: in which months did somebody belong to a family on minimum living?
with

memberships as (
    select
        id_number as person_id,
        family_no,
        category,
        start_date,
        {{ spell_end('end_date') }} as end_date,
        source_row
    from {{ ref('stg_minimum_living_members') }}
)

select
    person_id,
    family_no,
    category,
    {{ each_month(month_of('start_date'), month_of('end_date')) }} as month,
    start_date,
    end_date,
    source_row
from memberships
