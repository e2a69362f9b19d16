-- One row is a red alert and a unit that may read whom it is about.
-- Answers: whose pages does this alert stand on, with names?
with

routes as (
    select alert_id, addressee, joint_unit
    from {{ ref('int_alert_routes') }}
),

-- a unit with an interest in it is passed over in both
units as (
    select alert_id, addressee as unit, 'addressee' as reader_kind
    from routes
    union all
    select alert_id, joint_unit as unit, 'joint_unit' as reader_kind
    from routes
    where joint_unit is not null
)

select
    units.alert_id,
    units.unit,
    units.reader_kind
from units
semi join {{ ref('red_alerts') }} as alerts
    on units.alert_id = alerts.alert_id
