-- No sentence of the masked surface names whom its alert is about, also where the case
-- was forgotten and the alert still stands. Returns the alerts whose sentence does.
select masked.alert_key
from {{ ref('bi_alerts') }} as masked
inner join {{ ref('alert_masks') }} as masks
    on masked.alert_key = masks.alert_key
inner join {{ ref('red_alerts') }} as alerts
    on masks.alert_id = alerts.alert_id
where
    masks.person_key is not null
    and length(alerts.subject_name) >= 2
    and contains(masked.reason, alerts.subject_name)
