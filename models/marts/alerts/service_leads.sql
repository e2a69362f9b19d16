-- One row is a lead of a rule of kind service: somebody is owed, or wronged by records.
-- Answers: whom should civil affairs help, before anybody asks?
with

leads as (
    {%- for rule in var('service_rules') %}
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
        evidence
    from {{ ref('rule_' ~ rule) }}
    {%- if not loop.last %}
    union all
    {%- endif %}
    {%- endfor %}
),

exceptions_in_force as (
    select rule_id, subject_id, valid_from, valid_to
    from {{ ref('rule_exceptions') }}
    where expires_on >= {{ as_of_date() }}
)

select
    leads.alert_id,
    leads.rule_id,
    leads.subject_kind,
    leads.subject_id,
    leads.subject_name,
    leads.town,
    leads.episode_key,
    leads.first_event_date,
    leads.last_event_date,
    leads.event_count,
    leads.amount_at_risk,
    leads.reason,
    leads.evidence
from leads
anti join exceptions_in_force
    on leads.rule_id = exceptions_in_force.rule_id
    and leads.subject_id = exceptions_in_force.subject_id
    and leads.first_event_date >= exceptions_in_force.valid_from
    and leads.last_event_date <= exceptions_in_force.valid_to
