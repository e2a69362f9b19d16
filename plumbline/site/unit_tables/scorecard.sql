-- One row is a rule with what became of the unit's alerts of it.
select
    'rule' as dimension,
    rule_id as item,
    count(*) as alerts,
    count(concluded_as) filter (where is_own_case) as concluded,
    count(*) filter (where is_own_case and concluded_as = 'confirmed') as confirmed,
    confirmed / nullif(concluded, 0) as confirmed_rate,
    null::double as confirmed_rate_low,
    null::double as confirmed_rate_high,
    coalesce(sum(recovered_amount) filter (where is_own_case), 0) as recovered_amount
from bi.cases
group by rule_id
