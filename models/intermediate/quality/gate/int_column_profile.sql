-- One row is a delivered file and a column that may be empty.
-- Answers: did a column fall silent that used to hold something?
with

filled_columns as (
    {%- for extract in var('extracts') %}
    {{ optional_columns(extract) }}
    {%- if not loop.last %}
    union all
    {%- endif %}
    {%- endfor %}
),

absent_columns as (
    select
        extract,
        file_name,
        {{ each_value('absent_columns') }} as header
    from {{ ref('base_landed_files') }}
),

beside_other_files as (
    select
        extract,
        file_name,
        regexp_replace(file_name, '[[][^]]*[]]$', '') as file,
        header,
        is_day,
        landed,
        filled,
        sum(landed) over (partition by extract, header) - landed as landed_elsewhere,
        sum(filled) over (partition by extract, header) - filled as filled_elsewhere
    from filled_columns
)

select
    beside_other_files.extract,
    beside_other_files.file_name,
    beside_other_files.header,
    beside_other_files.is_day,
    absent_columns.header is not null as is_absent,
    beside_other_files.landed,
    beside_other_files.filled,
    -- as many as there would be if this file were like the others
    beside_other_files.landed * beside_other_files.filled_elsewhere
    / nullif(beside_other_files.landed_elsewhere, 0) as expected_filled
from beside_other_files
left join absent_columns
    on beside_other_files.extract = absent_columns.extract
    and absent_columns.file_name in (
        beside_other_files.file_name, beside_other_files.file
    )
    and beside_other_files.header = absent_columns.header
