-- Families of three; those on minimum living have been so since before the window.
select
    'DB' || lpad(cast(p // 3 as varchar), 7, '0') as family_no, id_number, name,
    ['户主', '配偶', '子女'][1 + p % 3] as relation, town,
    case when p < $on_minimum_living then '低保' else '低保边缘' end as category,
    case
        when p < $on_minimum_living then date '2016-01-01' + chance(p // 3, 'family', 2100)
        else date '2016-01-01' + chance(p // 3, 'family', 2900)
    end as start_date,
    cast(null as date) as end_date
from family_members
union all
-- staff of welfare enterprises with a wage below the standard
select 'DF' || lpad(cast(p as varchar), 7, '0'), id_number, name, '户主', town, '低保', date '2021-06-01', null
from enterprise_staff
where p % 12 = 5
