-- One alert per handler and year: grants crowd just below the approval limit.
-- Answers: whose grants are cut to stay under the limit a town may approve?
with

-- each grant by the limit of its own day
grants as (
    select
        handler,
        town,
        approved_date,
        amount,
        source_row,
        {{ parameter('limit', 'decimal(14, 2)', on='approved_date') }}
            as approval_limit,
        {{ parameter('upper_band', 'decimal(6, 4)') }} as upper_band,
        {{ parameter('lower_band', 'decimal(6, 4)') }} as lower_band
    from {{ ref('stg_temporary_relief_grants') }}
    where handler is not null
),

grants_of_known_handlers as (
    select
        coalesce(town, '') || '|' || handler as handler_id,
        handler,
        town,
        year(approved_date) as grant_year,
        approved_date,
        amount,
        approval_limit,
        upper_band,
        lower_band,
        source_row,
        coalesce(
            amount >= approval_limit * upper_band and amount < approval_limit, false
        ) as is_near_limit,
        coalesce(
            amount >= approval_limit * lower_band
            and amount < approval_limit * upper_band,
            false
        ) as is_below
    from grants
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
        0 as amount_at_risk,
        '（' || coalesce(grants.town, '镇街未报送') || '）'
        || cast(grants.grant_year as string) || '年经办临时救助'
        || {{ zh_count('max(years.grants_in_all)') }} || '笔，其中'
        || {{ zh_count('count(*)') }} || '笔共' || {{ zh_yuan('sum(grants.amount)') }}
        || '，金额在审批限额' || {{ zh_list(zh_yuan('grants.approval_limit')) }} || '的'
        || {{ zh_percent('max(grants.upper_band)') }} || '以上、不到限额，而'
        || {{ zh_percent('max(grants.lower_band)') }} || '以上、不到'
        || {{ zh_percent('max(grants.upper_band)') }} || '的有'
        || {{ zh_count('max(years.grants_below)') }} || '笔。' as reason,
        {{ evidence(['grants.source_row']) }} as evidence
    from grants_of_known_handlers as grants
    inner join years_with_crowded_band as years
        on grants.handler_id = years.handler_id
        and grants.grant_year = years.grant_year
    where grants.is_near_limit
    group by grants.handler_id, grants.handler, grants.town, grants.grant_year
)

{{ organisation_alerts('episodes', subject_kind='handler', title='经办人') }}
