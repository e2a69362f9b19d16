-- One row is an extract that the city gets.
-- Answers: how much of it came, and up to which day?
with

contracts as (
    select extract, days_of_cadence, is_optional
    from {{ ref('int_extract_contracts') }}
    where is_delivered
),

files as (
    select extract, purged from {{ ref('base_landed_files') }}
),

months as (
    select
        extract,
        month,
        sum(staged) as staged,
        max(newest_day) as newest_day,
        median(sum(staged)) over (partition by extract) as usual_rows
    from {{ ref('int_delivery_profile') }}
    where month is not null
    group by extract, month
),

-- a few stray rows do not make an extract fresh
newest_days as (
    select
        extract,
        max(newest_day) as newest_day
    from months
    where staged >= usual_rows / 10
    group by extract
),

-- what was purged has come, and is not missing
purged as (
    select
        extract,
        sum(purged) as purged
    from files
    group by extract
)

select
    contracts.extract,
    contracts.days_of_cadence,
    contracts.is_optional,
    cast(
        coalesce(sum(profile.landed), 0) + coalesce(max(purged.purged), 0) as bigint
    ) as landed,
    cast(coalesce(sum(profile.staged), 0) as bigint) as staged,
    max(newest_days.newest_day) as newest_day
from contracts
left join {{ ref('int_delivery_profile') }} as profile
    on contracts.extract = profile.extract
left join newest_days
    on contracts.extract = newest_days.extract
left join purged
    on contracts.extract = purged.extract
group by contracts.extract, contracts.days_of_cadence, contracts.is_optional
