-- One row is one employment spell, staged.
-- Answers: who was employed at which welfare enterprise, at what wage?
select
    enterprise_name,
    id_number,
    name,
    hired_date,
    left_date,
    monthly_wage,
    source_row
from {{ ref('base_welfare_enterprise_staff') }}
where row_status = 'staged'
