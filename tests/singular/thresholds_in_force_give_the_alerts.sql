-- At the value in force a curve by threshold gives as many alerts as the rule does.
-- Returns the rules of which it does not.
with

alerts as (
    select rule_id, count(*) as alerts
    from {{ ref('raised_alerts') }}
    group by rule_id
)

select
    thresholds.rule_id,
    thresholds.alerts as alerts_of_the_curve,
    coalesce(alerts.alerts, 0) as alerts_of_the_rule
from {{ ref('rule_thresholds') }} as thresholds
left join alerts
    on thresholds.rule_id = alerts.rule_id
where
    thresholds.is_in_force
    and thresholds.alerts != coalesce(alerts.alerts, 0)
