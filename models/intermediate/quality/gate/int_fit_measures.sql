-- One row is a check on how one delivered file fits what else is known.
-- Answers: are these our people, the month the file names, the sum it states?
with

profile as (
    select
        *,
        -- the month or the year that the file's name speaks of, if it speaks of one
        list_distinct(regexp_extract_all(file_name, '20[0-9]{2}')) as named_years,
        regexp_extract(
            file_name, '20[0-9]{2}[年._-]?(0?[1-9]|1[0-2])月?([.（(]|$)', 1
        ) as named_month
    from {{ ref('int_delivery_profile') }}
),

steady_extracts as (
    select extract
    from {{ ref('int_extract_contracts') }}
    where is_steady
),

people as (
    select
        extract,
        file_name,
        sum(with_id) as with_id,
        sum(in_register) as in_register,
        sum(named_in_register) as named_in_register,
        sum(named_as_registered) as named_as_registered
    from profile
    where extract != 'household_register'
    group by extract, file_name
),

periods as (
    select
        profile.extract,
        profile.file_name,
        sum(profile.landed) as dated,
        sum(profile.landed) filter (
            where
            year(profile.month) != cast(profile.named_years[1] as integer)
            or month(profile.month) != try_cast(profile.named_month as integer)
        ) as outside
    from profile
    inner join steady_extracts
        on profile.extract = steady_extracts.extract
    where profile.month is not null and len(profile.named_years) = 1
    group by profile.extract, profile.file_name
),

-- a sum stands in a landed row, or in a note below the data, which does not land
totals as (
    select
        profile.extract,
        profile.file_name,
        sum(profile.landed) as landed,
        sum(profile.delivered_yuan) as delivered_yuan,
        coalesce(sum(profile.totalled_yuan), max(noted_totals.yuan)) as stated_yuan
    from profile
    left join {{ ref('int_noted_totals') }} as noted_totals
        on profile.extract = noted_totals.extract
        and profile.file_name = noted_totals.file_name
    group by profile.extract, profile.file_name
),

counted as (
    select
        'register_share' as check_id,
        extract,
        file_name,
        '' as item,
        in_register / nullif(with_id, 0) as measured,
        with_id as judged_rows,
        with_id - in_register as affected
    from people
    union all
    select
        'name_share' as check_id,
        extract,
        file_name,
        '' as item,
        named_as_registered / nullif(named_in_register, 0) as measured,
        named_in_register as judged_rows,
        named_in_register - named_as_registered as affected
    from people
    union all
    select
        'outside_period_share' as check_id,
        extract,
        file_name,
        '' as item,
        coalesce(outside, 0) / dated as measured,
        dated as judged_rows,
        coalesce(outside, 0) as affected
    from periods
    union all
    select
        'totals_gap' as check_id,
        extract,
        file_name,
        '' as item,
        abs(stated_yuan - delivered_yuan) / stated_yuan as measured,
        landed as judged_rows,
        0 as affected
    from totals
    where stated_yuan > 0
)

select
    check_id,
    extract,
    file_name,
    cast(null as date) as month,
    item,
    measured,
    cast(judged_rows as bigint) as judged_rows,
    cast(affected as bigint) as affected
from counted
where measured is not null
