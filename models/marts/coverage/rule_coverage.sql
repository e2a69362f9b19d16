-- One row is a scene and a dimension, also one that no rule looks at.
-- Answers: where do the rules look, and where are they blind?
{%- set scenes = {
    'elder_care': '养老', 'relief': '救助', 'disability': '残疾人补助', 'association': '协会管理',
    'village': '基层务工', 'custody': '公款保管', 'overseas': '境外监督',
    'funeral': '殡葬',
} %}
{%- set dimensions = {
    'time': '时间异常', 'space': '空间异常', 'qualification': '资质异常', 'number': '数值异常',
    'effect': '效果异常',
} %}
with

scenes as (
    {%- for scene, title in scenes.items() %}
    select
        '{{ scene }}' as scene,
        '{{ title }}' as scene_title
    {%- if not loop.last %}
    union all
    {%- endif %}
    {%- endfor %}
),

dimensions as (
    {%- for dimension, title in dimensions.items() %}
    select
        '{{ dimension }}' as dimension,
        '{{ title }}' as dimension_title
    {%- if not loop.last %}
    union all
    {%- endif %}
    {%- endfor %}
),

rules as (
    select rule_id, scene, dimension
    from {{ ref('rule_catalogue') }}
    where kind = 'alert'
),

service_rules_by_place as (
    select
        scene,
        dimension,
        count(*) as rules
    from {{ ref('rule_catalogue') }}
    where kind = 'service'
    group by scene, dimension
),

risk_point_rules as (
    select risk_id, rule_id
    from {{ ref('risk_point_rules') }}
),

rules_by_place as (
    select
        scene,
        dimension,
        count(*) as rules,
        {{ collected_list('rule_id') }} as rule_ids
    from rules
    group by scene, dimension
),

-- counted apart from the rules: a rule that watches two risk points is still one rule
risk_points_by_place as (
    select
        rules.scene,
        rules.dimension,
        count(distinct risk_point_rules.risk_id) as risk_points
    from rules
    inner join risk_point_rules
        on rules.rule_id = risk_point_rules.rule_id
    group by rules.scene, rules.dimension
)

select
    scenes.scene,
    scenes.scene_title,
    dimensions.dimension,
    dimensions.dimension_title,
    coalesce(rules_by_place.rules, 0) as rules,
    coalesce(rules_by_place.rule_ids, {{ empty_list() }}) as rule_ids,
    coalesce(risk_points_by_place.risk_points, 0) as risk_points,
    coalesce(service_rules_by_place.rules, 0) as service_rules
from scenes
cross join dimensions
left join rules_by_place
    on scenes.scene = rules_by_place.scene
    and dimensions.dimension = rules_by_place.dimension
left join service_rules_by_place
    on scenes.scene = service_rules_by_place.scene
    and dimensions.dimension = service_rules_by_place.dimension
left join risk_points_by_place
    on scenes.scene = risk_points_by_place.scene
    and dimensions.dimension = risk_points_by_place.dimension
