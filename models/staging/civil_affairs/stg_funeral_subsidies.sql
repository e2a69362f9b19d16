-- One row is one subsidy of one item for one deceased person, staged.
-- Answers: what was paid for the funeral of whom?
select
    subsidy_no,
    id_number,
    name,
    town,
    item,
    paid_date,
    amount,
    payee_name,
    source_row
from {{ ref('base_funeral_subsidies') }}
where row_status = 'staged'
