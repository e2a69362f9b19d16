-- One row is one person's post in one association, staged.
-- Answers: who held which post in which association, with what pay?
select
    credit_code,
    association_name,
    id_number,
    name,
    post,
    start_date,
    end_date,
    annual_pay,
    approval_no,
    source_row
from {{ ref('base_association_officers') }}
where row_status = 'staged'
