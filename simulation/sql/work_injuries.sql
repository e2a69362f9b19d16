-- Recognised injuries; every third with a nursing fee.
select
    'GS' || lpad(cast(p as varchar), 7, '0') as case_no, id_number, name, recognised_date,
    case when p % 3 = 0 then recognised_date + 30 end as nursing_fee_start,
    cast(null as date) as nursing_fee_end,
    case when p % 3 = 0 then cast(2150 as decimal(14, 2)) end as monthly_nursing_fee
from (select *, date '2017-01-01' + chance(person, 'injury', 2500) as recognised_date from injured)
