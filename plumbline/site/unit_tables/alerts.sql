-- One row is a red alert that the unit may read, with names; the other tables hold what is about these.
select
    masked.* replace (
        alerts.subject_name as subject,
        alerts.reason as reason
    ),
    alerts.alert_id,
    alerts.subject_id
from warehouse.bi.alerts as masked
inner join warehouse.marts.alert_masks as masks
    on masked.alert_key = masks.alert_key
inner join warehouse.marts.red_alerts as alerts
    on masks.alert_id = alerts.alert_id
semi join warehouse.marts.alert_readers as readers
    on alerts.alert_id = readers.alert_id
    and readers.unit = getvariable('unit')
