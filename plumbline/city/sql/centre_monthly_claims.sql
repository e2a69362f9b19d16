-- Every centre claims what it recorded; a few claim a little less or, within the tolerance, more.
select
    centre_name,
    town,
    claim_month,
    claimed_meals,
    claimed_meals * 6.00 as claimed_amount,
    cast(3000 as decimal(14, 2)) as operating_subsidy
from (
    select
        coalesce(counted.centre_name, padded.centre_name) as centre_name,
        coalesce(counted.town, padded.town) as town,
        coalesce(counted.claim_month, padded.claim_month) as claim_month,
        case
            when padded.extra is not null
                then coalesce(meals, 0) + greatest(padded.extra, cast(coalesce(meals, 0) // 10 as int) + 1)
            when chance_of(counted.centre_name, counted.claim_month, 'claim', 10) = 0
                then cast(floor(meals * 1.04) as int)
            when chance_of(counted.centre_name, counted.claim_month, 'claim', 10) = 1 then meals - 1
            else meals
        end as claimed_meals
    from counted_meals as counted
    full join padded_claims as padded
        on counted.centre_name = padded.centre_name and counted.claim_month = padded.claim_month
)
where claimed_meals > 0
