-- One row is a town and a rule that has alerts there.
-- Answers: where are more alerts than elsewhere, for the people that are paid there?
with

alerts as (
    select
        coalesce(alerts.town, '') as town,
        alerts.rule_id,
        alerts.alert_id,
        alerts.amount_at_risk,
        masks.person_key
    from {{ ref('red_alerts') }} as alerts
    inner join {{ ref('alert_masks') }} as masks
        on alerts.alert_id = masks.alert_id
),

counted as (
    select
        town,
        rule_id,
        count(*) as alerts,
        count(distinct person_key) as persons,
        sum(amount_at_risk) as amount_at_risk
    from alerts
    group by town, rule_id
),

towns as (
    select item as town, beneficiaries
    from {{ ref('scorecard') }}
    where
        dimension = 'town'
        and beneficiaries
        >= {{ parameter('min_persons', 'int', rule='masked_surface') }}
)

select
    counted.town,
    counted.rule_id,
    rules.title,
    counted.alerts,
    counted.persons,
    counted.amount_at_risk,
    towns.beneficiaries,
    round(1000.0 * counted.alerts / towns.beneficiaries, 2)
        as alerts_per_1000_beneficiaries
from counted
inner join {{ ref('rule_catalogue') }} as rules
    on counted.rule_id = rules.rule_id
left join towns
    on counted.town = towns.town
