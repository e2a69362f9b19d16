-- One row is an alert that was ever raised, in time without the person it named.
-- Answers: until when is whom it names kept, and what is left of it after that?
with

alerts as (
    select
        alerts.*,
        case_numbers.case_id
    from {{ ref('int_alert_status') }} as alerts
    inner join {{ ref('int_case_numbers') }} as case_numbers
        on alerts.alert_id = case_numbers.alert_id
),

cycles as (
    select case_id, concluded_as, concluded_on, closed_on
    from {{ ref('int_case_cycles') }}
),

states as (
    select
        states_now.case_id,
        states.is_under_way,
        states.is_conclusion
    from {{ ref('int_case_states') }} as states_now
    inner join {{ ref('case_states') }} as states
        on states_now.state = states.state
),

subjects as (
    select subject_kind, is_heard as is_person
    from {{ ref('subject_kinds') }}
),

dated as (
    select
        alerts.*,
        -- one that was refuted waits for nothing but to be closed
        states.is_under_way and not (
            states.is_conclusion
            and coalesce(cycles.concluded_as = 'unfounded', false)
        ) as is_awaited,
        coalesce(subjects.is_person, false) as is_person,
        case
            -- refuted, and nothing came since
            when
                cycles.concluded_as = 'unfounded'
                and alerts.last_event_date
                <= greatest(cycles.concluded_on, cycles.closed_on)
                then
                    greatest(cycles.concluded_on, cycles.closed_on) + to_years(
                        {{ parameter('refuted_person_years', 'int', rule='cases') }}
                    )
            else
                greatest(alerts.last_event_date, cycles.concluded_on, cycles.closed_on)
                + to_years({{ parameter('retention_years', 'int', rule='cases') }})
        end as kept_until
    from alerts
    inner join states
        on alerts.case_id = states.case_id
    left join subjects
        on alerts.subject_kind = subjects.subject_kind
    left join cycles
        on alerts.case_id = cycles.case_id
),

judged as (
    select
        *,
        is_awaited or kept_until > {{ as_of_date() }} as is_still_kept
    from dated
),

forgotten as (
    select
        *,
        is_person and not is_still_kept as is_forgotten
    from judged
)

select
    alert_id,
    case_id,
    rule_id,
    subject_kind,
    case when is_forgotten then case_id else subject_id end as subject_id,
    case when is_forgotten then '已去标识' else subject_name end as subject_name,
    town,
    addressee,
    first_event_date,
    last_event_date,
    event_count,
    amount_at_risk,
    case when is_forgotten then '已去标识' else reason end as reason,
    case when is_forgotten then {{ empty_list() }} else evidence end as evidence,
    appeared_on,
    is_withdrawn,
    withdrawn_on,
    withdrawn_at,
    withdrawn_by_build,
    withdrawal_cause,
    withdrawal_reason,
    cast(kept_until as date) as kept_until,
    is_still_kept
from forgotten
