-- One row is a town and a rule of the unit's alerts; a rate would be of a part of the town's alone.
select
    coalesce(town, '') as town,
    rule_id,
    title,
    count(*) as alerts,
    count(distinct person_key) as persons,
    sum(amount_at_risk) as amount_at_risk,
    null::bigint as beneficiaries,
    null::double as alerts_per_1000_beneficiaries
from bi.alerts
group by all
