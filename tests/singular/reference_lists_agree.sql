-- The lists by which the office explains itself agree with the rules and each other,
-- where no test on a single column can say so. Returns what does not agree, and how.
with

rules as (
    select rule_id, scene, dimension, policy_basis, power_item
    from {{ ref('rule_catalogue') }}
),

powers as (
    select power_id, process, title, next_steps
    from {{ ref('powers') }}
),

risk_points as (
    select risk_id, power_id
    from {{ ref('risk_points') }}
),

risk_point_rules as (
    select risk_id, rule_id
    from {{ ref('risk_point_rules') }}
),

policy_entries as (
    select distinct entry
    from {{ ref('policies') }}
),

policies_with_half_a_number as (
    select
        code as item,
        'number without confidence, or confidence without number' as problem
    from {{ ref('policies') }}
    where (number is null) != (number_confidence is null)
),

-- as many entries as the rule's list is long, or one of the list is unknown
rules_on_unknown_policies as (
    select
        rules.rule_id as item,
        'policy_basis names an entry that policies.csv does not hold' as problem
    from rules
    left join policy_entries
        on ('、' || rules.policy_basis || '、')
        like ('%、' || policy_entries.entry || '、%')
    group by rules.rule_id, rules.policy_basis
    having
        count(policy_entries.entry)
        != 1 + length(rules.policy_basis) - length(replace(rules.policy_basis, '、', ''))
),

titles_of_watched_powers as (
    select distinct
        risk_point_rules.rule_id,
        powers.title
    from risk_point_rules
    inner join risk_points
        on risk_point_rules.risk_id = risk_points.risk_id
    inner join powers
        on risk_points.power_id = powers.power_id
),

rules_without_risk_point as (
    select
        rules.rule_id as item,
        'watches no risk point' as problem
    from rules
    left join risk_point_rules
        on rules.rule_id = risk_point_rules.rule_id
    where risk_point_rules.rule_id is null
),

rules_of_another_power as (
    select
        rules.rule_id as item,
        'power_item is no power in which it watches a risk point' as problem
    from rules
    left join titles_of_watched_powers
        on rules.rule_id = titles_of_watched_powers.rule_id
        and rules.power_item = titles_of_watched_powers.title
    where titles_of_watched_powers.rule_id is null
),

powers_without_risk_point as (
    select
        powers.power_id as item,
        'no risk point' as problem
    from powers
    left join risk_points
        on powers.power_id = risk_points.power_id
    where risk_points.power_id is null
),

steps_out_of_the_process as (
    select
        powers.power_id as item,
        'next_steps names no power, or one of another process' as problem
    from powers
    left join powers as next_powers
        on powers.process = next_powers.process
        and ('、' || powers.next_steps || '、')
        like ('%、' || next_powers.power_id || '、%')
    where powers.next_steps is not null
    group by powers.power_id, powers.next_steps
    having
        count(next_powers.power_id)
        != 1 + length(powers.next_steps) - length(replace(powers.next_steps, '、', ''))
),

rules_without_reform as (
    select
        rules.rule_id as item,
        'argues for no reform' as problem
    from rules
    left join {{ ref('reforms') }} as reforms
        on rules.rule_id = reforms.rule_id
    where reforms.rule_id is null
),

lists_by_scene as (
    select
        need_id as item,
        scene,
        rule_id
    from {{ ref('needs') }}
    union all
    select
        reform_id as item,
        scene,
        rule_id
    from {{ ref('reforms') }}
),

items_of_another_scene as (
    select
        lists_by_scene.item,
        'scene is not that of its rule' as problem
    from lists_by_scene
    inner join rules
        on lists_by_scene.rule_id = rules.rule_id
    where lists_by_scene.scene != rules.scene
),

rules_not_covered as (
    select
        rules.rule_id as item,
        'scene or dimension unknown to rule_coverage' as problem
    from rules
    left join {{ ref('rule_coverage') }} as places
        on rules.scene = places.scene
        and rules.dimension = places.dimension
    where places.scene is null
)

{%- for problem in [
    'policies_with_half_a_number',
    'rules_on_unknown_policies',
    'rules_without_risk_point',
    'rules_of_another_power',
    'powers_without_risk_point',
    'steps_out_of_the_process',
    'rules_without_reform',
    'items_of_another_scene',
    'rules_not_covered',
] %}
select
    item,
    problem
from {{ problem }}
{%- if not loop.last %}
union all
{%- endif %}
{%- endfor %}
