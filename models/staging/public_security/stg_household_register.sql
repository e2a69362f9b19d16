-- One row is one registered person, staged.
-- Answers: who is registered, under which name, in which town, alive or not?
select
    id_number,
    name,
    gender,
    birth_date,
    household_no,
    town,
    status,
    status_date,
    source_row
from {{ ref('base_household_register') }}
where row_status = 'staged'
