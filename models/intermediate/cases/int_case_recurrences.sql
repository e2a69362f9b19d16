-- One row is a closing step of a case after which the same came up again.
-- Answers: what was put right and did not stay right?
with

closed_cases as (
    select distinct
        case_numbers.case_id,
        steps.handled_date as closed_on,
        alerts.rule_id,
        alerts.subject_id
    from {{ ref('int_feedback_steps') }} as steps
    inner join {{ ref('int_case_numbers') }} as case_numbers
        on steps.alert_id = case_numbers.alert_id
    inner join {{ ref('int_alert_status') }} as alerts
        on case_numbers.case_id = alerts.alert_id
    where steps.step = 'closed'
),

alerts as (
    select
        alerts.alert_id,
        case_numbers.case_id,
        alerts.rule_id,
        alerts.subject_id,
        alerts.first_event_date,
        alerts.last_event_date,
        alerts.is_withdrawn
    from {{ ref('int_alert_status') }} as alerts
    inner join {{ ref('int_case_numbers') }} as case_numbers
        on alerts.alert_id = case_numbers.alert_id
),

-- an open spell reaches to the as-of date by itself, and is no new event
the_same_went_on as (
    select
        closed_cases.case_id,
        closed_cases.closed_on,
        alerts.last_event_date as recurred_on,
        'same_alert' as recurrence_kind,
        alerts.alert_id as recurring_alert_id
    from closed_cases
    inner join alerts
        on closed_cases.case_id = alerts.case_id
        and not alerts.is_withdrawn
        and closed_cases.closed_on < alerts.last_event_date
        and alerts.last_event_date < {{ as_of_date() }}
),

the_same_subject as (
    select
        closed_cases.case_id,
        closed_cases.closed_on,
        alerts.first_event_date as recurred_on,
        'same_subject' as recurrence_kind,
        alerts.alert_id as recurring_alert_id
    from closed_cases
    inner join alerts
        on closed_cases.rule_id = alerts.rule_id
        and closed_cases.subject_id = alerts.subject_id
        and closed_cases.case_id != alerts.case_id
        and not alerts.is_withdrawn
        and closed_cases.closed_on < alerts.first_event_date
),

recurrences as (
    from the_same_went_on
    union all
    from the_same_subject
)

select
    case_id,
    closed_on,
    recurred_on,
    recurrence_kind,
    recurring_alert_id
from recurrences
qualify
    row_number() over (
        partition by case_id, closed_on
        order by recurred_on asc, recurrence_kind desc, recurring_alert_id asc
    ) = 1
