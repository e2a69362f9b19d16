-- One row is a change of an alert that the newest build wrote down.
-- Answers: which alerts came, grew, changed or went since the build before?
with

events as (
    select *
    from {{ ref('case_events') }}
    where event like 'alert_%'
)

select
    events.event,
    cases.rule_id,
    events.alert_id,
    cases.town,
    events.amount as amount_at_risk,
    cases.withdrawal_cause,
    events.detail as reason
from events
inner join {{ ref('cases') }} as cases
    on events.alert_id = cases.alert_id
where events.recorded_at = (select max(newest.recorded_at) from events as newest)
order by events.event asc, cases.rule_id asc, events.alert_id asc
