-- One row is an extract (no name), or its files of one name.
-- Answers: how many rows are known to have come, unless a steward accepted fewer?
{{ config(materialized='incremental', schema='history', full_refresh=false,
    post_hook='{{ undo_in_replay(this) }}',
    incremental_strategy='delete+insert', unique_key=['extract', 'name'],
    on_schema_change='fail') }}
with

files as (
    select
        extract,
        {{ name_of_file('file_name') }} as name,
        sum(landed) as landed,
        sum(purged) as purged
    from {{ ref('base_landed_files') }}
    group by extract, {{ name_of_file('file_name') }}
),

landed as (
    select
        accounting.extract,
        '' as name,
        accounting.landed + coalesce(sum(files.purged), 0) as landed
    from {{ ref('row_accounting') }} as accounting
    left join files
        on accounting.extract = files.extract
    group by accounting.extract, accounting.landed
    union all
    select extract, name, landed
    from files
),

accepted as (
    select distinct
        extract,
        case check_id
            when 'file_kept_ratio' then {{ name_of_file('file_name') }} else ''
        end as name
    from {{ ref('quality_findings') }}
    where outcome = 'accepted' and check_id in ('kept_ratio', 'file_kept_ratio')
),

known as (
    {{ known_deliveries() }}
)

select
    landed.extract,
    landed.name,
    cast(
        case
            when accepted.extract is not null then landed.landed
            else greatest(landed.landed, coalesce(known.known_rows, 0))
        end as bigint
    ) as known_rows
from landed
left join accepted
    on landed.extract = accepted.extract
    and landed.name = accepted.name
left join known
    on landed.extract = known.extract
    and landed.name = known.name
