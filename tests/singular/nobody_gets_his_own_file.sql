-- No alert goes to the town or unit of the handler, public employee or collector that
-- it is about, whatever the routing table says, nor is a rule on them routed to a town.
-- Returns the alerts and rules for which it is not so.
{{ config(group='case_office') }}
with

evidence as (
    select
        alert_id,
        {{ each_value('evidence') }} as source_row
    from {{ ref('cases') }}
),

employers as (
    select evidence.alert_id, employees.employer as unit
    from evidence
    inner join {{ ref('stg_public_employees') }} as employees
        on evidence.source_row = employees.source_row
    union
    select evidence.alert_id, funds.unit
    from evidence
    inner join {{ ref('stg_collected_funds') }} as funds
        on evidence.source_row = funds.source_row
),

named_units as (
    select alert_id, unit
    from employers
    union
    select cases.alert_id, cases.town as unit
    from {{ ref('cases') }} as cases
    where
        cases.subject_kind = 'handler'
        or cases.alert_id in (select employers.alert_id from employers)
),

-- and under all their names, and of what they are a part of
own_units as (
    select named_units.alert_id, unit_names.other_name as unit
    from named_units
    inner join {{ ref('int_unit_names') }} as unit_names
        on named_units.unit = unit_names.unit
),

asked_units as (
    select alert_id, addressee as unit
    from {{ ref('dispatch_list') }}
    union all
    select alert_id, joint_unit
    from {{ ref('dispatch_list') }}
    union all
    select alert_id, cc
    from {{ ref('dispatch_list') }}
    union all
    select alert_id, addressee
    from {{ ref('cases') }}
    union all
    select alert_id, unit
    from {{ ref('unit_states') }}
    union all
    select case_id, checked_by
    from {{ ref('second_look_findings') }}
    union all
    select alert_id, unit
    from {{ ref('alert_readers') }}
),

rules_on_officials as (
    select
        rules.rule_id,
        rules.scene,
        rules.subject_kind
    from {{ ref('rule_catalogue') }} as rules
    where
        rules.kind = 'alert'
        and (
            rules.subject_kind = 'handler'
            or rules.rule_id in (
                select inputs.rule_id
                from {{ ref('rule_inputs') }} as inputs
                where inputs.extract in ('public_employees', 'collected_funds')
            )
        )
),

lines_that_count as (
    select
        rules.rule_id,
        routing.addressee
    from rules_on_officials as rules
    inner join {{ ref('routing') }} as routing
        on (routing.rule_id is null or rules.rule_id = routing.rule_id)
        and (routing.scene is null or rules.scene = routing.scene)
        and (routing.subject_kind is null or rules.subject_kind = routing.subject_kind)
    qualify
        row_number() over (
            partition by rules.rule_id
            order by
                routing.rule_id is not null desc,
                routing.scene is not null desc,
                routing.subject_kind is not null desc
        ) = 1
)

select
    asked_units.alert_id as found,
    'an alert goes to a unit with an interest in it' as fault
from asked_units
inner join own_units
    on asked_units.alert_id = own_units.alert_id
    and asked_units.unit = own_units.unit
union all
select
    rule_id as found,
    'the routing table sends the rule to the town' as fault
from lines_that_count
where addressee = 'town'
