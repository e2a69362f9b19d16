-- What all rules share, tested once on their unions: the number follows from rule,
-- subject and episode; days run forward; something was counted; evidence is sorted; the
-- sentence names its subject, tells no sum of nothing, and ends once.
-- Returns the alerts and leads where that does not hold, but not whom they are about.
with

leads as (
    select *
    from {{ ref('red_alerts') }}
    union all
    select *
    from {{ ref('service_leads') }}
)

select
    alert_id,
    rule_id
from leads
where
    alert_id != substring(
        {{ sha256_hex("rule_id || '|' || subject_id || '|' || episode_key") }}, 1, 16
    )
    or subject_kind not in (
        'person', 'worker', 'handler', 'assessor', 'centre', 'association', 'site',
        'account'
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
    or reason not like '%' || subject_name || '%'
    or {{ regexp_like('reason', '(^|[^0-9])0[.]00元') }}
    or reason like '%。。%'
    or reason not like '%。'
    or {{ list_length('evidence') }} = 0
    or evidence != {{ sorted_distinct('evidence') }}
