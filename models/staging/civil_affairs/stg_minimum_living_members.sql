-- One row is one person's spell in one minimum-living family, staged.
-- Answers: who belonged to a minimum-living family, from when to when?
select
    family_no,
    id_number,
    name,
    relation,
    town,
    category,
    start_date,
    end_date,
    source_row
from {{ ref('base_minimum_living_members') }}
where row_status = 'staged'
