-- One row is a check on a month of a steady extract, perhaps on one of its towns.
-- Answers: is the month, or the town in it, missing, or unlike the six months before?
with

months as (
    select extract, month, delivered_rows, yuan, usual_rows, usual_yuan
    from {{ ref('int_month_profile') }}
    where months_known >= 3
),

towns as (
    select
        extract,
        month,
        town,
        delivered_rows,
        usual_rows,
        rows_of_month,
        delivered_rows / nullif(rows_of_month, 0) as share,
        rows_before / nullif(rows_of_months_before, 0) as share_before
    from {{ ref('int_town_profile') }}
    where months_known >= 3
),

counted as (
    select
        'month_rows' as check_id,
        extract,
        month,
        '' as item,
        delivered_rows as measured,
        usual_rows as judged_rows
    from months
    union all
    select
        'month_rows_ratio' as check_id,
        extract,
        month,
        '' as item,
        delivered_rows / nullif(usual_rows, 0) as measured,
        usual_rows as judged_rows
    from months
    where delivered_rows > 0
    union all
    select
        'month_yuan_ratio' as check_id,
        extract,
        month,
        '' as item,
        yuan / nullif(usual_yuan, 0) as measured,
        usual_rows as judged_rows
    from months
    where delivered_rows > 0
    union all
    select
        'town_rows' as check_id,
        extract,
        month,
        town as item,
        delivered_rows as measured,
        usual_rows as judged_rows
    from towns
    where rows_of_month > 0
    union all
    -- half the sum of what the towns' shares moved: 0 is as before, 1 is all elsewhere;
    -- a sum of decimals is the same in any order of the rows
    select
        'town_shift' as check_id,
        extract,
        month,
        '' as item,
        sum(cast(abs(share - share_before) as decimal(18, 15))) / 2 as measured,
        max(rows_of_month) as judged_rows
    from towns
    group by extract, month
)

select
    check_id,
    extract,
    '' as file_name,
    month,
    item,
    cast(measured as double) as measured,
    cast(judged_rows as bigint) as judged_rows,
    cast(0 as bigint) as affected
from counted
where measured is not null
