{# The last day of a spell of membership, employment, post or contract: both ends count, an open end
   is the as-of date, and so is a later one. #}
{% macro spell_end(end_date) -%}
    least(coalesce({{ end_date }}, {{ as_of_date() }}), {{ as_of_date() }})
{%- endmacro %}
