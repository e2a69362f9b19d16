-- A quarter's support to each migrant, paid in the quarter's last month on the household's account.
select
    id_number, name, town, month_first as pay_month, month_first + 70 as paid_date,
    cast(150 as decimal(14, 2)) as amount, account_of(household_no) as payee_account
from migrants
cross join months
where month_first between date '$first' and date '$last' and month_no % 3 = 0 and is_owed(death_date, month_first)
