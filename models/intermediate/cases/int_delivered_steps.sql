-- One row is one step in the handling of an alert, with a key that is never empty.
-- Answers: which steps does the history of steps follow?
select
    alert_id,
    handled_date,
    status,
    finding,
    unit,
    recovered_amount,
    persons_handled,
    discipline_form,
    measure,
    disposal,
    response_date,
    response_kind,
    response,
    cause,
    note,
    -- two measures of one day are two steps; a step without one is told apart by ''
    coalesce(measure, '') as step_measure,
    source_row
from {{ ref('stg_case_feedback') }}
