-- One row is a town and a rule with alerts.
select
    coalesce(nullif(town, ''), '（无镇街）') as town,
    rule_id,
    title,
    alerts,
    persons,
    amount_at_risk,
    beneficiaries,
    alerts_per_1000_beneficiaries as per_1000
from bi.towns_by_rule
where alerts > 0
order by nullif(bi.towns_by_rule.town, '') nulls last, rule_id
