-- The residents of the homes.
select
    institution_name, id_number, name, town, checkin_date, checkout_date,
    case when p % 7 = 3 then null else cast(30 as decimal(14, 2)) end as daily_subsidy
from homes('residents')
