-- One row is one disability certificate, staged.
-- Answers: who holds which disability certificate, since when, from whom?
select
    certificate_no,
    id_number,
    name,
    town,
    category,
    grade,
    issued_date,
    cancelled_date,
    assessing_hospital,
    assessor,
    source_row
from {{ ref('base_disabled_persons') }}
where row_status = 'staged'
