-- One row is a check on what an extract brought as a whole, or in a file.
-- Answers: did it come, in time, and is all still there that came before?
with

files as (
    select extract, file_name, landed from {{ ref('base_landed_files') }}
),

extracts as (
    select extract, days_of_cadence, is_optional, landed, staged, newest_day
    from {{ ref('int_extract_arrivals') }}
),

known_deliveries as (
    {{ known_deliveries() }}
),

files_by_name as (
    select
        extract,
        {{ name_of_file('file_name') }} as name,
        max(file_name) as file_name,
        sum(landed) as landed
    from files
    group by extract, {{ name_of_file('file_name') }}
),

counted as (
    select
        'staged_rows' as check_id,
        extract,
        '' as file_name,
        staged as measured,
        staged as judged_rows,
        0 as affected
    from extracts
    where not is_optional
    union all
    select
        'landed_rows' as check_id,
        extract,
        '' as file_name,
        landed as measured,
        landed as judged_rows,
        0 as affected
    from extracts
    union all
    select
        'kept_ratio' as check_id,
        extracts.extract,
        '' as file_name,
        extracts.landed / nullif(known_deliveries.known_rows, 0) as measured,
        known_deliveries.known_rows as judged_rows,
        greatest(known_deliveries.known_rows - extracts.landed, 0) as affected
    from extracts
    inner join known_deliveries
        on extracts.extract = known_deliveries.extract
        and known_deliveries.name = ''
    union all
    select
        'file_kept_ratio' as check_id,
        files_by_name.extract,
        files_by_name.file_name,
        files_by_name.landed / nullif(known_deliveries.known_rows, 0) as measured,
        known_deliveries.known_rows as judged_rows,
        greatest(known_deliveries.known_rows - files_by_name.landed, 0) as affected
    from files_by_name
    inner join known_deliveries
        on files_by_name.extract = known_deliveries.extract
        and files_by_name.name = known_deliveries.name
    union all
    select
        'periods_late' as check_id,
        extract,
        '' as file_name,
        {{ days_between('newest_day', as_of_date()) }} / days_of_cadence as measured,
        staged as judged_rows,
        0 as affected
    from extracts
    union all
    select
        'file_rows' as check_id,
        files.extract,
        files.file_name,
        files.landed as measured,
        median(files.landed) over (partition by files.extract) as judged_rows,
        0 as affected
    from files
    inner join extracts
        on files.extract = extracts.extract
    where not extracts.is_optional
)

select
    check_id,
    extract,
    file_name,
    cast(null as date) as month,
    '' as item,
    cast(measured as double) as measured,
    cast(judged_rows as bigint) as judged_rows,
    cast(affected as bigint) as affected
from counted
where measured is not null
