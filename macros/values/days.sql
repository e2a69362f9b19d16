{# Days, months, times and moments, in every spelling that deliveries use. Each macro gives text that
   a cast understands, or null; the cast then decides whether such a day exists. #}

{# Of 24 hours, or of twelve behind 上午 or 下午. #}
{% macro time_of_day_pattern() -%}
    (([01]?[0-9]|2[0-3])|(上午|下午)(0?[1-9]|1[0-2])):[0-5][0-9](:[0-5][0-9]([.][0-9]+)?)?
{%- endmacro %}


{# A day as YYYY-M-D: 2022-03-05, 2022/3/5, 2022.3.5, 20220305, 2022年3月5日, each with or without a
   time of day behind it, 20220305080500, or an Excel serial day. Year 0 is none. #}
{% macro day_text(text) -%}
    {%- set day = (
        '([0-9]{4}[-–—][0-9]{1,2}[-–—][0-9]{1,2}|[0-9]{4}/[0-9]{1,2}/[0-9]{1,2}'
        ~ '|[0-9]{4}[.][0-9]{1,2}[.][0-9]{1,2}|[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}[日号])'
    ) -%}
    {%- set time = '[ T]' ~ time_of_day_pattern() -%}
    {%- set time_in_digits = '([01][0-9]|2[0-3])[0-5][0-9][0-5][0-9]' -%}
    {%- set parts = '^([0-9]{4})[-–—/.年]([0-9]{1,2})[-–—/.月]([0-9]{1,2})' -%}
    case
        when {{ text }} like '0000%' then null
        when {{ regexp_like(text, '^[0-9]{4}-[0-9]{2}-[0-9]{2}$') }} then {{ text }}
        when {{ regexp_like(text, '^[0-9]{8}(' ~ time ~ '|' ~ time_in_digits ~ ')?$') }}
            then substring({{ text }}, 1, 4) || '-' || substring({{ text }}, 5, 2)
                || '-' || substring({{ text }}, 7, 2)
        when {{ regexp_like(text, '^' ~ day ~ '(' ~ time ~ ')?$') }}
            then {{ regexp_group(text, parts, 1) }} || '-' || {{ regexp_group(text, parts, 2) }}
                || '-' || {{ regexp_group(text, parts, 3) }}
        when {{ regexp_like(text, '^[2-6][0-9]{4}$') }}
            and try_cast({{ text }} as int) between 20000 and 60000
            then cast(date '1899-12-30' + try_cast({{ text }} as int) as string)
    end
{%- endmacro %}


{# A month as the text of its first day: 2022-03, 202203, 202203.0, 2022/3, 2022.03, 2022年3月,
   2022年3月份, or any day in it; but 20223 is a slip for 2022-3, not a serial day of 1955: those count
   from 2000 on. #}
{% macro month_text(text) -%}
    {%- set month = (
        '^([0-9]{4}-[0-9]{1,2}|[0-9]{4}/[0-9]{1,2}|[0-9]{4}[.][0-9]{1,2}'
        ~ '|[0-9]{4}年[0-9]{1,2}月份?)$'
    ) -%}
    {%- set parts = '^([0-9]{4})[-/.年]([0-9]{1,2})' -%}
    case
        when {{ text }} like '0000%' then null
        when {{ regexp_like(text, month) }}
            then {{ regexp_group(text, parts, 1) }} || '-' || {{ regexp_group(text, parts, 2) }}
                || '-1'
        when {{ regexp_like(text, '^[0-9]{6}([.]0)?$') }}
            then substring({{ text }}, 1, 4) || '-' || substring({{ text }}, 5, 2) || '-1'
        when {{ regexp_like(text, '^[0-9]{5}$') }} and try_cast({{ text }} as int) < 36526
            then null
        else {{ day_text(text) }}
    end
{%- endmacro %}


{# A time of day as HH:MM:SS; a fraction of a second is dropped. #}
{% macro time_text(text) -%}
    case
        when {{ regexp_like(text, '^([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]$') }} then {{ text }}
        when {{ regexp_like(text, '^' ~ time_of_day_pattern() ~ '$') }}
            then lpad({{ hour_of_day(text) }}, 2, '0')
                || ':' || {{ regexp_group(text, ':([0-9]{2})', 1) }}
                || ':' || coalesce(
                    nullif({{ regexp_group(text, ':[0-9]{2}:([0-9]{2})', 1) }}, ''), '00'
                )
    end
{%- endmacro %}


{# Twelve o'clock in the morning is hour 0, in the afternoon hour 12. #}
{% macro hour_of_day(time) -%}
    {%- set hour = regexp_group(time, '([0-9]{1,2}):', 1) -%}
    case
        when {{ time }} like '上午%' then cast(try_cast({{ hour }} as int) % 12 as string)
        when {{ time }} like '下午%' then cast(try_cast({{ hour }} as int) % 12 + 12 as string)
        else {{ hour }}
    end
{%- endmacro %}


{# The time of day behind a day, or null where the text has none. #}
{% macro time_behind_day(text) -%}
    case
        when {{ regexp_like(text, '[ T][0-9]{2}:[0-9]{2}:[0-9]{2}$') }}
            then substring({{ text }}, length({{ text }}) - 7, 8)
        when {{ regexp_like(text, '^[0-9]{14}$') }}
            then substring({{ text }}, 9, 2) || ':' || substring({{ text }}, 11, 2)
                || ':' || substring({{ text }}, 13, 2)
        else nullif({{ regexp_group(text, '[ T]((?:上午|下午)?[0-9:.]+)$', 1) }}, '')
    end
{%- endmacro %}


{# The day, or null where a row that says so is rejected as future or implausible. #}
{% macro believable_day(day) -%}
    case when {{ day }} between date '1900-01-01' and {{ as_of_date() }} then {{ day }} end
{%- endmacro %}


{# A day of a year that was typed as a number: a year no calendar has becomes the nearest it has. #}
{% macro day_in_year(year, month, day) -%}
    make_date(cast(least(greatest({{ year }}, 1), 9999) as int), {{ month }}, {{ day }})
{%- endmacro %}
