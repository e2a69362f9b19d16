-- One row is one step in the handling of one alert, staged.
-- Answers: what did the town or office find out about an alert?
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
    source_row
from {{ ref('base_case_feedback') }}
where row_status = 'staged'
