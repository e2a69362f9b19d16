-- One row is a check on one delivered file, for a reason also on its column.
-- Answers: which share of the file was rejected, why, or delivered twice?
with

profile as (
    select
        extract,
        file_name,
        cast(sum(landed) as bigint) as landed,
        cast(sum(rejected) as bigint) as rejected,
        cast(sum(superseded) as bigint) as superseded
    from {{ ref('int_delivery_profile') }}
    group by extract, file_name
),

files as (
    select
        profile.*,
        row_number() over (
            partition by profile.extract
            order by landed_files.delivery_order desc, profile.file_name desc
        ) as age
    from profile
    left join {{ ref('base_landed_files') }} as landed_files
        on profile.extract = landed_files.extract
        and landed_files.file_name in (
            profile.file_name, regexp_replace(profile.file_name, '[[][^]]*[]]$', '')
        )
),

rejected_for_a_reason as (
    select
        reasons.check_id,
        files.extract,
        files.file_name,
        reasons.header as item,
        sum(coalesce(profile.rejected, 0)) as affected,
        files.landed as judged_rows
    from files
    inner join {{ ref('int_contract_reasons') }} as reasons
        on files.extract = reasons.extract
    left join {{ ref('int_reason_profile') }} as profile
        on files.extract = profile.extract
        and files.file_name = profile.file_name
        and reasons.reason = profile.reason
    group by
        reasons.check_id, files.extract, files.file_name, reasons.header, files.landed
),

counted as (
    select check_id, extract, file_name, item, affected, judged_rows
    from rejected_for_a_reason
    union all
    select
        'rejected_share' as check_id,
        extract,
        file_name,
        '' as item,
        rejected as affected,
        landed as judged_rows
    from files
    union all
    -- a row of the newest file can only be superseded by one of the same file
    select
        'duplicate_share' as check_id,
        extract,
        file_name,
        '' as item,
        superseded as affected,
        landed as judged_rows
    from files
    where age = 1
)

select
    check_id,
    extract,
    file_name,
    cast(null as date) as month,
    item,
    affected / judged_rows as measured,
    judged_rows,
    cast(affected as bigint) as affected
from counted
