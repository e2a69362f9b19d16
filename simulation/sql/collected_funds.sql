-- A sum a month by each collector, handed over within four weeks, or not due yet.
select
    'PJ' || ym || lpad(cast(p as varchar), 6, '0') as receipt_no,
    '样例' || numerals(1 + p // 10) || '号市场管理处' as unit, id_number as collector_id_number,
    name as collector_name, collected_date,
    cast(300 + chance_of(person, month_no, 'sum', 4700) as decimal(14, 2)) as amount,
    case when handed_over <= date '2023-12-31' then handed_over end as remitted_date,
    cast(null as decimal(14, 2)) as remitted_amount
from (
    select
        *,
        month_first + chance_of(person, month_no, 'collects', 28) as collected_date,
        month_first + chance_of(person, month_no, 'collects', 28)
            + 1 + chance_of(person, month_no, 'hands over', 27) as handed_over
    from collectors
    cross join months
    where months.month_first between date '$first' and date '$last'
)
