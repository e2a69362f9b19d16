-- One row is a month touched by a person's spell in a minimum-living family.
-- Answers: in which months did somebody belong to a family on minimum living?
select
    person_id,
    family_no,
    category,
    {{ each_month(month_of('start_date'), month_of('end_date')) }} as month,
    start_date,
    end_date,
    source_row
from {{ ref('int_minimum_living_spells') }}
