-- One row is a tolerance that the rule could allow between claim and list.
-- Answers: how many claims, for how many meals, would be alerts at which tolerance?
with

recorded_months as (
    select
        centre_name,
        {{ month_of('meal_date') }} as meal_month,
        count(*) as recorded_meals
    from {{ ref('stg_meal_records') }}
    group by centre_name, {{ month_of('meal_date') }}
),

claims as (
    select
        claims.claimed_meals,
        coalesce(recorded_months.recorded_meals, 0) as recorded_meals
    from {{ ref('stg_centre_monthly_claims') }} as claims
    left join recorded_months
        on claims.centre_name = recorded_months.centre_name
        and claims.claim_month = recorded_months.meal_month
),

tolerances as (
    select unnest([0, 0.01, 0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.5, 1]) as tolerance
)

select
    tolerances.tolerance,
    count(*) as alerts,
    sum(claims.claimed_meals - claims.recorded_meals) as meals_too_many
from tolerances
inner join claims
    on tolerances.tolerance * claims.recorded_meals
    < claims.claimed_meals - claims.recorded_meals
group by tolerances.tolerance
order by tolerances.tolerance
