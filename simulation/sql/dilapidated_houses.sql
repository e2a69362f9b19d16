-- Found dilapidated; two in three repaired with a subsidy, and sound when assessed again.
select
    'WF' || lpad(cast(p as varchar), 7, '0') as house_no, id_number, name, town,
    ['C', 'D'][1 + p % 2] as grade, found as assessed_date,
    cast(null as decimal(14, 2)) as subsidy_amount, cast(null as date) as subsidy_date
from (select *, date '2017-01-01' + chance(person, 'found', 1800) as found from house_heads)
union all
select
    'WF' || lpad(cast(p as varchar), 7, '0'), id_number, name, town, ['A', 'B'][1 + p % 2],
    date '2017-01-01' + chance(person, 'found', 1800) + 400, 18000,
    date '2017-01-01' + chance(person, 'found', 1800) + 150
from house_heads
where p % 3 > 0
