-- One row is an alert that was ever raised.
-- Answers: who steps in where its addressee does not answer, or answers wrongly?
with

routes as (
    select alert_id, addressee
    from {{ ref('int_alert_routes') }}
),

avoided as (
    select alert_id, unit, with_parts, with_wholes
    from {{ ref('int_avoided_units') }}
),

office as (
    select value as office_name
    from {{ ref('city_settings') }}
    where setting = 'office_name'
),

-- the newest line about the unit
supervisors as (
    select unit, max_by(supervising_unit, valid_from) as supervising_unit
    from {{ ref('responsible_units') }}
    where supervising_unit is not null and valid_from <= {{ as_of_date() }}
    group by unit
),

supervised as (
    select
        routes.alert_id,
        supervisors.supervising_unit
    from routes
    inner join supervisors
        on routes.addressee = supervisors.unit
),

-- nobody gets his own file this way either
with_interest as (
    {{ asked_with_interest('supervised', 'supervising_unit') }}
),

without_interest as (
    select supervised.*
    from supervised
    anti join with_interest
        on supervised.alert_id = with_interest.alert_id
        and supervised.supervising_unit = with_interest.supervising_unit
)

select
    routes.alert_id,
    coalesce(without_interest.supervising_unit, office.office_name) as supervising_unit
from routes
cross join office
left join without_interest
    on routes.alert_id = without_interest.alert_id
