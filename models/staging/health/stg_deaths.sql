-- One row is one death as one source registered it, staged.
-- Answers: who died on which day, according to which source?
select
    id_number,
    name,
    death_date,
    source,
    registered_date,
    source_row
from {{ ref('base_deaths') }}
where row_status = 'staged'
