-- One row is a day centre and a month of which it delivered meals.
-- Answers: how many meals did the centre serve that month, and to how many people?
select
    centre_name,
    {{ month_of('meal_date') }} as month,
    count(*) as meals,
    count(distinct id_number) as diners,
    {{ collected_list('source_row') }} as source_rows
from {{ ref('stg_meal_records') }}
group by centre_name, {{ month_of('meal_date') }}
