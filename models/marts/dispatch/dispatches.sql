-- One row is an alert that was given to a unit to check, each time it was.
-- Answers: when, in which batch, to whom, and until when is an answer due?
select
    alert_id,
    dispatched_on,
    unit,
    batch,
    due_date,
    source_row
from {{ ref('int_dispatches') }}
