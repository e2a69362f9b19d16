-- One allowance a month to the elders at home, paid on its 12th; one in fifty is held up and paid two months
-- later. The other people of 80 draw it once a quarter, each in an own month.
select
    id_number,
    name,
    town,
    pay_month,
    paid_date,
    cast(case when pay_month > birth + 32872 then 120 else 60 end as decimal(14, 2)) as amount,
    'GL' || year(pay_month) * 100 + month(pay_month) || lpad(cast(p as varchar), 7, '0') as voucher_no
from (
    -- a month's file holds what was paid in it, for this month or an earlier one
    select
        elders_at_home.*,
        cast(month_first - to_months(delay.months) as date) as pay_month,
        month_first + 11 as paid_date,
        delay.months as months
    from elders_at_home
    cross join (values (0), (2)) as delay(months)
    cross join months
    where months.month_first between date '$first' and date '$last'
)
where
    is_owed(death_date, pay_month)
    and pay_month >= date '2022-01-01'
    and (chance_of(person, pay_month, 'held up', 50) = 0) = (months = 2)
union all
select
    id_number,
    name,
    town,
    month_first as pay_month,
    month_first + 11 as paid_date,
    cast(180 as decimal(14, 2)) as amount,
    'GJ' || ym || lpad(cast(person as varchar), 10, '0') as voucher_no
from everybody
inner join months
    on (month_no + chance(person, 'quarter', 3)) % 3 = 0
    and months.month_first between date '$first' and date '$last'
where
    birth + to_years(80) <= month_last
    and is_owed(death_date, month_first)
    and person not in (select person from elders_at_home)
