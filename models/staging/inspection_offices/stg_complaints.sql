-- One row is one complaint, without its text, staged.
-- Answers: where did somebody complain, about what, and when?
select
    complaint_number,
    received_date,
    complaint_channel,
    reported_place,
    topic_code,
    source_row
from {{ ref('base_complaints') }}
where row_status = 'staged'
