{# The order in which a table's rows are best stored; none on Spark, where it would move them all. #}
{% macro default__stored_in_order(columns) -%}
    {{ return('order by ' ~ columns | join(', ')) }}
{%- endmacro %}

{% macro spark__stored_in_order(columns) -%}
    {{ return('') }}
{%- endmacro %}
