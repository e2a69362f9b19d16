-- One row is an alert or service lead of the made-up city that is no fault, and why.
-- Answers: what are a rule's false alarms made of?
with

alerts as (
    select alert_id, rule_id, town, reason
    from {{ ref('raised_alerts') }}
    union all
    select alert_id, rule_id, town, reason
    from {{ ref('service_leads') }}
),

planted as (
    select alert_id, cause, label, is_fault
    from {{ ref('planted_cases') }}
    where kind in ('alert', 'near_miss')
)

select
    alerts.alert_id,
    alerts.rule_id,
    alerts.town,
    coalesce(planted.cause, '不在埋设之列') as cause,
    coalesce(planted.label, 'unplanned') as label,
    alerts.reason
from alerts
left join planted
    on alerts.alert_id = planted.alert_id
where planted.alert_id is null or not planted.is_fault
