-- One row is a place and a month with complaints about it.
-- Answers: where do people complain, and of how much of it did no rule see anything?
select
    reported_place,
    {{ month_of('received_date') }} as month,
    count(*) as complaints,
    count(*) filter (where complaint_channel = '12345') as on_hotline,
    count(distinct topic_code) as topics,
    max(alerts) as alerts,
    count(*) filter (where is_missed) as missed,
    max(received_date) as last_received_on
from {{ ref('complaint_alerts') }}
group by reported_place, {{ month_of('received_date') }}
