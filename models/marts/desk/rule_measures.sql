-- One row is a rule with a threshold and whatever it judges, alert or not.
-- Answers: how far over or under the threshold is each claim, doctor or handler?
with

delivered as (
    select max(month) as newest_month
    from {{ ref('int_centre_months') }}
),

-- of meals too few to be an alert at any tolerance nothing is said
claims as (
    select
        claims.centre_name,
        claims.claim_month as month,
        (claims.claimed_meals - coalesce(recorded.meals, 0))
        / nullif(cast(recorded.meals as double), 0) as share
    from {{ ref('stg_centre_monthly_claims') }} as claims
    inner join delivered
        on claims.claim_month <= delivered.newest_month
    left join {{ ref('int_centre_months') }} as recorded
        on claims.centre_name = recorded.centre_name
        and claims.claim_month = recorded.month
    where
        claims.claimed_meals - coalesce(recorded.meals, 0)
        >= {{ parameter('min_excess', 'int', rule='meal_claim_exceeds_records') }}
),

certificates as (
    select
        assessing_hospital || '|' || assessor as assessor_id,
        category,
        count(*) as own,
        count(*) filter (where grade in ('一级', '二级')) as own_severe,
        sum(count(*)) over (partition by category) - count(*) as of_others,
        cast(
            sum(count(*) filter (where grade in ('一级', '二级')))
                over (partition by category)
            - count(*) filter (where grade in ('一级', '二级')) as double
        ) / nullif(of_others, 0) as severe_of_others
    from {{ ref('stg_disabled_persons') }}
    where assessing_hospital is not null and assessor is not null
    group by assessor_id, category
),

assessors as (
    select
        assessor_id,
        sum(own_severe - own * severe_of_others)
        / sqrt(sum(own * severe_of_others * (1 - severe_of_others))) as distance
    from certificates
    where of_others > 0
    group by assessor_id
    having
        sum(own)
        >= {{ parameter('min_certificates', 'int', rule='assessor_severe_outlier') }}
        and sum(own * severe_of_others * (1 - severe_of_others)) > 0
),

grants as (
    select
        coalesce(town, '') || '|' || handler as handler_id,
        year(approved_date) as grant_year,
        amount
        / {{ parameter(
            'limit',
            'decimal(14, 2)',
            rule='temporary_relief_near_limit',
            on='approved_date'
        ) }} as share,
        {{ parameter('upper_band', 'double', rule='temporary_relief_near_limit') }}
            as upper_band,
        {{ parameter('lower_band', 'double', rule='temporary_relief_near_limit') }}
            as lower_band
    from {{ ref('stg_temporary_relief_grants') }}
    where handler is not null
),

handler_years as (
    select
        handler_id,
        grant_year,
        count(*) as granted,
        count(*) filter (where share >= upper_band and share < 1) as near_limit,
        count(*) filter (where share >= lower_band and share < upper_band) as below
    from grants
    group by handler_id, grant_year
),

judged as (
    select
        'meal_claim_exceeds_records' as rule_id,
        centre_name as subject_id,
        strftime(month, '%Y-%m') as episode_key,
        share as measured
    from claims
    union all
    select
        'assessor_severe_outlier' as rule_id,
        assessor_id as subject_id,
        'severe_share' as episode_key,
        distance as measured
    from assessors
    union all
    select
        'temporary_relief_near_limit' as rule_id,
        handler_id as subject_id,
        cast(grant_year as varchar) as episode_key,
        near_limit / nullif(cast(below as double), 0) as measured
    from handler_years
    where
        granted
        >= {{ parameter('min_grants', 'int', rule='temporary_relief_near_limit') }}
        and near_limit
        >= {{ parameter('min_near', 'int', rule='temporary_relief_near_limit') }}
)

-- nothing to compare with is beyond all; rounded, so that exactly is not more
select
    * replace (round(coalesce(measured, cast('infinity' as double)), 9) as measured)
from judged
