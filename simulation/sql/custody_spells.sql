-- Adults who get nothing else from the city: detained for weeks, imprisoned, or supervised at home.
select
    id_number, name, ['羁押', '服刑', '社区矫正'][1 + p // 300 % 3] as kind, start_date,
    -- who would be released after the as-of date is still held
    nullif(least(start_date + [45, 400, 300][1 + p // 300 % 3], date '2024-01-01'), date '2024-01-01')
        as end_date
from (select *, date '2021-06-01' + chance(person, 'custody', 930) as start_date from other_adults)
where p % 300 = 7
