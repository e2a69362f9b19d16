{# Whether a unit is one that must not get an alert (a row of `int_avoided_units`), by its name: it,
   what begins with its name and so is a part of it, or with what it begins. For an inner join that has
   an equality, too: in others DuckDB compares every alert with every other. #}
{% macro has_interest(unit, avoided) -%}
    (
        ({{ avoided }}.with_parts and starts_with({{ unit }}, {{ avoided }}.unit))
        or ({{ avoided }}.with_wholes and starts_with({{ avoided }}.unit, {{ unit }}))
    )
{%- endmacro %}
