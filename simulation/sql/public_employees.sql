-- Teachers, doctors and clerks.
select
    ['样例小学', '样例中学', '样例镇政府', '样例卫生院', '样例水务站'][1 + p % 5] || numerals(1 + p // 250)
        as employer,
    id_number, name, ['科员', '教师', '医师', '主任'][1 + chance(person, 'post', 4)] as post,
    date '1995-01-01' + chance(person, 'start', 9800) as start_date,
    case when p % 20 = 7 then date '2023-02-28' end as end_date
from public_employees
