-- One row is an alert ever raised, and a unit with an interest in it by its rows.
-- Answers: whom do the rows name that stand in its place now?
with

alerts as (
    select
        alert_id,
        subject_kind,
        town,
        evidence,
        change != 'withdrawn' as is_standing
    from {{ ref('int_alert_versions') }}
    qualify row_number() over (partition by alert_id order by version_number desc) = 1
),

evidence as (
    select
        alert_id,
        is_standing,
        {{ each_value('evidence') }} as source_row
    from alerts
),

row_units as (
    select source_row, unit, is_employer
    from {{ ref('int_row_units') }}
),

named_units as (
    select distinct
        evidence.alert_id,
        evidence.is_standing,
        row_units.unit,
        case when row_units.is_employer then 'employer' else 'village' end as interest
    from evidence
    inner join row_units
        on evidence.source_row = row_units.source_row
),

-- of a handler, a public employee, a collector
own_towns as (
    select
        alerts.alert_id,
        alerts.is_standing,
        alerts.town as unit,
        'own_town' as interest
    from alerts
    where
        alerts.town is not null
        and (
            alerts.subject_kind = 'handler'
            or alerts.alert_id in (
                select named_units.alert_id
                from named_units
                where named_units.interest = 'employer'
            )
        )
)

select alert_id, unit, interest, is_standing
from named_units
union all
select alert_id, unit, interest, is_standing
from own_towns
