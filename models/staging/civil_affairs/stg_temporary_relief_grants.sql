-- One row is one approved grant, staged.
-- Answers: who was granted temporary relief, why, how much, by whom?
select
    grant_no,
    id_number,
    name,
    town,
    reason,
    approved_date,
    amount,
    handler,
    source_row
from {{ ref('base_temporary_relief_grants') }}
where row_status = 'staged'
