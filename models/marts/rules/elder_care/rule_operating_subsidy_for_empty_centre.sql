-- One alert per centre and year: months of an operating subsidy with hardly a diner.
-- Answers: which centre is paid for running although almost nobody eats there?
with

claims as (
    select
        centre_name,
        claim_month,
        operating_subsidy,
        source_row
    from {{ ref('stg_centre_monthly_claims') }}
    where operating_subsidy > 0
),

recorded_months as (
    select centre_name, month, diners, source_rows
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

claims_for_empty_months as (
    select
        claims.centre_name,
        towns.town,
        claims.claim_month,
        year(claims.claim_month) as claim_year,
        claims.operating_subsidy,
        claims.source_row,
        coalesce(recorded_months.diners, 0) as diners,
        coalesce(recorded_months.source_rows, {{ empty_list() }}) as meal_source_rows
    from claims
    inner join delivered
        on claims.claim_month <= delivered.newest_month
    inner join towns
        on claims.centre_name = towns.centre_name
    left join recorded_months
        on claims.centre_name = recorded_months.centre_name
        and claims.claim_month = recorded_months.month
    where coalesce(recorded_months.diners, 0) < {{ parameter('min_people', 'int') }}
),

episodes as (
    select
        centre_name as subject_id,
        centre_name as subject_name,
        max(town) as town,
        cast(claim_year as string) as episode_key,
        min(claim_month) as first_event_date,
        max(claim_month) as last_event_date,
        count(*) as event_count,
        sum(operating_subsidy) as amount_at_risk,
        '在' || {{ zh_months_told('claim_month') }} || '申领运行补贴'
        || {{ zh_yuan('sum(operating_subsidy)') }} || '，这' || {{ zh_count('count(*)') }}
        || '个月每月就餐不足' || {{ zh_count(parameter('min_people', 'int')) }}
        || '人，最多的一个月' || {{ zh_count('max(diners)') }} || '人' as finding,
        {{ evidence(['source_row'], lists=['meal_source_rows']) }} as evidence
    from claims_for_empty_months
    group by centre_name, claim_year
    having count(*) >= {{ parameter('min_months', 'int') }}
),

{{ with_unusable_rows(
    'episodes', 'meal_records', until='last_day(episodes.last_event_date)'
) }}

{{ organisation_alerts('episodes_with_unusable_rows', subject_kind='centre') }}
