-- One row is one wage payment for one spell of work, staged.
-- Answers: who was paid for village work, for which days, on what basis?
select
    payment_no,
    village,
    town,
    id_number,
    name,
    pay_basis,
    work_start,
    work_end,
    hours,
    amount,
    payee_account,
    source_row
from {{ ref('base_village_labour_payments') }}
where row_status = 'staged'
