-- One row is one person's allowance for one month, staged.
-- Answers: who was paid an old-age allowance, for which month?
select
    id_number,
    name,
    town,
    pay_month,
    paid_date,
    amount,
    voucher_no,
    payee_account,
    source_row
from {{ ref('base_old_age_allowance_payments') }}
where row_status = 'staged'
