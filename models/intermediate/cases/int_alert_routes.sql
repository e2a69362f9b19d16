-- One row is an alert that was ever raised.
-- Answers: who checks it, with whom, and who is told, so that nobody gets his own file?
with

alerts as (
    select
        alerts.alert_id, alerts.rule_id, alerts.subject_kind,
        alerts.town, rules.scene, rules.owner
    from {{ ref('int_alert_versions') }} as alerts
    left join {{ ref('rule_catalogue') }} as rules
        on alerts.rule_id = rules.rule_id
    qualify
        alerts.version_number
        = max(alerts.version_number) over (partition by alerts.alert_id)
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

employer_groups as (
    select alert_id, discipline_group
    from {{ ref('int_employer_groups') }}
),

-- the most exact line of the routing table counts
routed_alerts as (
    select
        alerts.*,
        routing.addressee,
        routing.joint_unit,
        routing.cc
    from alerts
    left join {{ ref('routing') }} as routing
        on (routing.rule_id is null or alerts.rule_id = routing.rule_id)
        and (routing.scene is null or alerts.scene = routing.scene)
        and (routing.subject_kind is null or alerts.subject_kind = routing.subject_kind)
    qualify
        row_number() over (
            partition by alerts.alert_id
            order by
                routing.rule_id is not null desc,
                routing.scene is not null desc,
                routing.subject_kind is not null desc
        ) = 1
),

routing_words as (
    unpivot routed_alerts
    on addressee, joint_unit, cc
    into name role value word
),

asked_units as (
    select
        words.alert_id,
        words.role,
        case words.word
            when 'town' then coalesce(words.town, words.owner)
            when 'owner' then words.owner
            when 'employer_group' then employer_groups.discipline_group
            when 'office' then office.office_name
            else words.word
        end as unit
    from routing_words as words
    cross join office
    left join employer_groups
        on words.alert_id = employer_groups.alert_id
),

-- neither a part of the unit with an interest, nor what an employer is a part of
units_with_interest as (
    {{ asked_with_interest('asked_units', 'unit') }}
),

units_without_interest as (
    select asked_units.*
    from asked_units
    anti join units_with_interest
        on asked_units.alert_id = units_with_interest.alert_id
        and asked_units.unit = units_with_interest.unit
),

routes as (
    select
        alert_id,
        max(unit) filter (where role = 'addressee') as addressee,
        max(unit) filter (where role = 'joint_unit') as joint_unit,
        max(unit) filter (where role = 'cc') as cc
    from units_without_interest
    group by alert_id
)

select
    alerts.alert_id,
    coalesce(routes.addressee, office.office_name) as addressee,
    nullif(routes.joint_unit, coalesce(routes.addressee, office.office_name))
        as joint_unit,
    routes.cc
from alerts
cross join office
left join routes
    on alerts.alert_id = routes.alert_id
