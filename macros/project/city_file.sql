{# A file of the made-up city that PLUMBLINE_CITY names, as a text literal. #}
{% macro city_file(name) -%}
    {{ text_literal(env_var('PLUMBLINE_CITY', '') ~ '/' ~ name) }}
{%- endmacro %}
