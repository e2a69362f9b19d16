-- One row is a rule of kind alert, measured against the truth of the made-up city.
-- Answers: what does the rule find of what it can see, and how much of it is a fault?
with

rules as (
    select rule_id
    from {{ ref('rule_catalogue') }}
    where kind = 'alert'
),

planted as (
    select rule_id, alert_id, kind, is_fault
    from {{ ref('planted_cases') }}
),

alerts as (
    select rule_id, alert_id
    from {{ ref('raised_alerts') }}
    union all
    select rule_id, alert_id
    from {{ ref('service_leads') }}
),

-- a case in neither table is none; an alert that nobody planted has no kind
compared as (
    select
        coalesce(planted.rule_id, alerts.rule_id) as rule_id,
        planted.kind,
        coalesce(planted.is_fault, false) as is_fault,
        alerts.alert_id is not null as is_raised
    from planted
    full join alerts
        on planted.alert_id = alerts.alert_id
),

counted as (
    select
        rule_id,
        count(*) filter (where kind = 'alert') as visible_cases,
        count(*) filter (where kind = 'alert' and is_raised) as found_cases,
        count(*) filter (where kind = 'hidden') as hidden_cases,
        count(*) filter (where kind = 'near_miss') as near_misses,
        count(*) filter (where kind = 'near_miss' and is_raised) as raised_near_misses,
        count(*) filter (where is_raised) as alerts,
        count(*) filter (where is_raised and is_fault) as true_alerts
    from compared
    group by rule_id
)

select
    rules.rule_id,
    coalesce(counted.visible_cases, 0) as visible_cases,
    coalesce(counted.found_cases, 0) as found_cases,
    coalesce(counted.hidden_cases, 0) as hidden_cases,
    coalesce(counted.near_misses, 0) as near_misses,
    coalesce(counted.raised_near_misses, 0) as raised_near_misses,
    coalesce(counted.alerts, 0) as alerts,
    coalesce(counted.true_alerts, 0) as true_alerts,
    round(counted.true_alerts / nullif(counted.alerts, 0), 3) as precision_share,
    round(counted.found_cases / nullif(counted.visible_cases, 0), 3) as recall_share
from rules
left join counted
    on rules.rule_id = counted.rule_id
