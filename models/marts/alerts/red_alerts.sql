-- One row is a red alert of any rule that no approved exception covers.
-- Answers: which leads are there to check?
with

alerts as (
    select *
    from {{ ref('raised_alerts') }}
),

excepted_alerts as (
    select alert_id
    from {{ ref('excepted_alerts') }}
)

select
    alerts.alert_id,
    alerts.rule_id,
    alerts.subject_kind,
    alerts.subject_id,
    alerts.subject_name,
    alerts.town,
    alerts.episode_key,
    alerts.first_event_date,
    alerts.last_event_date,
    alerts.event_count,
    alerts.amount_at_risk,
    alerts.reason,
    alerts.evidence
from alerts
anti join excepted_alerts
    on alerts.alert_id = excepted_alerts.alert_id
