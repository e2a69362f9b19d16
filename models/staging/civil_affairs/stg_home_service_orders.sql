-- One row is one visit to one client by one worker, staged.
-- Answers: who visited whom at home on which day, at what hours and cost?
select
    order_no,
    id_number,
    name,
    town,
    service_date,
    start_time,
    end_time,
    worker_name,
    worker_id_number,
    service_item,
    amount,
    source_row
from {{ ref('base_home_service_orders') }}
where row_status = 'staged'
