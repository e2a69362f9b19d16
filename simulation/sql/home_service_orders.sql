-- Six visits a month to each client, by one worker at one hour; none while the client lies in hospital.
select
    'SM' || year(service_date) * 100 + month(service_date) || '-' || clients.p || '-' || n as order_no,
    clients.id_number,
    clients.name,
    clients.town,
    service_date,
    rounds.start_time,
    rounds.end_time,
    workers.name as worker_name,
    workers.id_number as worker_id_number,
    ['助洁', '助浴', '助医', '陪聊'][1 + (clients.p + n) % 4] as service_item,
    cast(45 as decimal(14, 2)) as amount
from (
    select
        elders_at_home.*,
        n,
        month_first + cast(4 * n + chance_of(person, month_no * 6 + n, 'visit', 4) as int) as service_date
    from elders_at_home
    cross join range(6) as visits(n)
    cross join months
    where p < $clients and months.month_first between date '$first' and date '$last'
) as clients
inner join care_workers as workers on workers.p = clients.p // 5
inner join rounds on rounds.place = clients.p % 5
where is_alive(clients.death_date, service_date) and not lies_in_hospital(clients.person, service_date, $ill)
