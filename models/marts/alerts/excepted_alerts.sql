-- One row is an alert that an approved exception in force covers.
-- Answers: which alerts are not followed up, why, on whose word, and until when?
with

alerts as (
    select *
    from {{ ref('raised_alerts') }}
),

exceptions_in_force as (
    select rule_id, subject_id, valid_from, valid_to, reason, approver, expires_on
    from {{ ref('rule_exceptions') }}
    where expires_on >= {{ as_of_date() }}
),

-- an alert that grows beyond the days of its exception comes back
covered_alerts as (
    select
        alerts.*,
        exceptions_in_force.reason as exception_reason,
        exceptions_in_force.approver,
        exceptions_in_force.expires_on,
        row_number() over (
            partition by alerts.alert_id
            order by
                exceptions_in_force.expires_on desc,
                exceptions_in_force.approver asc,
                exceptions_in_force.reason asc
        ) as rank_of_exception
    from alerts
    inner join exceptions_in_force
        on alerts.rule_id = exceptions_in_force.rule_id
        and alerts.subject_id = exceptions_in_force.subject_id
        and alerts.first_event_date >= exceptions_in_force.valid_from
        and alerts.last_event_date <= exceptions_in_force.valid_to
)

select
    alert_id,
    rule_id,
    subject_kind,
    subject_id,
    subject_name,
    town,
    episode_key,
    first_event_date,
    last_event_date,
    event_count,
    amount_at_risk,
    reason,
    evidence,
    exception_reason,
    approver,
    expires_on
from covered_alerts
where rank_of_exception = 1
