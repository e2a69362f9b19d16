-- One row is an alert or sampled case that a unit has, or is to get, in its workbook.
-- Answers: what goes out next, to whom, and until when is an answer due?
with

cases as (
    select
        cases.*,
        states.is_to_go_out
    from {{ ref('cases') }} as cases
    inner join {{ ref('case_states') }} as states
        on cases.state = states.state
    where
        cases.alert_id = cases.case_id
        and (
            cases.is_under_way
            or cases.state = 'withdrawn' and cases.dispatched_on is not null
        )
),

rule_titles as (
    select rule_id, title
    from {{ ref('rule_catalogue') }}
),

routes as (
    select alert_id, joint_unit, cc
    from {{ ref('int_alert_routes') }}
),

recurrences as (
    select case_id, recurrence
    from {{ ref('recurrence_notes') }}
),

overdue as (
    select case_id, stage_note
    from {{ ref('overdue_cases') }}
),

drawn_cases as (
    select *
    from {{ ref('drawn_cases') }}
),

alerts_to_report_again as (
    select distinct alert_id
    from {{ ref('case_problems') }}
    where not is_settled
),

-- the same for all that goes out today
today as (
    select due_date
    from {{ ref('int_due_days') }}
    where day = {{ as_of_date() }}
),

in_hand as (
    select
        cases.addressee, routes.joint_unit, routes.cc,
        cases.alert_id, cases.rule_id, cases.subject_kind,
        case
            when cases.is_to_go_out or cases.state = 'withdrawn' then cases.state
            when alerts_to_report_again.alert_id is not null then 'to_correct'
            else 'under_way'
        end as kind,
        cases.is_to_go_out,
        rule_titles.title,
        cases.subject_name, cases.subject_id,
        cases.first_event_date, cases.last_event_date,
        cases.event_count, cases.amount_at_risk,
        cases.reason, cases.evidence,
        case when cases.state = 'reopened' then recurrences.recurrence end
            as recurrence,
        case when cases.state = 'generated' then '本批交办' else cases.state_title end
            as state_title,
        cases.withdrawn_on, cases.withdrawal_reason,
        cases.due_date,
        overdue.stage_note as reminder
    from cases
    inner join rule_titles
        on cases.rule_id = rule_titles.rule_id
    left join alerts_to_report_again
        on cases.alert_id = alerts_to_report_again.alert_id
    left join routes
        on cases.alert_id = routes.alert_id
    left join recurrences
        on cases.case_id = recurrences.case_id
    left join overdue
        on cases.case_id = overdue.case_id
    union all by name
    from drawn_cases
)

select
    in_hand.* exclude (due_date),
    case when in_hand.is_to_go_out then today.due_date else in_hand.due_date end
        as due_date,
    {{ as_of_date() }} as as_of_date
from in_hand
cross join today
