-- One row is a source of deaths and a year.
-- Answers: how long do payments run on before anybody can know of a death?
select
    source,
    year(death_date) as year_of_death,
    count(*) as deaths,
    count(registered_date) as with_day_of_registration,
    median(registered_date - death_date) as median_days,
    quantile_cont(registered_date - death_date, 0.9) as days_of_nine_in_ten,
    count(*) filter (where registered_date - death_date > 30) as later_than_30_days
from {{ ref('stg_deaths') }}
group by source, year(death_date)
order by source asc, year_of_death asc
