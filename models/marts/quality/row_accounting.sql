-- One row is an extract, also one that never came, unless it is the office's own.
-- Answers: how many rows landed, and what became of them?
with

accounted as (
    {%- for extract in var('extracts') %}
    select
        '{{ extract }}' as extract,
        count(*) as landed,
        count(*) filter (where row_status = 'staged') as staged,
        count(*) filter (where row_status = 'superseded') as superseded,
        count(*) filter (where row_status = 'rejected') as rejected
    from {{ ref('base_' ~ extract) }}
    {%- if not loop.last %}
    union all
    {%- endif %}
    {%- endfor %}
)

select
    extract,
    landed,
    staged,
    superseded,
    rejected
from accounted
{%- for extract in contracts() if contracts()[extract].is_own %}
{{ 'where' if loop.first else 'and' }} (extract != '{{ extract }}' or landed > 0)
{%- endfor %}
