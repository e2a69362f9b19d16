-- One row is an alert that a build raised more than 90 days after its last event.
-- Answers: who was missed since which build, for want of data or of a rule?
with

first_seen as (
    select
        alert_id,
        min(recorded_on) as seen_on,
        min(recorded_at) as seen_at
    from {{ ref('case_events') }}
    where event = 'alert_appeared'
    group by alert_id
)

select
    alerts.rule_id,
    alerts.alert_id,
    alerts.town,
    alerts.first_event_date,
    alerts.last_event_date,
    first_seen.seen_on,
    first_seen.seen_at,
    first_seen.seen_on - alerts.last_event_date as days_late
from {{ ref('red_alerts') }} as alerts
inner join first_seen
    on alerts.alert_id = first_seen.alert_id
where first_seen.seen_on - alerts.last_event_date > 90
order by days_late desc, alerts.alert_id asc
