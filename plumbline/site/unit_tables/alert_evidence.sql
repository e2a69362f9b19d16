-- One row is such an alert and an extract that it rests on.
from warehouse.bi.alert_evidence
semi join bi.alerts using (alert_key)
