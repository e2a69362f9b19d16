-- One row is one assessment of one house, staged.
-- Answers: which grade was a house assessed at, and was its repair subsidised?
select
    house_no,
    id_number,
    name,
    town,
    grade,
    assessed_date,
    subsidy_amount,
    subsidy_date,
    source_row
from {{ ref('base_dilapidated_houses') }}
where row_status = 'staged'
