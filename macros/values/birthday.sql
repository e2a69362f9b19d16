{# The day somebody completes an age, counted from the first of its month: who is born on 29 February
   has it on 1 March of other years. #}
{% macro birthday(birth_date, age) -%}
    (
        make_date(year({{ birth_date }}) + {{ age }}, month({{ birth_date }}), 1)
        + cast(day({{ birth_date }}) - 1 as int)
    )
{%- endmacro %}
