-- One row is one centre's claim for one month, staged.
-- Answers: how many meals did a centre claim money for in a month?
select
    centre_name,
    town,
    claim_month,
    claimed_meals,
    claimed_amount,
    operating_subsidy,
    source_row
from {{ ref('base_centre_monthly_claims') }}
where row_status = 'staged'
