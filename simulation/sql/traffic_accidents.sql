-- One accident each; few of them fatal.
select
    'JT' || year(accident_date) || lpad(cast(p as varchar), 9, '0') as accident_no, id_number, name,
    accident_date,
    case
        when chance(person, 'injury', 1000) < 2 then '死亡'
        else ['无伤', '轻伤', '轻伤', '重伤'][1 + chance(person, 'injury', 4)]
    end as injury,
    case when p % 3 = 0 then cast(300 + chance(person, 'paid', 9000) as decimal(14, 2)) end as compensation,
    case when p % 3 = 0 then nullif(
        least(accident_date + 60, date '2024-01-01'), date '2024-01-01'
    ) end as compensation_date
from (
    select *, date '2022-01-01' + chance(person, 'accident', 730) as accident_date from road_users
)
where accident_date between date '$first' and date '$last'
