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

-- until something was found
open_samples as (
    select samples.*
    from {{ ref('monthly_sample') }} as samples
    anti join {{ ref('sample_findings') }} as findings
        on samples.sample_id = findings.sample_id
),

dispatched_samples as (
    select
        alert_id,
        max(due_date) as due_date
    from {{ ref('dispatches') }}
    group by alert_id
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
        cases.state_title, cases.withdrawn_on, cases.withdrawal_reason, cases.due_date
    from cases
    inner join rule_titles
        on cases.rule_id = rule_titles.rule_id
    left join alerts_to_report_again
        on cases.alert_id = alerts_to_report_again.alert_id
    left join routes
        on cases.alert_id = routes.alert_id
    left join recurrences
        on cases.case_id = recurrences.case_id
    union all
    select
        samples.addressee, null as joint_unit, null as cc,
        samples.sample_id as alert_id, null as rule_id, 'person' as subject_kind,
        case when dispatched.alert_id is null then 'sample' else 'under_way' end
            as kind,
        dispatched.alert_id is null as is_to_go_out,
        '抽查：' || samples.program as title,
        samples.subject_name,
        samples.person_id as subject_id,
        samples.month as first_event_date, samples.month as last_event_date,
        cast(len(samples.evidence) as bigint) as event_count,
        samples.amount as amount_at_risk,
        '按月随机抽查，无预警；请核实该月发放是否属实。' as reason,
        samples.evidence,
        null as recurrence,
        '抽查' as state_title, null as withdrawn_on, null as withdrawal_reason,
        dispatched.due_date
    from open_samples as samples
    left join dispatched_samples as dispatched
        on samples.sample_id = dispatched.alert_id
)

select
    in_hand.* exclude (due_date),
    case when in_hand.is_to_go_out then today.due_date else in_hand.due_date end
        as due_date,
    {{ as_of_date() }} as as_of_date
from in_hand
cross join today
