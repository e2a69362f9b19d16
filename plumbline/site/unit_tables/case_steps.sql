-- One row is a step of such an alert's case, with what was written.
select
    alerts.alert_key,
    events.event,
    events.event_date,
    events.recorded_on,
    events.recorded_at,
    events.status,
    events.finding,
    events.unit,
    events.amount,
    events.detail
from warehouse.marts.case_events as events
inner join bi.alerts as alerts
    on events.alert_id = alerts.alert_id
