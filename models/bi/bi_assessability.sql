-- One row is a rule and a month of events.
-- Answers: where does "no alert" only mean that the data had not arrived?
with

towns as (
    select *
    from {{ ref('rule_assessability') }}
),

-- what is missing is missing in all towns of a month alike
missing as (
    select rule_id, month, any_value(missing_inputs) as missing_inputs
    from towns
    group by rule_id, month
),

counted as (
    select
        rule_id,
        month,
        count(*) as towns,
        count(*) filter (where is_assessable) as assessable_towns
    from towns
    group by rule_id, month
)

select
    counted.rule_id,
    rules.title,
    counted.month,
    counted.towns,
    counted.assessable_towns,
    counted.assessable_towns = counted.towns as is_assessable,
    missing.missing_inputs
from counted
inner join missing
    on counted.rule_id = missing.rule_id
    and counted.month = missing.month
inner join {{ ref('rule_catalogue') }} as rules
    on counted.rule_id = rules.rule_id
