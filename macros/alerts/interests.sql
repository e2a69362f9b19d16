{# Whether a unit is the one with an interest in an alert (a row of `int_alert_interests`), a part of it,
   or what an employer is a part of. #}
{% macro has_interest(unit, interests) -%}
    (
        starts_with({{ unit }}, {{ interests }}.unit)
        or {{ interests }}.interest != 'village'
        and starts_with({{ interests }}.unit, {{ unit }})
    )
{%- endmacro %}
