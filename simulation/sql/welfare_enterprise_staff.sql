-- Well paid without minimum living, or poorly paid with it.
select
    '样例' || numerals(1 + p // 60) || '号福利厂' as enterprise_name, id_number, name,
    date '2018-01-01' + chance(person, 'hired', 2000) as hired_date,
    case when p % 9 = 4 then date '2023-08-31' end as left_date,
    cast(case when p % 12 = 5 then 980 else 2680 end as decimal(14, 2)) as monthly_wage
from enterprise_staff
