-- One row is a programme and a first digit of its sums.
-- Answers: do sums that nobody fixes follow Benford's law? Fixed rates never do.
with

digits as (
    select
        program,
        cast(left(ltrim(cast(amount as varchar), '0.'), 1) as int) as first_digit
    from {{ ref('int_subsidy_ledger') }}
    where amount > 0
),

counted as (
    select
        program,
        first_digit,
        count(*) as payments
    from digits
    group by program, first_digit
)

select
    program,
    first_digit,
    payments,
    round(payments / sum(payments) over (partition by program), 4) as share,
    round(log10(1 + 1 / first_digit), 4) as benford_share
from counted
order by program asc, first_digit asc
