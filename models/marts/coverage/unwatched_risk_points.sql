-- One row is a risk point that no rule watches yet.
-- Answers: which rule should be written next?
with

risk_points as (
    select risk_id, power_id, risk, level
    from {{ ref('risk_points') }}
),

risk_point_rules as (
    select risk_id
    from {{ ref('risk_point_rules') }}
),

powers as (
    select power_id, process, title, exercised_by, policy_code
    from {{ ref('powers') }}
),

policies as (
    select code, title, number, confidence, number_confidence
    from {{ ref('policies') }}
)

select
    risk_points.risk_id,
    risk_points.risk,
    risk_points.level,
    powers.process,
    powers.power_id,
    powers.title as power_title,
    powers.exercised_by,
    policies.code as policy_code,
    policies.title as policy_title,
    policies.confidence as policy_confidence,
    policies.number as policy_number,
    policies.number_confidence as policy_number_confidence
from risk_points
left join risk_point_rules
    on risk_points.risk_id = risk_point_rules.risk_id
inner join powers
    on risk_points.power_id = powers.power_id
inner join policies
    on powers.policy_code = policies.code
where risk_point_rules.risk_id is null
