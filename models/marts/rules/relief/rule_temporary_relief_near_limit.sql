-- One alert per handler and year: grants crowd just below the approval limit.
-- Answers: whose grants are cut to stay under the limit a town may approve?
with

limits as (
    select
        {{ parameter('limit', 'decimal(14, 2)') }} as approval_limit,
        {{ parameter('upper_band', 'decimal(6, 4)') }} as upper_band,
        {{ parameter('lower_band', 'decimal(6, 4)') }} as lower_band
),

grants_of_known_handlers as (
    select
        coalesce(grants.town, '') || '|' || grants.handler as handler_id,
        grants.handler,
        grants.town,
        year(grants.approved_date) as grant_year,
        grants.approved_date,
        grants.amount,
        grants.source_row,
        grants.amount >= limits.approval_limit * limits.upper_band
        and grants.amount < limits.approval_limit as is_near_limit,
        grants.amount >= limits.approval_limit * limits.lower_band
        and grants.amount < limits.approval_limit * limits.upper_band as is_below
    from {{ ref('stg_temporary_relief_grants') }} as grants
    cross join limits
    where grants.handler is not null
),

years_with_crowded_band as (
    select
        handler_id,
        grant_year,
        count(*) as grants_in_all,
        count(*) filter (where is_below) as grants_below
    from grants_of_known_handlers
    group by handler_id, grant_year
    having
        count(*) >= {{ parameter('min_grants', 'int') }}
        and count(*) filter (where is_near_limit) >= {{ parameter('min_near', 'int') }}
        and count(*) filter (where is_near_limit)
        > {{ parameter('ratio', 'decimal(6, 2)') }} * count(*) filter (where is_below)
),

episodes as (
    select
        grants.handler_id as subject_id,
        grants.handler as subject_name,
        grants.town,
        cast(grants.grant_year as string) as episode_key,
        min(grants.approved_date) as first_event_date,
        max(grants.approved_date) as last_event_date,
        count(*) as event_count,
        sum(grants.amount) as amount_at_risk,
        cast(grants.grant_year as string) || '年经办临时救助'
        || {{ zh_count('years.grants_in_all') }} || '笔，其中' || {{ zh_count('count(*)') }}
        || '笔金额紧贴审批限额，较低一档只有' || {{ zh_count('years.grants_below') }}
        || '笔。' as reason,
        {{ evidence(['grants.source_row']) }} as evidence
    from grants_of_known_handlers as grants
    inner join years_with_crowded_band as years
        on grants.handler_id = years.handler_id
        and grants.grant_year = years.grant_year
    where grants.is_near_limit
    group by
        grants.handler_id,
        grants.handler,
        grants.town,
        grants.grant_year,
        years.grants_in_all,
        years.grants_below
)

{{ organisation_alerts('episodes', subject_kind='handler') }}
