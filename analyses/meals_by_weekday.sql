-- One row is a centre and a day of the week.
-- Answers: which centre serves on days on which it should be closed?
select
    centre_name,
    isodow(meal_date) as weekday,
    count(distinct meal_date) as days,
    count(*) as meals,
    round(count(*) / sum(count(*)) over (partition by centre_name), 3) as share
from {{ ref('stg_meal_records') }}
group by centre_name, isodow(meal_date)
order by centre_name asc, weekday asc
