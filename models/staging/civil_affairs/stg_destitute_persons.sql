-- One row is one person's spell of destitute support, staged.
-- Answers: who was supported as destitute, how, from when to when?
select
    id_number,
    name,
    town,
    support_mode,
    approved_date,
    stopped_date,
    source_row
from {{ ref('base_destitute_persons') }}
where row_status = 'staged'
