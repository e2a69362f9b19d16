-- Every centre claims what it recorded; a few claim a little less or, within the tolerance, more. An
-- operating subsidy goes to those that have five diners.
select
    centre_name,
    town,
    claim_month,
    claimed_meals,
    claimed_meals * 6.00 as claimed_amount,
    cast(case when diners >= 5 then 3000 else 0 end as decimal(14, 2)) as operating_subsidy
from (
    select
        centre_name,
        town,
        claim_month,
        diners,
        case chance_of(centre_name, claim_month, 'claim', 10)
            when 0 then cast(floor(meals * 1.04) as int)
            when 1 then meals - 1
            else meals
        end as claimed_meals
    from counted_meals
    -- a scenario's centre claims what the scenario says
    anti join planted_centre_monthly_claims using (centre_name, claim_month)
)
where claimed_meals > 0
