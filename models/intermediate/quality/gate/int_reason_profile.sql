-- One row is a delivered file and a reason for which rows of it were rejected.
-- Answers: how many rows of which file fall to which fault?
with

reasons_of_rows as (
    {%- for extract in var('extracts') %}
    select
        '{{ extract }}' as extract,
        file_name,
        {{ each_value('reasons') }} as reason
    from {{ ref('base_' ~ extract) }}
    where row_status = 'rejected'
    {%- if not loop.last %}
    union all
    {%- endif %}
    {%- endfor %}
)

select
    extract,
    file_name,
    reason,
    count(*) as rejected
from reasons_of_rows
group by extract, file_name, reason
