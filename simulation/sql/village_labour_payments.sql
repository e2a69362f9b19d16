-- Whole days of work in the own village, or a monthly wage; nobody has both.
select
    'WG' || ym || lpad(cast(p as varchar), 7, '0') || n as payment_no,
    town || '样例' || numerals(1 + p % 20) || '村' as village, town, id_number, name, '按天' as pay_basis,
    work_start, work_start + days as work_end,
    case when p % 5 > 0 then cast(8 * (days + 1) as double) end as hours,
    cast(150 * (days + 1) as decimal(14, 2)) as amount
from (
    select
        day_labourers.*, n, ym,
        month_first + cast(13 * n + chance_of(person, month_no * 2 + n, 'work', 8) as int) as work_start,
        chance_of(person, month_no * 2 + n, 'work days', 5) as days
    from day_labourers
    cross join range(2) as jobs(n)
    cross join months
    where months.month_first between date '$first' and date '$last' and chance_of(person, month_no * 2 + n, 'works', 10) < 6 + 3 * (1 - n)
)
where is_alive(death_date, work_start + days)
union all
select
    'WY' || ym || lpad(cast(p as varchar), 7, '0'), town || '样例' || numerals(1 + p % 20) || '村', town,
    id_number, name, '按月', month_first, month_last, null, 1900
from month_labourers
cross join months
where months.month_first between date '$first' and date '$last' and is_alive(death_date, month_last)
