-- One row is a run of days of an alert; what places the person first, payments last.
select *
from bi.alert_days
order by
    alert_key,
    case kind when 'death' then 1 when 'presence' then 2 when 'record' then 3 else 4 end,
    extract,
    place,
    first_day,
    last_day
