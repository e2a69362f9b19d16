-- One row is a minimum-living standard and the days it is in force.
-- Answers: which standard was in force on a day?
select
    valid_from,
    lead(valid_from) over (order by valid_from) as valid_before,
    yuan_a_month
from {{ ref('minimum_living_standards') }}
