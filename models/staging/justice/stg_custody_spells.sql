-- One row is one spell of one person in custody or under supervision, staged.
-- Answers: from when to when was somebody held?
select
    id_number,
    name,
    kind,
    start_date,
    end_date,
    source_row
from {{ ref('base_custody_spells') }}
where row_status = 'staged'
