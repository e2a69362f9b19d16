-- One row is an alert and an extract whose rows it rests on.
-- Answers: on how many rows of which extract does the alert rest?
select
    masks.alert_key,
    alert_rows.extract,
    alert_rows.extract_zh,
    count(*) as source_rows
from {{ ref('alert_rows') }} as alert_rows
inner join {{ ref('alert_masks') }} as masks
    on alert_rows.alert_id = masks.alert_id
group by masks.alert_key, alert_rows.extract, alert_rows.extract_zh
