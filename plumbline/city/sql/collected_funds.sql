-- A sum a month by each collector, handed over within four weeks, or not due yet.
select
    'PJ$ym' || lpad(cast(p as varchar), 6, '0') as receipt_no,
    '样例' || numerals(1 + p // 10) || '号市场管理处' as unit, id_number as collector_id_number,
    name as collector_name, collected_date,
    cast(300 + chance_of(person, $month, 'sum', 4700) as decimal(14, 2)) as amount,
    case when handed_over <= date '2023-12-31' then handed_over end as remitted_date,
    cast(null as decimal(14, 2)) as remitted_amount
from (
    select
        *,
        date '$first' + chance_of(person, $month, 'collects', 28) as collected_date,
        date '$first' + chance_of(person, $month, 'collects', 28)
            + 1 + chance_of(person, $month, 'hands over', 27) as handed_over
    from collectors
)
