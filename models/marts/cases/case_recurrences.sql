-- One row is a closing step of a case after which the same came up again.
-- Answers: what was put right and did not stay right?
select
    case_id,
    closed_on,
    recurred_on,
    recurrence_kind,
    recurring_alert_id
from {{ ref('int_case_recurrences') }}
