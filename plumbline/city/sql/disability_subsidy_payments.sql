-- Nursing subsidies to holders of old severe certificates, living subsidies within poor families.
select
    '重度残疾人护理补贴' as program, id_number, name, town,
    date '$first' as pay_month, date '$first' + 24 as paid_date,
    cast(500 as decimal(14, 2)) as amount, 'HB$ym' || lpad(cast(p as varchar), 7, '0') as voucher_no
from certified
where p < $nursed and grade_at(p) <= 2
union all
select
    '困难残疾人生活补贴', id_number, name, town, date '$first', date '$first' + 24,
    cast(275 as decimal(14, 2)), 'SB$ym' || lpad(cast(p as varchar), 7, '0')
from family_members
where p < $disabled_members and p % 3 = 1
