-- One row is a day centre that ever claimed money, with its newest claim's town.
-- Answers: which town looks after this centre?
with

claims as (
    select
        centre_name,
        town,
        row_number() over (
            partition by centre_name
            order by claim_month desc, source_row desc
        ) as age_rank
    from {{ ref('stg_centre_monthly_claims') }}
)

select centre_name, town
from claims
where age_rank = 1
