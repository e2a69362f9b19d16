-- One row is a delivered row, and a place or hand that it names.
-- Answers: where, and by whose hands, did what this row says happen?
{#- what is named, the extract whose rows name it, and the column #}
{%- set places = [
    ('centre', 'meal_records', 'centre_name'),
    ('centre', 'centre_monthly_claims', 'centre_name'),
    ('institution', 'institution_stays', 'institution_name'),
    ('village', 'village_labour_payments', 'village'),
    ('worker', 'home_service_orders', 'worker_id_number'),
    ('handler', 'temporary_relief_grants', 'handler'),
    ('assessor', 'disabled_persons', 'assessor'),
] %}
with

named_places as (
    {%- for kind, extract, column in places %}
    select
        source_row,
        '{{ kind }}' as place_kind,
        {{ column }} as place
    from {{ ref('stg_' ~ extract) }}
    {%- if not loop.last %}
    union all
    {%- endif %}
    {%- endfor %}
)

select
    source_row,
    place_kind,
    place
from named_places
where place is not null
