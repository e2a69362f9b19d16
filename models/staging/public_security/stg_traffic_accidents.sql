-- One row is one casualty of one accident, staged.
-- Answers: who came to harm in which accident, and was compensated?
select
    accident_no,
    id_number,
    name,
    accident_date,
    injury,
    compensation,
    compensation_date,
    source_row
from {{ ref('base_traffic_accidents') }}
where row_status = 'staged'
