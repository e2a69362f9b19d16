-- One row is one person's subsidy of one kind for one month, staged.
-- Answers: who was paid which disability subsidy, for which month?
select
    program,
    id_number,
    name,
    town,
    pay_month,
    paid_date,
    amount,
    voucher_no,
    payee_account,
    source_row
from {{ ref('base_disability_subsidy_payments') }}
where row_status = 'staged'
