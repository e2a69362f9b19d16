-- One row is an alert about staff whose employers have one discipline group over them.
-- Answers: which group looks at what they did?
with

employers as (
    select alert_id, unit
    from {{ ref('int_alert_interests') }}
    where interest = 'employer'
),

-- as the evidence spells the employer, or by another name of the same unit
groups_of_units as (
    select distinct
        unit_names.unit,
        groups.discipline_group
    from {{ ref('int_unit_names') }} as unit_names
    inner join {{ ref('discipline_groups') }} as groups
        on unit_names.other_name = groups.unit
    where unit_names.relation = 'same'
)

-- none where an employer has none, or several have several
select
    employers.alert_id,
    min(groups_of_units.discipline_group) as discipline_group
from employers
left join groups_of_units
    on employers.unit = groups_of_units.unit
group by employers.alert_id
having
    count(*) = count(groups_of_units.unit)
    and count(distinct groups_of_units.discipline_group) = 1
