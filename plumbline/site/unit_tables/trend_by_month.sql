-- One row is a rule and a month in which alerts of the unit began.
select rule_id, date_trunc('month', first_event_date)::date as month, count(*) as alerts
from bi.alerts
group by all
