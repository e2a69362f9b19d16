-- One alert per centre and month: more meals claimed than its list of meals holds.
-- Answers: which centre claims money for meals that nobody ate?
with

claims as (
    select centre_name, claim_month, claimed_meals, claimed_amount, source_row
    from {{ ref('stg_centre_monthly_claims') }}
),

recorded_months as (
    select centre_name, month, meals, source_rows
    from {{ ref('int_centre_months') }}
),

towns as (
    select centre_name, town
    from {{ ref('int_centre_towns') }}
),

-- the meals of a later month have not been delivered
delivered as (
    select max(month) as newest_month
    from recorded_months
),

claims_beside_records as (
    select
        claims.centre_name,
        towns.town,
        claims.claim_month,
        claims.claimed_meals,
        claims.claimed_amount,
        claims.source_row,
        coalesce(recorded_months.meals, 0) as recorded_meals,
        claims.claimed_meals - coalesce(recorded_months.meals, 0) as excess_meals,
        coalesce(recorded_months.source_rows, {{ empty_list() }}) as meal_source_rows
    from claims
    inner join delivered
        on claims.claim_month <= delivered.newest_month
    inner join towns
        on claims.centre_name = towns.centre_name
    left join recorded_months
        on claims.centre_name = recorded_months.centre_name
        and claims.claim_month = recorded_months.month
),

excessive_claims as (
    select
        *,
        {{ share_of_amount('claimed_amount', 'excess_meals', 'claimed_meals') }}
            as excess_amount
    from claims_beside_records
    where
        claimed_meals
        > recorded_meals * (1 + {{ parameter('tolerance', 'decimal(6, 4)') }})
        and excess_meals >= {{ parameter('min_excess', 'int') }}
),

episodes as (
    select
        centre_name as subject_id,
        centre_name as subject_name,
        town,
        substring(cast(claim_month as string), 1, 7) as episode_key,
        claim_month as first_event_date,
        claim_month as last_event_date,
        excess_meals as event_count,
        excess_amount as amount_at_risk,
        '在' || {{ zh_month('claim_month') }} || '申报就餐'
        || {{ zh_count('claimed_meals') }}
        || '人次，就餐明细只有' || {{ zh_count('recorded_meals') }} || '人次，多出'
        || {{ zh_count('excess_meals') }} || '人次'
        || {{ zh_sum('，按申报金额折算', 'excess_amount') }} as finding,
        {{ sorted_distinct(
            joined_lists([list_of(['source_row']), 'meal_source_rows'])
        ) }} as evidence
    from excessive_claims
),

{{ with_unusable_rows(
    'episodes', 'meal_records', until='last_day(episodes.last_event_date)'
) }}

{{ organisation_alerts('episodes_with_unusable_rows', subject_kind='centre') }}
