-- One row is a home visit by a known worker with a start and a later end.
-- Answers: from when to when was which worker at whose home?
select
    worker_id_number as worker_id,
    id_number as client_id,
    service_date,
    {{ seconds_of_day('start_time') }} as start_second,
    {{ seconds_of_day('end_time') }} as end_second,
    amount,
    source_row
from {{ ref('stg_home_service_orders') }}
where worker_id_number is not null and end_time > start_time
