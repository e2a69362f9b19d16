{# Figures and days as a town officer reads them, for the reason of an alert. #}

{# A day as 2023年3月5日. #}
{% macro zh_day(day) -%}
    cast(year({{ day }}) as string) || '年' || cast(month({{ day }}) as string) || '月'
    || cast(day({{ day }}) as string) || '日'
{%- endmacro %}


{# A month as 2023年3月. #}
{% macro zh_month(month) -%}
    cast(year({{ month }}) as string) || '年' || cast(month({{ month }}) as string) || '月'
{%- endmacro %}


{# One day, or from the first to the last. #}
{% macro zh_days(first, last) -%}
    {{ zh_day(first) }} || case
        when {{ last }} > {{ first }} then '至' || {{ zh_day(last) }} else ''
    end
{%- endmacro %}


{# One month, or from the first to the last. #}
{% macro zh_months(first, last) -%}
    {{ zh_month(first) }} || case
        when {{ last }} > {{ first }} then '至' || {{ zh_month(last) }} else ''
    end
{%- endmacro %}


{# Yuan with their fen, as alerts hold them. #}
{% macro zh_yuan(amount) -%}
    cast({{ clamped_amount(amount) }} as string) || '元'
{%- endmacro %}


{# A whole number as text. #}
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
