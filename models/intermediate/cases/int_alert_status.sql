-- One row is an alert that was ever raised, as it was last seen.
-- Answers: since when does it stand, and if it does not, since which build and why?
with

versions as (
    select
        *,
        row_number() over (
            partition by alert_id order by version_number desc
        ) as age_rank
    from {{ ref('int_alert_versions') }}
),

spans as (
    select
        alert_id,
        min(seen_on) filter (where change = 'appeared') as appeared_on,
        max(seen_at) filter (where change in ('appeared', 'came_back'))
            as standing_since
    from versions
    group by alert_id
),

exceptions as (
    select alert_id, exception_reason
    from {{ ref('excepted_alerts') }}
),

routes as (
    select alert_id, addressee
    from {{ ref('int_alert_routes') }}
),

builds as (
    select built_at
    from {{ ref('builds') }}
),

rule_changes as (
    select rule_id, built_at
    from {{ ref('int_rule_changes') }}
),

newest_versions as (
    select
        *,
        change = 'withdrawn' as is_withdrawn
    from versions
    where age_rank = 1
)

select
    newest.alert_id,
    newest.rule_id,
    newest.subject_kind,
    newest.subject_id,
    newest.subject_name,
    newest.town,
    routes.addressee,
    newest.episode_key,
    newest.first_event_date,
    newest.last_event_date,
    newest.event_count,
    newest.amount_at_risk,
    newest.reason,
    newest.evidence,
    spans.appeared_on,
    spans.standing_since,
    newest.is_withdrawn,
    newest.is_withdrawn and exceptions.alert_id is not null as is_excepted,
    case when newest.is_withdrawn then newest.seen_on end as withdrawn_on,
    case when newest.is_withdrawn then newest.seen_at end as withdrawn_at,
    case
        when not newest.is_withdrawn then null
        when exceptions.alert_id is not null then 'exception'
        when rule_changes.rule_id is not null then 'rule_or_parameter'
        else 'data'
    end as withdrawal_cause,
    case
        when not newest.is_withdrawn then null
        when exceptions.alert_id is not null
            then '列为例外：' || exceptions.exception_reason
        when rule_changes.rule_id is not null then '规则或参数调整后不再成立'
        else '数据更正后不再成立'
    end as withdrawal_reason
from newest_versions as newest
asof left join builds
    on newest.seen_at >= builds.built_at
inner join spans
    on newest.alert_id = spans.alert_id
left join routes
    on newest.alert_id = routes.alert_id
left join exceptions
    on newest.alert_id = exceptions.alert_id
left join rule_changes
    on newest.rule_id = rule_changes.rule_id
    and builds.built_at = rule_changes.built_at
