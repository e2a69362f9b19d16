-- A course of one to four weeks each.
select
    'KF' || lpad(cast(p as varchar), 7, '0') as treatment_no, id_number, name, '样例康复中心' as organisation,
    start_date, start_date + 7 + chance(person, 'course', 21) as end_date,
    cast(1800 as decimal(14, 2)) as subsidy_amount
from (select *, date '2022-01-01' + chance(person, 'start', 700) as start_date from in_rehabilitation)
