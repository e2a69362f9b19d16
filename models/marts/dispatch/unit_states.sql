-- One row is a unit and an alert that it answers, checks along or is told of.
-- Answers: where does what concerns a unit stand today?
with

all_cases as (
    select *
    from {{ ref('cases') }}
    where alert_id = case_id and dispatched_on is not null
),

rule_titles as (
    select rule_id, title
    from {{ ref('rule_catalogue') }}
),

routes as (
    select alert_id, addressee, joint_unit, cc
    from {{ ref('int_alert_routes') }}
),

overdue as (
    select case_id, stage_note, is_for_supervision, supervising_unit
    from {{ ref('overdue_cases') }}
),

second_looks as (
    select case_id, finding
    from {{ ref('second_look_findings') }}
    where
        coalesce(checked_on, {{ as_of_date() }}) + {{ parameter('days_shown', 'int') }}
        > {{ as_of_date() }}
),

roles as (
    select alert_id as case_id, addressee as unit, 'addressee' as role
    from routes
    union all
    select alert_id as case_id, joint_unit as unit, 'joint_unit' as role
    from routes
    where joint_unit is not null
    union all
    select alert_id as case_id, cc as unit, 'cc' as role
    from routes
    where cc is not null and cc not in (addressee, coalesce(joint_unit, ''))
    union all
    select case_id, supervising_unit as unit, 'supervising_unit' as role
    from overdue
    where is_for_supervision
),

-- under way, or not long over
cases_with_role as (
    select roles.unit as told_unit, roles.role, cases.*
    from all_cases as cases
    inner join roles
        on cases.case_id = roles.case_id
    where
        cases.is_under_way
        or greatest(
            cases.dispatched_on, cases.concluded_on, cases.closed_on, cases.withdrawn_on
        ) + {{ parameter('days_shown', 'int') }} > {{ as_of_date() }}
),

told_cases as (
    select *, null as second_finding
    from cases_with_role
    union all by name
    select
        cases.addressee as told_unit,
        'second_look' as role,
        cases.*,
        coalesce(second_looks.finding, '尚未复核') as second_finding
    from all_cases as cases
    inner join second_looks
        on cases.case_id = second_looks.case_id
)

select
    told.told_unit as unit,
    told.role,
    told.case_id as alert_id,
    rule_titles.title,
    told.subject_name,
    told.subject_id,
    told.addressee,
    told.amount_at_risk,
    told.state_title,
    told.dispatched_on,
    told.due_date,
    overdue.stage_note as reminder,
    coalesce(told.finding, told.withdrawal_reason) as result,
    told.second_finding,
    {{ as_of_date() }} as as_of_date
from told_cases as told
inner join rule_titles
    on told.rule_id = rule_titles.rule_id
left join overdue
    on told.case_id = overdue.case_id
