-- One row is one course of subsidised treatment, staged.
-- Answers: who had which subsidised course of treatment, from when to when?
select
    treatment_no,
    id_number,
    name,
    organisation,
    start_date,
    end_date,
    subsidy_amount,
    source_row
from {{ ref('base_rehabilitation_treatments') }}
where row_status = 'staged'
