-- Nursing subsidies to all whose certificate is severe, once a quarter, each in an own month; living
-- subsidies within poor families, every month.
select
    '重度残疾人护理补贴' as program, id_number, name, town,
    month_first as pay_month, month_first + 24 as paid_date,
    cast(1500 as decimal(14, 2)) as amount, 'HB' || ym || lpad(cast(p as varchar), 7, '0') as voucher_no
from certified
inner join months
    on (month_no + chance(person, 'quarter', 3)) % 3 = 0
    and months.month_first between date '$first' and date '$last'
where
    is_severe(p)
    and months.month_last >= certificate_issued(person)
union all
select
    '困难残疾人生活补贴', id_number, name, town, month_first, month_first + 24,
    cast(275 as decimal(14, 2)), 'SB' || ym || lpad(cast(p as varchar), 7, '0')
from family_members
cross join months
where
    months.month_first between date '$first' and date '$last'
    and p < $disabled_members and p % 3 = 1
