-- One row is a case about which money was told.
-- Answers: how much did the check find and how much came in, and since when?
with

totals as (
    select
        case_id,
        money_kind,
        sum(amount) as amount,
        max(money_date) as told_on
    from {{ ref('int_case_money') }}
    group by case_id, money_kind
),

-- found is the most that was named, asked back or brought in; of equals what came first
found as (
    select
        case_id,
        amount as found_amount,
        told_on as found_on
    from totals
    qualify
        row_number() over (
            partition by case_id order by amount desc, told_on asc, money_kind asc
        ) = 1
),

recovered as (
    select case_id, amount, told_on
    from totals
    where money_kind = 'recovered'
)

select
    found.case_id,
    cast(found.found_amount as decimal(14, 2)) as found_amount,
    found.found_on,
    cast(coalesce(recovered.amount, 0) as decimal(14, 2)) as recovered_amount,
    recovered.told_on as recovered_on
from found
left join recovered
    on found.case_id = recovered.case_id
