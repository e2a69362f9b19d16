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
    select rule_id, built_at, change
    from {{ ref('int_rule_changes') }}
),

newest_versions as (
    select
        *,
        change = 'withdrawn' as is_withdrawn,
        -- what is older went with the files that told of it
        last_event_date
        + to_years({{ parameter('retention_years', 'int', rule='cases') }})
        <= seen_on as is_past_retention
    from versions
    where age_rank = 1
),

explained as (
    select
        newest.*,
        exceptions.exception_reason,
        case when newest.is_withdrawn then builds.built_at end as withdrawn_by_build,
        case
            when not newest.is_withdrawn then null
            when exceptions.alert_id is not null then 'exception'
            when rule_changes.change is not null then rule_changes.change
            when newest.is_past_retention then 'retention'
            else 'data'
        end as withdrawal_cause
    from newest_versions as newest
    asof left join builds
        on newest.seen_at >= builds.built_at
    left join exceptions
        on newest.alert_id = exceptions.alert_id
    left join rule_changes
        on newest.rule_id = rule_changes.rule_id
        and builds.built_at = rule_changes.built_at
)

select
    explained.alert_id,
    explained.rule_id,
    explained.subject_kind,
    explained.subject_id,
    explained.subject_name,
    explained.town,
    routes.addressee,
    explained.episode_key,
    explained.first_event_date,
    explained.last_event_date,
    explained.event_count,
    explained.amount_at_risk,
    explained.reason,
    explained.evidence,
    spans.appeared_on,
    spans.standing_since,
    explained.is_withdrawn,
    coalesce(explained.withdrawal_cause = 'exception', false) as is_excepted,
    case when explained.is_withdrawn then explained.seen_on end as withdrawn_on,
    case when explained.is_withdrawn then explained.seen_at end as withdrawn_at,
    explained.withdrawn_by_build,
    explained.withdrawal_cause,
    case explained.withdrawal_cause
        when 'exception' then '列为例外：' || explained.exception_reason
        when 'premise' then '规则的适用期限调整后不再适用'
        when 'rule_or_parameter' then '规则或参数调整后不再成立'
        when 'retention' then '数据保存期限届满'
        when 'data' then '数据更正后不再成立'
    end as withdrawal_reason
from explained
inner join spans
    on explained.alert_id = spans.alert_id
left join routes
    on explained.alert_id = routes.alert_id
