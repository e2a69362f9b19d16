-- One row is a delivered row that was rejected.
-- Answers: which rows must the department send again, and what is wrong with them?
{%- for extract in var('extracts') %}
select
    '{{ extract }}' as extract,
    file_name,
    row_number,
    reasons,
    {{ reason_titles(extract) }} as reason_titles,
    landed_text
from {{ ref('base_' ~ extract) }}
where row_status = 'rejected'
{%- if not loop.last %}
union all
{%- endif %}
{%- endfor %}
