-- One row is a standing alert at a place.
select
    place_alerts.place_key,
    place_alerts.place_kind,
    place_alerts.alert_key,
    place_alerts.month,
    alerts.title,
    alerts.subject,
    alerts.first_event_date,
    alerts.last_event_date,
    alerts.amount_at_risk,
    alerts.state_title
from bi.place_alerts
inner join bi.alerts
    on place_alerts.alert_key = alerts.alert_key
order by place_alerts.place_kind, place_alerts.place_key, alerts.first_event_date, alerts.alert_key
