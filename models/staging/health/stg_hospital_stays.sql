-- One row is one inpatient stay, staged.
-- Answers: who was in which hospital, from when to when?
select
    hospital_name,
    id_number,
    name,
    admitted_at,
    has_admitted_time,
    discharged_at,
    has_discharged_time,
    ward,
    source_row
from {{ ref('base_hospital_stays') }}
where row_status = 'staged'
