-- One row is an alert that was ever raised, with the state of its case.
-- Answers: where does every case stand, and what came of it, without whose it is?
with

cases as (
    select *
    from {{ ref('cases') }}
),

masks as (
    select *
    from {{ ref('alert_masks') }}
)

select
    masks.alert_key,
    masks.case_key,
    masks.alert_key = masks.case_key as is_own_case,
    cases.rule_id,
    cases.subject_kind,
    masks.subject,
    masks.person_key,
    masks.organisation,
    cases.town,
    cases.addressee,
    cases.unit,
    cases.first_event_date,
    cases.last_event_date,
    cases.amount_at_risk,
    cases.appeared_on,
    cases.state,
    cases.state_title,
    cases.is_under_way,
    cases.is_withdrawn,
    cases.withdrawn_on,
    cases.withdrawal_cause,
    cases.dispatched_on,
    cases.due_date,
    cases.concluded_on,
    cases.is_on_time,
    cases.closed_on,
    cases.reopened_on,
    cases.times_reopened,
    cases.concluded_as,
    cases.verdict,
    cases.identified_amount,
    cases.recovered_amount,
    cases.stopped_amount,
    cases.persons_handled
from cases
inner join masks
    on cases.alert_id = masks.alert_id
