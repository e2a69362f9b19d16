-- One row is one migrant's support for one quarter, staged.
-- Answers: which migrant was paid support for which quarter?
select
    id_number,
    name,
    town,
    pay_month,
    paid_date,
    amount,
    payee_account,
    source_row
from {{ ref('base_reservoir_migrant_payments') }}
where row_status = 'staged'
