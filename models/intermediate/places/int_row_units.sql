-- One row is a delivered row, and a unit that has an interest in what it says.
-- Answers: on whose own staff or village does this row tell?
{#- the extract, the column that names the unit, and whether it employs the one named #}
{%- set units = [
    ('public_employees', 'employer', 'true'),
    ('collected_funds', 'unit', 'true'),
    ('village_labour_payments', 'village', 'false'),
] %}
{%- for extract, unit, is_employer in units %}
select
    source_row,
    {{ unit }} as unit,
    {{ is_employer }} as is_employer
from {{ ref('stg_' ~ extract) }}
where {{ unit }} is not null
{%- if not loop.last %}
union all
{%- endif %}
{%- endfor %}
