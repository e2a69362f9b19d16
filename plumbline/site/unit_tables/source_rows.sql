-- One row is a delivered row that such an alert rests on, with whom it names.
select
    alerts.alert_key,
    told.extract_zh,
    told.source_row,
    told.first_day,
    told.last_day,
    coalesce(told.place, told.program) as place,
    told.amount,
    array_to_string(told.names, '、') as names,
    array_to_string(told.person_ids, '、') as person_ids
from warehouse.marts.alert_rows as told
inner join bi.alerts as alerts
    on told.alert_id = alerts.alert_id
