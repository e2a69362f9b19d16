-- Every source row that an alert rests on is a staged row. Returns those that are not.
with

evidence_rows as (
    select distinct {{ each_value('evidence') }} as source_row
    from {{ ref('red_alerts') }}
),

staged_rows as (
    {%- for extract in var('extracts') %}
    select source_row
    from {{ ref('stg_' ~ extract) }}
    {%- if not loop.last %}
    union all
    {%- endif %}
    {%- endfor %}
)

select evidence_rows.source_row
from evidence_rows
anti join staged_rows
    on evidence_rows.source_row = staged_rows.source_row
