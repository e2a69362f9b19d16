-- One row is a delivered row that counts, and a person whom it names.
-- Answers: what do all departments know of this person?
{%- for told in told_of_extracts() if told.id_headers %}
{%- set is_last = loop.last %}
{%- for id, header in told.id_headers.items() %}
select
    {{ id }} as person_id,
    {{ told.first_day }} as first_day,
    {{ told.last_day }} as last_day,
    '{{ told.extract }}' as extract,
    '{{ told.extract_zh }}' as extract_zh,
    '{{ header }}' as named_as,
    {{ told.place }} as place,
    cast({{ told.amount }} as decimal(14, 2)) as amount,
    source_row
from {{ ref('stg_' ~ told.extract) }}
where {{ id }} is not null
{%- if not (is_last and loop.last) %}
union all
{%- endif %}
{%- endfor %}
{%- endfor %}
