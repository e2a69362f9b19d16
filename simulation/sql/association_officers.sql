-- Each association has a chairman, a legal representative, a secretary and a supervisor.
select
    credit_code(p // 4) as credit_code, association_name(p // 4) as association_name, id_number, name,
    ['会长', '法定代表人', '秘书长', '监事'][1 + p % 4] as post,
    date '2018-01-01' + chance(p // 4, 'term', 1400) as start_date,
    case when death_date is not null then least(death_date + 30, date '2023-12-31') end as end_date,
    case when p % 4 = 2 then cast(24000 as decimal(14, 2)) end as annual_pay,
    cast(null as varchar) as approval_no
from officers
