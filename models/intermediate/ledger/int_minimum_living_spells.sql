-- One row is a person's spell in a minimum-living family, both ends included.
-- Answers: from when to when did somebody belong to a family on minimum living?
select
    id_number as person_id,
    family_no,
    category,
    start_date,
    {{ spell_end('end_date') }} as end_date,
    source_row
from {{ ref('stg_minimum_living_members') }}
