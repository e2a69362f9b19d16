-- One row is an extract that comes month by month, and a month of it, gaps too.
-- Answers: did the month bring what the six months before it let expect?
with

contracts as (
    select extract
    from {{ ref('int_extract_contracts') }}
    where is_steady or cadence = 'week'
),

delivered_months as (
    select
        profile.extract,
        profile.month,
        sum(profile.staged) as delivered_rows,
        sum(profile.staged_yuan) as yuan
    from {{ ref('int_delivery_profile') }} as profile
    inner join contracts
        on profile.extract = contracts.extract
    where profile.staged > 0
    group by profile.extract, profile.month
),

months_in_sight as (
    select
        extract,
        {{ each_month('min(month)', 'max(month)') }} as month
    from delivered_months
    group by extract
),

without_gaps as (
    select
        months_in_sight.extract,
        months_in_sight.month,
        cast(coalesce(delivered_months.delivered_rows, 0) as bigint) as delivered_rows,
        coalesce(delivered_months.yuan, 0) as yuan
    from months_in_sight
    left join delivered_months
        on months_in_sight.extract = delivered_months.extract
        and months_in_sight.month = delivered_months.month
)

select
    extract,
    month,
    delivered_rows,
    yuan,
    median(delivered_rows) over months_before as usual_rows,
    median(yuan) over months_before as usual_yuan,
    count(*) over months_before as months_known
from without_gaps
-- the month under way is not over
where last_day(month) <= {{ as_of_date() }}
window months_before as (
    partition by extract order by month rows between 6 preceding and 1 preceding
)
