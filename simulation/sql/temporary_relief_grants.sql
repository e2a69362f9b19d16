-- Each handler approves eighteen grants a year at most, none of them near the limit.
select
    'LS' || year(approved_date) || lpad(cast(p as varchar), 7, '0') as grant_no, id_number, name,
    town_name(1 + p % $handlers % 14) as town,
    ['疾病', '火灾', '其他', '交通事故'][1 + p % 4] as reason, approved_date,
    cast(100 * (5 + chance(person, 'grant', 39)) as decimal(14, 2)) as amount,
    case when p % 5 = 4 then null else '经' || numerals(1 + p % $handlers) end as handler
from (
    select
        *,
        make_date(cast(2022 + p // $handlers % 2 as int), 1, 1) + chance(person, 'approval', 365) as approved_date
    from grantees
)
