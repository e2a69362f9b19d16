-- No form of anything ended before it began. Returns those of which history says so.
{%- for history in ['alert', 'service_lead', 'case_step', 'rule_settings'] %}
select
    '{{ history }}' as history,
    dbt_valid_from,
    dbt_valid_to
from {{ ref(history ~ '_history') }}
where dbt_valid_to < dbt_valid_from
{%- if not loop.last %}
union all
{%- endif %}
{%- endfor %}
