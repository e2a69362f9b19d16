-- One row is one person's relief money of one programme for one month, staged.
-- Answers: who was paid relief money of which programme, for which month?
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
from {{ ref('base_relief_payments') }}
where row_status = 'staged'
