-- One row is a programme.
-- Answers: where are sums rounder than the standards that they follow would give?
select
    program,
    count(*) as payments,
    count(distinct amount) as sums,
    round(avg(cast(amount % 10 = 0 as int)), 3) as share_of_tens,
    round(avg(cast(amount % 100 = 0 as int)), 3) as share_of_hundreds,
    round(avg(cast(amount % 1000 = 0 as int)), 3) as share_of_thousands,
    mode(amount) as commonest_sum
from {{ ref('int_subsidy_ledger') }}
where amount > 0
group by program
order by share_of_hundreds desc, program asc
