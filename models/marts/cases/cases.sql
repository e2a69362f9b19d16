-- One row is an alert that was ever raised, with the state of its case.
-- Answers: where does every case stand, what was found, and what was recovered?
with

alerts as (
    select
        alerts.*,
        case_numbers.case_id
    from {{ ref('alert_lives') }} as alerts
    inner join {{ ref('case_numbers') }} as case_numbers
        on alerts.alert_id = case_numbers.alert_id
),

rounds as (
    select *
    from {{ ref('case_rounds') }}
),

results as (
    select *
    from {{ ref('case_results') }}
),

due_days as (
    select
        case_numbers.case_id,
        dispatches.dispatched_date,
        max(dispatches.due_date) as due_date
    from {{ ref('dispatches') }} as dispatches
    inner join {{ ref('case_numbers') }} as case_numbers
        on dispatches.alert_id = case_numbers.alert_id
    group by case_numbers.case_id, dispatches.dispatched_date
),

carrying_alerts as (
    select case_id, is_withdrawn
    from alerts
    where alert_id = case_id
),

-- a confirmed or closed case remains one, whatever becomes of its alert
states_now as (
    select
        carrying_alerts.case_id,
        case
            when
                carrying_alerts.is_withdrawn
                and coalesce(rounds.finding_kind, 'none') != 'confirmed'
                and coalesce(rounds.state, 'generated') != 'closed'
                then 'withdrawn'
            else coalesce(rounds.state, 'generated')
        end as state
    from carrying_alerts
    left join rounds
        on carrying_alerts.case_id = rounds.case_id
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
    coalesce(rounds.unit, alerts.addressee) as unit,
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
    alerts.withdrawal_reason,
    rounds.dispatched_on,
    due_days.due_date,
    rounds.concluded_on,
    rounds.concluded_on <= due_days.due_date as is_on_time,
    rounds.closed_on,
    rounds.reopened_on,
    coalesce(rounds.times_reopened, 0) as times_reopened,
    case
        when
            rounds.concluded_as = 'confirmed'
            and states_now.state in ('recheck', 'closed')
            then rounds.closed_on
    end as no_recurrence_since,
    rounds.concluded_as,
    rounds.finding,
    rounds.cause,
    results.verdict,
    coalesce(results.identified_amount, 0) as identified_amount,
    coalesce(results.recovered_amount, 0) as recovered_amount,
    coalesce(results.stopped_amount, 0) as stopped_amount,
    rounds.persons_handled,
    rounds.discipline_form
from alerts
inner join states_now
    on alerts.case_id = states_now.case_id
inner join states
    on states_now.state = states.state
left join rounds
    on alerts.case_id = rounds.case_id
left join results
    on alerts.case_id = results.case_id
left join due_days
    on alerts.case_id = due_days.case_id
    and rounds.dispatched_on = due_days.dispatched_date
