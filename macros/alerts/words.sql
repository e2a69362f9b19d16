{# Figures and days as a town officer reads them, for the reason of an alert. #}

{% macro zh_day(day) -%}
    cast(year({{ day }}) as string) || '年' || cast(month({{ day }}) as string) || '月'
    || cast(day({{ day }}) as string) || '日'
{%- endmacro %}


{% macro zh_month(month) -%}
    cast(year({{ month }}) as string) || '年' || cast(month({{ month }}) as string) || '月'
{%- endmacro %}


{# One day, or from the first to the last. #}
{% macro zh_days(first, last) -%}
    {{ zh_day(first) }} || case
        when {{ last }} > {{ first }} then '至' || {{ zh_day(last) }} else ''
    end
{%- endmacro %}


{% macro zh_months(first, last) -%}
    {{ zh_month(first) }} || case
        when {{ last }} > {{ first }} then '至' || {{ zh_month(last) }} else ''
    end
{%- endmacro %}


{# Over the rows of a group, the months in a column, each given by its first day: from the first to the
   last where none between them is missing, else each by its name, else, where they are more than
   six, the range and how many of its months are meant. #}
{% macro zh_months_told(month) -%}
    case
        when {{ months_in_range('min(' ~ month ~ ')', 'max(' ~ month ~ ')') }}
            = count(distinct {{ month }})
            then {{ zh_months('min(' ~ month ~ ')', 'max(' ~ month ~ ')') }}
        when count(distinct {{ month }}) <= 6 then {{ zh_list_of_months(month) }}
        else {{ zh_months('min(' ~ month ~ ')', 'max(' ~ month ~ ')') }}
            || '（其中' || {{ zh_count('count(distinct ' ~ month ~ ')') }} || '个月）'
    end
{%- endmacro %}


{% macro months_in_range(first, last) -%}
    12 * (year({{ last }}) - year({{ first }})) + month({{ last }}) - month({{ first }}) + 1
{%- endmacro %}


{# Written 2023年02月 while they are sorted as text, and shown as 2023年2月. #}
{% macro zh_list_of_months(month) -%}
    replace({{ zh_list(
        'substring(cast(' ~ month ~ " as string), 1, 4) || '年' || substring(cast("
        ~ month ~ " as string), 6, 2) || '月'"
    ) }}, '年0', '年')
{%- endmacro %}


{% macro zh_yuan(amount) -%}
    cast({{ clamped_amount(amount) }} as string) || '元'
{%- endmacro %}


{# A sum behind the words that lead to it; nothing where it is not known, or none. #}
{% macro zh_sum(words, amount) -%}
    case when {{ amount }} > 0 then '{{ words }}' || {{ zh_yuan(amount) }} else '' end
{%- endmacro %}


{% macro zh_count(count) -%}
    cast({{ count }} as string)
{%- endmacro %}


{# Over the rows of a group: every value once, in order. #}
{% macro zh_list(column) -%}
    {{ joined_list(sorted_distinct(collected_list(column))) }}
{%- endmacro %}


{# A number with the decimals it has, and no more. #}
{% macro zh_number(number) -%}
    {{ regexp_replace_first(decimal_text(number), '[.]?0+$', '') }}
{%- endmacro %}
