-- People behind the contractors of care and funeral projects; none is in public employment.
select
    'XM' || lpad(cast(p // 4 as varchar), 6, '0') as project_no,
    case when p // 4 % 4 = 3 then '殡葬' else '养老服务' end as project_kind,
    '样例' || numerals(1 + p // 4) || '号为老服务公司' as contractor, id_number, name,
    ['法定代表人', '股东', '高管', '股东'][1 + p % 4] as role,
    date '2020-01-01' + chance(p // 4, 'contract', 900) as start_date,
    case when p // 4 % 3 > 0 then date '2023-12-31' end as end_date,
    cast(180000 as decimal(14, 2)) as contract_amount
from contractors
