-- One row is a day the data was true for, a check and an extract, for all days.
-- Answers: is the quality of what a department delivers getting better or worse?
select
    as_of_date,
    provider,
    extract,
    check_id,
    outcome,
    gate_mode,
    measured,
    questions,
    stops,
    warnings,
    accepted,
    judged_rows,
    affected
from {{ ref('quality_log') }}
