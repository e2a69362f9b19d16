-- One row is a delivered row that counts.
-- Answers: of which days, which place and which persons does this row tell?
{%- for told in told_of_extracts() %}
select
    '{{ told.extract }}' as extract,
    '{{ told.extract_zh }}' as extract_zh,
    {{ told.first_day }} as first_day,
    {{ told.last_day }} as last_day,
    {{ told.place }} as place,
    {{ present_values(told.ids) }} as person_ids,
    {{ present_values(told.names) }} as names,
    source_row
from {{ ref('stg_' ~ told.extract) }}
{%- if not loop.last %}
union all
{%- endif %}
{%- endfor %}
