-- One row is one leave of one resident, staged.
-- Answers: when was a resident away from the institution?
select
    institution_name,
    id_number,
    leave_date,
    return_date,
    source_row
from {{ ref('base_institution_leaves') }}
where row_status = 'staged'
