-- One row is an alert that was ever raised, as it was last seen.
-- Answers: since when does it stand, and if it does not, since which build and why?
with

versions as (
    select
        *,
        row_number() over (
            partition by alert_id order by version_number desc
        ) as age_rank
    from {{ ref('alert_versions') }}
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

rules as (
    select rule_id, owner
    from {{ ref('rule_catalogue') }}
)

select
    versions.alert_id,
    versions.rule_id,
    versions.subject_kind,
    versions.subject_id,
    versions.subject_name,
    versions.town,
    coalesce(versions.town, rules.owner) as addressee,
    versions.episode_key,
    versions.first_event_date,
    versions.last_event_date,
    versions.event_count,
    versions.amount_at_risk,
    versions.reason,
    versions.evidence,
    spans.appeared_on,
    spans.standing_since,
    versions.change = 'withdrawn' as is_withdrawn,
    case when versions.change = 'withdrawn' then versions.seen_on end as withdrawn_on,
    case when versions.change = 'withdrawn' then versions.seen_at end as withdrawn_at,
    case
        when versions.change = 'withdrawn'
            then coalesce('列为例外：' || exceptions.exception_reason, '数据更正后不再成立')
    end as withdrawal_reason
from versions
inner join spans
    on versions.alert_id = spans.alert_id
left join rules
    on versions.rule_id = rules.rule_id
left join exceptions
    on versions.alert_id = exceptions.alert_id
where versions.age_rank = 1
