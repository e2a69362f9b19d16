-- One row is one recognised work injury, staged.
-- Answers: who is paid a nursing fee for a work injury, from when to when?
select
    case_no,
    id_number,
    name,
    recognised_date,
    nursing_fee_start,
    nursing_fee_end,
    monthly_nursing_fee,
    source_row
from {{ ref('base_work_injuries') }}
where row_status = 'staged'
