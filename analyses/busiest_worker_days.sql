-- One row is a worker and a day of visits.
-- Answers: which workers visit more homes in a day than can be?
select
    worker_id_number,
    worker_name,
    service_date,
    count(*) as visits,
    count(distinct id_number) as clients,
    min(start_time) as first_start,
    max(end_time) as last_end,
    sum(amount) as amount
from {{ ref('stg_home_service_orders') }}
where worker_id_number is not null
group by worker_id_number, worker_name, service_date
order by visits desc, worker_id_number asc, service_date asc
limit 100
