-- One row is a centre, village, institution, worker, handler or assessor of an alert.
-- Answers: where, and by whose hands, did what the alert is about happen?
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

evidence as (
    select
        alert_id,
        {{ each_value('evidence') }} as source_row
    from {{ ref('alert_lives') }}
),

named_places as (
    {%- for kind, extract, column in places %}
    select
        evidence.alert_id,
        '{{ kind }}' as place_kind,
        rows_of_extract.{{ column }} as place
    from evidence
    inner join {{ ref('stg_' ~ extract) }} as rows_of_extract
        on evidence.source_row = rows_of_extract.source_row
    {%- if not loop.last %}
    union all
    {%- endif %}
    {%- endfor %}
)

select distinct
    alert_id,
    place_kind,
    place
from named_places
where place is not null
