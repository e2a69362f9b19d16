-- Destitute people; every fourth is cared for at home.
select
    id_number, name, town, case when p % 4 = 0 then '分散供养' else '集中供养' end as support_mode,
    date '2016-01-01' + chance(person, 'approval', 2000) as approved_date,
    death_date as stopped_date
from destitute
