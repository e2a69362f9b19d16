-- One row is a red alert of the made-up city, with its state by the newest feedback.
-- Answers: how far has this alert been checked, and what came of it?
with

alerts as (
    select alert_id, rule_id, subject_id, town
    from {{ ref('red_alerts') }}
),

scenes as (
    select rule_id, scene
    from {{ ref('rule_catalogue') }}
),

-- rules that came later have no share in what was published
published_rules as (
    select distinct rule_id
    from {{ ref('planted_cases') }}
    where is_published
),

feedback as (
    select
        alert_id,
        status,
        finding,
        recovered_amount,
        persons_handled,
        row_number() over (
            partition by alert_id
            order by handled_date desc, source_row desc
        ) as rank_from_newest
    from {{ ref('stg_case_feedback') }}
)

select
    alerts.alert_id,
    alerts.rule_id,
    alerts.subject_id,
    alerts.town,
    -- associations are registered with civil affairs, too
    scenes.scene in ('elder_care', 'relief', 'disability', 'association')
    and published_rules.rule_id is not null as is_of_civil_affairs,
    feedback.status,
    feedback.finding,
    coalesce(feedback.finding = '查实', false) as is_confirmed,
    coalesce(feedback.recovered_amount, 0) as recovered_amount,
    coalesce(feedback.persons_handled, 0) as persons_handled
from alerts
inner join scenes
    on alerts.rule_id = scenes.rule_id
left join published_rules
    on alerts.rule_id = published_rules.rule_id
left join feedback
    on alerts.alert_id = feedback.alert_id
    and feedback.rank_from_newest = 1
