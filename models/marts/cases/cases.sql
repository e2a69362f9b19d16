-- One row is an alert that was ever raised, with the state of its case.
-- Answers: where does every case stand, what was found, and what was recovered?
with

alerts as (
    select *
    from {{ ref('int_kept_alerts') }}
),

cycles as (
    select *
    from {{ ref('int_case_cycles') }}
),

results as (
    select *
    from {{ ref('int_case_results') }}
),

due_days as (
    select
        case_numbers.case_id,
        dispatches.dispatched_on,
        max(dispatches.due_date) as due_date
    from {{ ref('int_dispatches') }} as dispatches
    inner join {{ ref('int_case_numbers') }} as case_numbers
        on dispatches.alert_id = case_numbers.alert_id
    group by case_numbers.case_id, dispatches.dispatched_on
),

states_now as (
    select case_id, state
    from {{ ref('int_case_states') }}
),

states as (
    select state, title, is_under_way
    from {{ ref('case_states') }}
)

select
    alerts.alert_id,
    alerts.case_id,
    alerts.rule_id,
    alerts.subject_kind,
    alerts.subject_id,
    alerts.subject_name,
    alerts.town,
    alerts.addressee,
    coalesce(cycles.unit, alerts.addressee) as unit,
    alerts.first_event_date,
    alerts.last_event_date,
    alerts.event_count,
    alerts.amount_at_risk,
    alerts.reason,
    alerts.evidence,
    alerts.appeared_on,
    states_now.state,
    states.title as state_title,
    states.is_under_way,
    alerts.is_withdrawn,
    alerts.withdrawn_on,
    alerts.withdrawn_at,
    alerts.withdrawn_by_build,
    alerts.withdrawal_cause,
    alerts.withdrawal_reason,
    alerts.kept_until,
    alerts.is_still_kept,
    cycles.dispatched_on,
    due_days.due_date,
    cycles.concluded_on,
    cycles.concluded_on <= due_days.due_date as is_on_time,
    cycles.closed_on,
    cycles.reopened_on,
    coalesce(cycles.times_reopened, 0) as times_reopened,
    coalesce(cycles.has_objection, false) as has_objection,
    case
        when
            cycles.concluded_as = 'confirmed'
            and states_now.state in ('recheck', 'closed')
            then cycles.closed_on
    end as no_recurrence_since,
    cycles.concluded_as,
    cycles.finding,
    cycles.cause,
    results.verdict,
    coalesce(results.identified_amount, 0) as identified_amount,
    results.identified_on,
    coalesce(results.recovered_amount, 0) as recovered_amount,
    results.recovered_on,
    coalesce(results.stopped_amount, 0) as stopped_amount,
    cycles.persons_handled,
    cycles.discipline_form,
    cycles.disposal,
    cycles.disposed_on
from alerts
inner join states_now
    on alerts.case_id = states_now.case_id
inner join states
    on states_now.state = states.state
left join cycles
    on alerts.case_id = cycles.case_id
left join results
    on alerts.case_id = results.case_id
left join due_days
    on alerts.case_id = due_days.case_id
    and cycles.asked_on = due_days.dispatched_on
