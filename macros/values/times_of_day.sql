{# The seconds from midnight to a time of day, HH:MM:SS. #}
{% macro seconds_of_day(time) -%}
    (
        3600 * cast(substring({{ time }}, 1, 2) as int)
        + 60 * cast(substring({{ time }}, 4, 2) as int)
        + cast(substring({{ time }}, 7, 2) as int)
    )
{%- endmacro %}
