-- One row is a person with a death day after which there are signs of life.
-- Answers: of whom must an officer first ask whether they live?
select
    person_id,
    death_date,
    count(distinct sign_date) as sign_days,
    min(sign_date) as first_sign_date,
    max(sign_date) as last_sign_date,
    {{ collected_list('source_row') }} as source_rows
from {{ ref('int_signs_of_life') }}
group by person_id, death_date
