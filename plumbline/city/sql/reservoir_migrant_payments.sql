-- A quarter's support to each migrant, paid in the quarter's last month.
select
    id_number, name, town, date '$first' as pay_month, date '$first' + 70 as paid_date,
    cast(150 as decimal(14, 2)) as amount
from migrants
where is_owed(death_date, date '$first')
