-- One row is a check on one column of one delivered file.
-- Answers: is the column as full as it is in the other files?
with

columns_of_files as (
    select
        extract,
        file_name,
        header,
        filled / nullif(expected_filled, 0) as measured,
        expected_filled,
        greatest(expected_filled - filled, 0) as affected
    from {{ ref('int_column_profile') }}
    -- an end that has not come yet is rightly empty, unless nobody could enter it
    where is_absent or not is_day
)

select
    'filled_ratio' as check_id,
    extract,
    file_name,
    cast(null as date) as month,
    header as item,
    measured,
    cast(expected_filled as bigint) as judged_rows,
    cast(affected as bigint) as affected
from columns_of_files
where measured is not null
