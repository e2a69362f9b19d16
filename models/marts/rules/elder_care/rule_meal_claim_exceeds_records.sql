-- One alert per centre and month: more meals claimed than its list of meals holds.
-- Answers: which centre claims money for meals that nobody ate?
with

claims as (
    select
        centre_name,
        claim_month,
        claimed_meals,
        claimed_amount,
        source_row,
        first_value(town) over (
            partition by centre_name
            order by claim_month desc, source_row desc
        ) as newest_town
    from {{ ref('stg_centre_monthly_claims') }}
),

recorded_months as (
    select
        centre_name,
        {{ month_of('meal_date') }} as meal_month,
        count(*) as recorded_meals,
        {{ collected_list('source_row') }} as meal_source_rows
    from {{ ref('stg_meal_records') }}
    group by centre_name, {{ month_of('meal_date') }}
),

claims_beside_records as (
    select
        claims.centre_name,
        claims.newest_town,
        claims.claim_month,
        claims.claimed_meals,
        claims.claimed_amount,
        claims.source_row,
        coalesce(recorded_months.recorded_meals, 0) as recorded_meals,
        coalesce(recorded_months.meal_source_rows, {{ empty_list() }})
            as meal_source_rows
    from claims
    left join recorded_months
        on claims.centre_name = recorded_months.centre_name
        and claims.claim_month = recorded_months.meal_month
),

episodes as (
    select
        centre_name as subject_id,
        centre_name as subject_name,
        newest_town as town,
        substring(cast(claim_month as string), 1, 7) as episode_key,
        claim_month as first_event_date,
        claim_month as last_event_date,
        claimed_meals - recorded_meals as event_count,
        {{ share_of_amount(
            'claimed_amount', '(claimed_meals - recorded_meals)', 'claimed_meals'
        ) }} as amount_at_risk,
        {{ zh_month('claim_month') }} || '申报就餐' || {{ zh_count('claimed_meals') }}
        || '人次，就餐明细只有' || {{ zh_count('recorded_meals') }} || '人次，多出'
        || {{ zh_count('claimed_meals - recorded_meals') }} || '人次' as finding,
        {{ sorted_distinct(
            joined_lists([list_of(['source_row']), 'meal_source_rows'])
        ) }} as evidence
    from claims_beside_records
    where
        claimed_meals
        > recorded_meals * (1 + {{ parameter('tolerance', 'decimal(6, 4)') }})
),

{{ with_unusable_rows(
    'episodes', 'meal_records', until='last_day(episodes.last_event_date)'
) }}

{{ organisation_alerts('episodes_with_unusable_rows', subject_kind='centre') }}
