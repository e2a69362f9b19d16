{# The last day of a spell of membership, employment, post or contract: both ends count, an open end
   is the as-of date, and so is a later one. #}
{% macro spell_end(end_date) -%}
    least(coalesce({{ end_date }}, {{ as_of_date() }}), {{ as_of_date() }})
{%- endmacro %}


{# Whether two spells share a day: each starts on or before the other's end. #}
{% macro spells_overlap(spell, other) -%}
    {{ spell }}.start_date <= {{ other }}.end_date and {{ spell }}.end_date >= {{ other }}.start_date
{%- endmacro %}


{# Whether any day of a month, given by its first day, lies in a spell. #}
{% macro month_touched(month, start_date, end_date) -%}
    {{ start_date }} <= last_day({{ month }}) and {{ end_date }} >= {{ month }}
{%- endmacro %}
