-- Every alert and service lead planted in the made-up city is raised, and no other.
-- Returns each rule's alerts that were missed, and those that nobody planted.
with

planted as (
    select rule_id, alert_id
    from {{ ref('planted_cases') }}
    where kind = 'alert'
),

raised as (
    select rule_id, alert_id
    from {{ ref('raised_alerts') }}
    union all
    select rule_id, alert_id
    from {{ ref('service_leads') }}
)

select
    coalesce(planted.rule_id, raised.rule_id) as rule_id,
    coalesce(planted.alert_id, raised.alert_id) as alert_id,
    case when raised.alert_id is null then 'missed' else 'not planted' end as difference
from planted
full join raised
    on planted.alert_id = raised.alert_id
    and planted.rule_id = raised.rule_id
where planted.alert_id is null or raised.alert_id is null
