-- Minimum-living money to the head of each family, destitute support, and care fees at home.
select
    '低保金' as program, id_number, name, town, month_first as pay_month, month_first + 19 as paid_date,
    cast(820 as decimal(14, 2)) as amount, 'DB' || ym || lpad(cast(p as varchar), 7, '0') as voucher_no,
    account_of(household_no) as payee_account
from family_members
cross join months
where months.month_first between date '$first' and date '$last' and p < $on_minimum_living and p % 3 = 0
union all
select
    '特困供养金', id_number, name, town, month_first, month_first + 19,
    cast(1430 as decimal(14, 2)), 'TK' || ym || lpad(cast(p as varchar), 7, '0'), account_of(household_no)
from destitute
cross join months
where months.month_first between date '$first' and date '$last' and p % 2 = 0 and is_owed(death_date, month_first)
union all
select
    '分散供养照料护理费', id_number, name, town, month_first, month_first + 19,
    cast(440 as decimal(14, 2)), 'HL' || ym || lpad(cast(p as varchar), 7, '0'), account_of(household_no)
from destitute
cross join months
where months.month_first between date '$first' and date '$last' and p % 4 = 0 and is_owed(death_date, month_first)
