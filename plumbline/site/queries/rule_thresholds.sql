-- One row is a rule with a threshold and a value that the threshold could have.
select *
from bi.rule_thresholds
order by rule_id, value
