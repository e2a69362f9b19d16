{# The day somebody completes an age; who is born on 29 February has it on 1 March of other years. #}
{% macro birthday(birth_date, age) -%}
    coalesce(
        try_cast(
            cast(year({{ birth_date }}) + {{ age }} as string)
            || substring(cast({{ birth_date }} as string), 5) as date
        ),
        make_date(year({{ birth_date }}) + {{ age }}, 3, 1)
    )
{%- endmacro %}
