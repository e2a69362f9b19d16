-- One row is an alert and an extract that it rests on.
select *
from bi.alert_evidence
order by alert_key, extract
