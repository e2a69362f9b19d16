-- One row is a run of days of such an alert.
from warehouse.bi.alert_days
semi join bi.alerts using (alert_key)
