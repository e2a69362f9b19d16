-- One row is a closed case that was drawn for a second look.
-- Answers: who looks at it again, and does what its unit found stand?
with

looks as (
    select
        *,
        'R' || substring({{ sha256_hex("'second look|' || case_id") }}, 1, 15)
            as look_id
    from {{ ref('second_looks') }}
),

supervisors as (
    select alert_id, supervising_unit
    from {{ ref('int_alert_supervisors') }}
),

office as (
    select value as office_name
    from {{ ref('city_settings') }}
    where setting = 'office_name'
),

results as (
    select
        alert_id as look_id,
        max(handled_date) as checked_on,
        max_by(finding, (handled_date, source_row)) as finding,
        max_by(finding_kind, (handled_date, source_row)) as finding_kind
    from {{ ref('int_feedback_steps') }}
    where finding is not null and is_result
    group by alert_id
)

select
    looks.look_id,
    looks.case_id,
    looks.rule_id,
    looks.unit,
    -- never the unit that closed it, unless that is the city's own office
    coalesce(nullif(supervisors.supervising_unit, looks.unit), office.office_name)
        as checked_by,
    looks.concluded_as,
    looks.closed_on,
    looks.drawn_for,
    looks.drawn_on,
    results.checked_on,
    results.finding,
    results.finding_kind,
    -- what cannot be decided overturns nothing
    case
        when results.finding_kind in ('confirmed', 'unfounded')
            then results.finding_kind = looks.concluded_as
    end as is_upheld
from looks
cross join office
left join supervisors
    on looks.case_id = supervisors.alert_id
left join results
    on looks.look_id = results.look_id
