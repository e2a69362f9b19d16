-- One row is one settled inpatient claim, staged.
-- Answers: which hospital stays did the medical insurance settle?
select
    claim_no,
    hospital_name,
    id_number,
    name,
    admitted_date,
    discharged_date,
    total_cost,
    self_paid,
    source_row
from {{ ref('base_insurance_inpatient_claims') }}
where row_status = 'staged'
