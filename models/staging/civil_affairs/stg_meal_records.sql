-- One row is one subsidised meal of one person, staged.
-- Answers: who had a subsidised meal at which centre on which day?
select
    centre_name,
    town,
    id_number,
    name,
    meal_date,
    meal_type,
    pickup,
    subsidy_amount,
    source_row
from {{ ref('base_meal_records') }}
where row_status = 'staged'
