-- One row is one person's interest in one contractor of one project, staged.
-- Answers: who has an interest in a contractor of a care or funeral project?
select
    project_no,
    project_kind,
    contractor,
    id_number,
    name,
    role,
    start_date,
    end_date,
    contract_amount,
    source_row
from {{ ref('base_project_contractors') }}
where row_status = 'staged'
