-- One row is a delivered row that does not count because a later one has its key.
-- Answers: which row replaced mine?
{%- for told in told_of_extracts() %}
select
    '{{ told.extract }}' as extract,
    superseded.source_row,
    staged.source_row as replaced_by
from {{ ref('base_' ~ told.extract) }} as superseded
inner join {{ ref('base_' ~ told.extract) }} as staged
    on superseded.row_status = 'superseded'
    and staged.row_status = 'staged'
    {%- for column in told.key %}
    {%- if column in told.days_of_key %}
    and cast(superseded.{{ column }} as date) = cast(staged.{{ column }} as date)
    {%- else %}
    and superseded.{{ column }} is not distinct from staged.{{ column }}
    {%- endif %}
    {%- endfor %}
{%- if not loop.last %}
union all
{%- endif %}
{%- endfor %}
