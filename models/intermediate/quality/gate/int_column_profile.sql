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

beside_other_files as (
    select
        extract,
        file_name,
        header,
        landed,
        filled,
        sum(landed) over (partition by extract, header) - landed as landed_elsewhere,
        sum(filled) over (partition by extract, header) - filled as filled_elsewhere
    from filled_columns
)

select
    extract,
    file_name,
    header,
    landed,
    filled,
    -- as many as there would be if this file were like the others
    landed * filled_elsewhere / nullif(landed_elsewhere, 0) as expected_filled
from beside_other_files
