-- One row is an alert that a rule raises, excepted or not.
-- Answers: what do the rules say, before anybody has judged?
{%- for rule in var('rules') %}
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
