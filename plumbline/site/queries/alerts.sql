-- One row is a red alert, those to be checked first.
select
    alerts.*,
    cases.concluded_as,
    cases.concluded_on,
    cases.recovered_amount as recovered
from bi.alerts
left join bi.cases
    on alerts.alert_key = cases.alert_key
order by alerts.priority nulls last, alerts.rule_id, alerts.alert_key
