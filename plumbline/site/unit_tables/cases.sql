-- One row is the case of such an alert.
select masked.* replace (alerts.subject as subject)
from warehouse.bi.cases as masked
inner join bi.alerts as alerts
    on masked.alert_key = alerts.alert_key
