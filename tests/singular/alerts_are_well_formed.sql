-- What all rules share, tested once on their union: the number follows from rule,
-- subject and episode; days run forward; something was counted; evidence is sorted.
-- Returns the alerts where that does not hold, but not whom they are about.
select
    alert_id,
    rule_id
from {{ ref('red_alerts') }}
where
    alert_id != substring(
        {{ sha256_hex("rule_id || '|' || subject_id || '|' || episode_key") }}, 1, 16
    )
    or subject_kind not in (
        'person', 'worker', 'handler', 'assessor', 'centre', 'association', 'site', 'account'
    )
    or subject_name is null
    or first_event_date is null
    or last_event_date is null
    or first_event_date > last_event_date
    or event_count is null
    or event_count < 1
    or amount_at_risk is null
    or amount_at_risk < 0
    or reason is null
    or {{ list_length('evidence') }} = 0
    or evidence != {{ sorted_distinct('evidence') }}
