-- One row is an alert that was ever raised, and the alert that carries its case on.
-- Answers: under which number is this alert handled now?
with recursive

alerts as (
    select
        alert_id,
        rule_id,
        subject_id,
        first_event_date,
        last_event_date,
        standing_since,
        withdrawn_at,
        is_excepted
    from {{ ref('int_alert_status') }}
),

-- data were corrected, and the same rule found the same days under another key
successors as (
    select
        gone.alert_id,
        successor.alert_id as successor_id,
        row_number() over (
            partition by gone.alert_id
            order by
                successor.standing_since asc,
                successor.first_event_date asc,
                successor.alert_id asc
        ) as rank_of_successor
    from alerts as gone
    inner join alerts as successor
        on gone.rule_id = successor.rule_id
        and gone.subject_id = successor.subject_id
        and gone.alert_id != successor.alert_id
        and gone.first_event_date <= successor.last_event_date
        and gone.last_event_date >= successor.first_event_date
        and gone.withdrawn_at <= successor.standing_since
    where not gone.is_excepted
),

carried_on as (
    select
        alert_id,
        alert_id as case_id,
        0 as times
    from alerts
    union all
    select
        carried_on.alert_id,
        successors.successor_id as case_id,
        carried_on.times + 1 as times
    from carried_on
    inner join successors
        on carried_on.case_id = successors.alert_id
        and successors.rank_of_successor = 1
)

select
    alert_id,
    max_by(case_id, times) as case_id
from carried_on
group by alert_id
