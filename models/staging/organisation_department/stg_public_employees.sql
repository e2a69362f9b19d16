-- One row is one spell of public employment, staged.
-- Answers: who was employed by the public purse, where, from when to when?
select
    employer,
    id_number,
    name,
    post,
    start_date,
    end_date,
    source_row
from {{ ref('base_public_employees') }}
where row_status = 'staged'
