-- One row is a red alert, without a citizen ID or a full name.
-- Answers: which leads are there, where, about what, and how far are they?
with

alerts as (
    select *
    from {{ ref('red_alerts') }}
),

masks as (
    select *
    from {{ ref('alert_masks') }}
),

-- with a sentence only for as long as the names in it are known and can be masked
cases as (
    select
        alert_id,
        reason,
        addressee,
        unit,
        appeared_on,
        state,
        state_title,
        is_under_way,
        due_date
    from {{ ref('cases') }}
),

rules as (
    select rule_id, title, scene, dimension
    from {{ ref('rule_catalogue') }}
),

priorities as (
    select alert_id, priority, likely_rate, expected_recovery
    from {{ ref('case_priority') }}
)

select
    masks.alert_key,
    masks.case_key,
    alerts.rule_id,
    rules.title,
    rules.scene,
    rules.dimension,
    alerts.subject_kind,
    masks.subject,
    masks.person_key,
    masks.organisation,
    masks.age_band,
    alerts.town,
    cases.addressee,
    cases.unit,
    alerts.first_event_date,
    alerts.last_event_date,
    alerts.event_count,
    alerts.amount_at_risk,
    {{ masked_text('cases.reason', 'masks.names') }} as reason,
    cases.appeared_on,
    cases.state,
    cases.state_title,
    cases.is_under_way,
    cases.due_date,
    priorities.priority,
    priorities.likely_rate,
    priorities.expected_recovery
from alerts
inner join masks
    on alerts.alert_id = masks.alert_id
inner join cases
    on alerts.alert_id = cases.alert_id
inner join rules
    on alerts.rule_id = rules.rule_id
left join priorities
    on alerts.alert_id = priorities.alert_id
