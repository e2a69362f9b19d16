-- One row is a delivered file; in a workbook of several sheets, a sheet.
-- Answers: what arrived, what became of its rows, and which columns are strange?
with

files as (
    select
        extract,
        file_name,
        purged,
        content,
        encoding,
        unknown_columns,
        absent_columns
    from {{ ref('base_landed_files') }}
),

profiles as (
    select
        extract,
        file_name,
        regexp_replace(file_name, '[[][^]]*[]]$', '') as file,
        cast(sum(landed) as bigint) as landed,
        cast(sum(staged) as bigint) as staged,
        cast(sum(superseded) as bigint) as superseded,
        cast(sum(rejected) as bigint) as rejected,
        cast(sum(with_id) as bigint) as with_id,
        cast(sum(in_register) as bigint) as in_register,
        min(month) as first_month,
        max(month) as last_month
    from {{ ref('int_delivery_profile') }}
    group by extract, file_name
)

select
    {{ as_of_date() }} as as_of_date,
    contracts.provider,
    contracts.provider_zh,
    files.extract,
    contracts.extract_zh,
    coalesce(profiles.file_name, files.file_name) as file_name,
    files.encoding,
    coalesce(profiles.landed, 0) as landed,
    files.purged,
    files.content,
    coalesce(profiles.staged, 0) as staged,
    coalesce(profiles.superseded, 0) as superseded,
    coalesce(profiles.rejected, 0) as rejected,
    coalesce(profiles.with_id, 0) as with_id,
    coalesce(profiles.in_register, 0) as in_register,
    profiles.first_month,
    profiles.last_month,
    list_sort(files.unknown_columns) as unknown_columns,
    list_sort(files.absent_columns) as absent_columns
from files
inner join {{ ref('int_extract_contracts') }} as contracts
    on files.extract = contracts.extract
left join profiles
    on files.extract = profiles.extract
    and files.file_name in (profiles.file_name, profiles.file)
