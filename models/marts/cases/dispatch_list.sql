-- One row is an alert or sampled case that a unit has, or is to get, in its workbook.
-- Answers: what goes out next, to whom, and until when is an answer due?
with

cases as (
    select *
    from {{ ref('cases') }}
    where alert_id = case_id
),

sampled_cases as (
    select *
    from {{ ref('monthly_sample') }}
),

dispatches as (
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

alerts_to_report_again as (
    select distinct alert_id
    from {{ ref('case_problems') }}
    where not is_settled
),

-- the same for all that goes out today
today as (
    select due_days.day as due_date
    from {{ ref('working_days') }} as today
    inner join {{ ref('working_days') }} as due_days
        on today.working_day_number
        + {{ parameter('working_days_to_verify', 'bigint', rule='dispatches') }}
        = due_days.working_day_number
        and due_days.is_working_day
    where today.day = {{ as_of_date() }}
),

alerts_in_hand as (
    select
        cases.addressee,
        cases.alert_id,
        case
            when cases.state = 'withdrawn' then 'withdrawn'
            when cases.state in ('generated', 'returned', 'reopened') then cases.state
            when alerts_to_report_again.alert_id is not null then 'to_correct'
            else 'under_way'
        end as kind,
        rule_titles.title,
        cases.subject_name,
        cases.subject_id,
        cases.first_event_date,
        cases.last_event_date,
        cases.event_count,
        cases.amount_at_risk,
        cases.reason,
        cases.evidence,
        cases.state_title,
        cases.withdrawn_on,
        cases.withdrawal_reason,
        cases.due_date
    from cases
    inner join rule_titles
        on cases.rule_id = rule_titles.rule_id
    left join alerts_to_report_again
        on cases.alert_id = alerts_to_report_again.alert_id
    where
        cases.is_under_way
        or cases.state = 'withdrawn' and cases.dispatched_on is not null
),

sampled_cases_in_hand as (
    select
        sampled_cases.addressee,
        sampled_cases.sample_id as alert_id,
        case when dispatches.alert_id is null then 'sample' else 'under_way' end
            as kind,
        '抽查：' || sampled_cases.program as title,
        sampled_cases.subject_name,
        sampled_cases.person_id as subject_id,
        sampled_cases.month as first_event_date,
        sampled_cases.month as last_event_date,
        cast(len(sampled_cases.evidence) as bigint) as event_count,
        sampled_cases.amount as amount_at_risk,
        '按月随机抽查，无预警；请核实该月发放是否属实。' as reason,
        sampled_cases.evidence,
        '抽查' as state_title,
        null as withdrawn_on,
        null as withdrawal_reason,
        dispatches.due_date
    from sampled_cases
    left join dispatches
        on sampled_cases.sample_id = dispatches.alert_id
    anti join {{ ref('sample_findings') }} as findings
        on sampled_cases.sample_id = findings.sample_id
),

in_hand as (
    from alerts_in_hand
    union all
    from sampled_cases_in_hand
)

select
    in_hand.addressee,
    in_hand.alert_id,
    in_hand.kind,
    in_hand.kind in ('generated', 'returned', 'reopened', 'sample') as is_to_go_out,
    in_hand.title,
    in_hand.subject_name,
    in_hand.subject_id,
    in_hand.first_event_date,
    in_hand.last_event_date,
    in_hand.event_count,
    in_hand.amount_at_risk,
    in_hand.reason,
    in_hand.evidence,
    in_hand.state_title,
    in_hand.withdrawn_on,
    in_hand.withdrawal_reason,
    case
        when in_hand.kind in ('generated', 'returned', 'reopened', 'sample')
            then today.due_date
        else in_hand.due_date
    end as due_date,
    {{ as_of_date() }} as dispatch_date
from in_hand
cross join today
