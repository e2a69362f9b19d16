-- One row is a name of a unit, and another of the same unit or of what it is a part of.
-- Answers: whom does a name mean that a delivery, or a list of the city, says?
with recursive

listed_units as (
    select unit, same_as, part_of
    from {{ ref('units') }}
),

listed_names as (
    select distinct listed_name
    from (
        unpivot listed_units
        on unit, same_as, part_of
        into name role value listed_name
    )
),

towns as (
    select distinct town
    from {{ ref('int_alert_versions') }}
    where town is not null
),

asked_names as (
    unpivot {{ ref('routing') }}
    on addressee, joint_unit, cc
    into name role value asked_name
),

supervised_names as (
    unpivot {{ ref('responsible_units') }}
    on unit, supervising_unit
    into name role value supervised_name
),

names as (
    select listed_name as unit from listed_names
    union
    select town from towns
    union
    select asked_name from asked_names
    union
    select supervised_name from supervised_names
    union
    select owner from {{ ref('rule_catalogue') }}
    union
    select unit from {{ ref('int_row_units') }}
),

-- what no line is about is told from the name: 佛堂镇 in 义乌市佛堂镇人民政府
told_steps as (
    select
        names.unit,
        towns.town as other_name,
        case
            when ends_with(names.unit, towns.town || '人民政府') then 'same'
            when ends_with(names.unit, towns.town || '政府') then 'same'
            when ends_with(names.unit, towns.town || '办事处') then 'same'
            else 'whole'
        end as relation
    from names
    inner join towns
        on contains(names.unit, towns.town) and names.unit != towns.town
    union all
    select names.unit, listed_names.listed_name as other_name, 'whole' as relation
    from names
    inner join listed_names
        on starts_with(names.unit, listed_names.listed_name)
        and names.unit != listed_names.listed_name
),

steps as (
    select unit, same_as as other_name, 'same' as relation
    from listed_units
    where same_as is not null
    union all
    select unit, part_of as other_name, 'whole' as relation
    from listed_units
    where part_of is not null
    union all
    select told_steps.*
    from told_steps
    anti join listed_units
        on told_steps.unit = listed_units.unit
),

steps_both_ways as (
    select unit, other_name, relation from steps
    union
    select other_name as unit, unit as other_name, relation from steps
    where relation = 'same'
),

-- a part of a part is a part
reached as (
    select unit, unit as other_name, 'same' as relation
    from names
    union
    select
        reached.unit,
        steps_both_ways.other_name,
        greatest(reached.relation, steps_both_ways.relation) as relation
    from reached
    inner join steps_both_ways
        on reached.other_name = steps_both_ways.unit
)

select unit, other_name, relation
from reached
