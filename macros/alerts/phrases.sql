{# Phrases that the reasons of many rules share. #}

{# One day, or the time from the first to the last, not all of whose days need be meant. #}
{% macro zh_period(first, last) -%}
    case
        when {{ last }} > {{ first }}
            then '在' || {{ zh_day(first) }} || '至' || {{ zh_day(last) }} || '期间'
        else {{ zh_day(first) }}
    end
{%- endmacro %}


{# Over the rows of a group: every name once, or 未登记 where no row has one. #}
{% macro zh_names(column) -%}
    coalesce(nullif({{ zh_list(column) }}, ''), '未登记')
{%- endmacro %}


{# A number of seconds as hours and what is left of them. #}
{% macro zh_duration(seconds) -%}
    cast({{ whole_quotient(seconds, 3600) }} as string) || '小时'
    || case
        when {{ seconds }} % 3600 >= 60
            then cast({{ whole_quotient('(' ~ seconds ~ ' % 3600)', 60) }} as string) || '分'
        else ''
    end
    || case
        when {{ seconds }} % 60 > 0 then cast({{ seconds }} % 60 as string) || '秒' else ''
    end
{%- endmacro %}


{# A quotient of two whole numbers with two decimals, rounded half up. #}
{% macro zh_quotient(dividend, divisor) -%}
    cast(cast(
        cast({{ whole_quotient(
            '200 * (' ~ dividend ~ ') + (' ~ divisor ~ ')', '2 * (' ~ divisor ~ ')'
        ) }} as decimal(18, 0)) * 0.01 as decimal(18, 2)
    ) as string)
{%- endmacro %}
