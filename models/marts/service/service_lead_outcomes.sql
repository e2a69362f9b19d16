-- One row is a service lead that was ever raised, with what was done about it last.
-- Answers: who was helped, who still waits, and since when?
with

versions as (
    select
        *,
        dbt_is_deleted = 'True' as is_withdrawn,
        min(dbt_valid_from) over (partition by alert_id) as appeared_at,
        row_number() over (
            partition by alert_id order by dbt_valid_from desc, dbt_scd_id desc
        ) as age_rank
    from {{ ref('service_lead_history') }}
),

as_of_days as (
    select built_at, as_of_date
    from {{ ref('as_of_days') }}
),

rules as (
    select rule_id, title
    from {{ ref('rule_catalogue') }}
),

newest_versions as (
    select
        versions.*,
        first_days.as_of_date as appeared_on,
        case when versions.is_withdrawn then last_days.as_of_date end as withdrawn_on
    from versions
    asof left join as_of_days as first_days
        on versions.appeared_at >= first_days.built_at
    asof left join as_of_days as last_days
        on versions.dbt_valid_from >= last_days.built_at
    where versions.age_rank = 1
),

steps as (
    select
        *,
        row_number() over (
            partition by alert_id, step = 'dispatched', outcome is not null
            order by handled_date desc, file_name desc, row_number desc
        ) as age_rank
    from {{ ref('service_steps') }}
),

hand_overs as (
    select *
    from steps
    where step = 'dispatched' and age_rank = 1
),

answers as (
    select
        steps.*,
        outcomes.title as outcome_title,
        outcomes.is_taken_into_payment,
        outcomes.is_helped
    from steps
    inner join {{ ref('service_outcomes') }} as outcomes
        on steps.outcome = outcomes.outcome
    where steps.step != 'dispatched' and steps.age_rank = 1
)

select
    leads.alert_id,
    leads.rule_id,
    rules.title,
    leads.subject_id,
    leads.subject_name,
    leads.town,
    leads.first_event_date,
    leads.last_event_date,
    leads.event_count,
    leads.reason,
    leads.evidence,
    leads.appeared_on,
    leads.is_withdrawn,
    leads.withdrawn_on,
    hand_overs.handled_date as handed_over_on,
    hand_overs.batch,
    hand_overs.due_date,
    answers.outcome,
    answers.outcome_title,
    answers.handled_date as outcome_on,
    coalesce(answers.is_taken_into_payment, false) as is_taken_into_payment,
    coalesce(answers.is_helped, false) as is_helped,
    case when answers.is_taken_into_payment then answers.paid_amount end as paid_amount,
    answers.unit as answered_by,
    answers.response,
    answers.source_row
from newest_versions as leads
left join rules
    on leads.rule_id = rules.rule_id
left join hand_overs
    on leads.alert_id = hand_overs.alert_id
left join answers
    on leads.alert_id = answers.alert_id
