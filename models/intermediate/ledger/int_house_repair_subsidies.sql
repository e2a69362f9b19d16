-- One row is one repair subsidy paid for one house.
-- Answers: how much was paid to repair this house, and when?
with

assessments as (
    select
        house_no,
        id_number as person_id,
        town,
        subsidy_date,
        subsidy_amount,
        source_row,
        -- it stands on every assessment of the house; the newest tells its amount
        row_number() over (
            partition by house_no, subsidy_date
            order by assessed_date desc, source_row desc
        ) as rank_of_assessment
    from {{ ref('stg_dilapidated_houses') }}
    where subsidy_date is not null and subsidy_amount is not null
)

select
    house_no,
    person_id,
    town,
    subsidy_date,
    subsidy_amount,
    source_row
from assessments
where rank_of_assessment = 1
