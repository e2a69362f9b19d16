-- One row is something that happened to an alert or its case.
-- Answers: what are the steps of this case, in the order in which they became known?
select
    masks.alert_key,
    case_events.event,
    case_events.event_date,
    case_events.recorded_on,
    case_events.recorded_at,
    case_events.status,
    case_events.finding,
    case_events.unit,
    case_events.amount
from {{ ref('case_events') }} as case_events
inner join {{ ref('alert_masks') }} as masks
    on case_events.alert_id = masks.alert_id
