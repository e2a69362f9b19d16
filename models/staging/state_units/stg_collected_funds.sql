-- One row is one sum that a collector took in, and when it was handed over, staged.
-- Answers: which sum was collected by whom, and when was it handed over?
select
    receipt_no,
    unit,
    collector_id_number,
    collector_name,
    collected_date,
    amount,
    remitted_date,
    remitted_amount,
    due_date,
    source_row
from {{ ref('base_collected_funds') }}
where row_status = 'staged'
