{# The types that contracts name, in Spark's words: its varchar wants a length, its list is an array.
   dbt asks this macro when it holds a model's columns against its contract. #}
{% macro spark__cast(field, type) -%}
    {%- set spelled = type | replace('varchar', 'string') -%}
    {%- if spelled.endswith('[]') -%}
        {%- set spelled = 'array<' ~ spelled[:-2] ~ '>' -%}
    {%- endif -%}
    cast({{ field }} as {{ spelled }})
{%- endmacro %}
