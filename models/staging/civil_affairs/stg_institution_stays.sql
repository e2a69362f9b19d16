-- One row is one stay of one resident in one institution, staged.
-- Answers: who lived in which care institution, from when to when?
select
    institution_name,
    id_number,
    name,
    town,
    checkin_date,
    checkout_date,
    daily_subsidy,
    source_row
from {{ ref('base_institution_stays') }}
where row_status = 'staged'
