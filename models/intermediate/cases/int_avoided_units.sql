-- One row is an alert that was ever raised, and a name that must not get it.
-- Answers: does who is asked belong to a unit with an interest in it, or it to them?
with

interests as (
    select alert_id, unit, interest
    from {{ ref('int_alert_interests') }}
),

unit_names as (
    select unit, other_name, relation
    from {{ ref('int_unit_names') }}
),

named_units as (
    select
        interests.alert_id,
        unit_names.other_name as unit,
        unit_names.relation = 'same' as with_parts,
        -- the town of a village that pays has no part in it
        interests.interest != 'village' as with_wholes
    from interests
    inner join unit_names
        on interests.unit = unit_names.unit
),

listed_parts as (
    select
        interests.alert_id,
        unit_names.unit,
        true as with_parts,
        false as with_wholes
    from interests
    inner join unit_names
        on interests.unit = unit_names.other_name
),

all_names as (
    from named_units
    union all
    from listed_parts
)

select
    alert_id,
    unit,
    bool_or(with_parts) as with_parts,
    bool_or(with_wholes) as with_wholes
from all_names
where with_parts or with_wholes
group by alert_id, unit
