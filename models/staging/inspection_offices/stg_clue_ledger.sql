-- One row is one clue that an office received, without its content, staged.
-- Answers: which clue came when, and what was done with it?
select
    clue_number,
    source_channel,
    unit,
    received_date,
    disposal,
    disposed_date,
    closed_date,
    source_row
from {{ ref('base_clue_ledger') }}
where row_status = 'staged'
