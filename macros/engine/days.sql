{# Day arithmetic that the engines spell differently. A date plus a whole number is the same in all. #}

{# How many days later the later day is than the earlier. #}
{% macro days_between(earlier, later) -%}
    {{ return(adapter.dispatch('days_between')(earlier, later)) }}
{%- endmacro %}

{% macro default__days_between(earlier, later) -%}
    {{ return("date_diff('day', " ~ earlier ~ ', ' ~ later ~ ')') }}
{%- endmacro %}

{% macro spark__days_between(earlier, later) -%}
    {{ return('datediff(' ~ later ~ ', ' ~ earlier ~ ')') }}
{%- endmacro %}


{# A row for each day from the first to the last, both included; the first must not be later. #}
{% macro each_day(first, last) -%}
    {{ return(adapter.dispatch('each_day')(first, last)) }}
{%- endmacro %}

{% macro default__each_day(first, last) -%}
    {{ return(
        'unnest(range(cast(' ~ first ~ ' as timestamp), cast(' ~ last
        ~ ' + 1 as timestamp), interval 1 day))::date'
    ) }}
{%- endmacro %}

{% macro spark__each_day(first, last) -%}
    {{ return('explode(sequence(' ~ first ~ ', ' ~ last ~ ', interval 1 day))') }}
{%- endmacro %}


{# A row for the first day of each month from one month's first day to another's. #}
{% macro each_month(first_month, last_month) -%}
    {{ return(adapter.dispatch('each_month')(first_month, last_month)) }}
{%- endmacro %}

{% macro default__each_month(first_month, last_month) -%}
    {{ return(
        'unnest(range(cast(' ~ first_month ~ ' as timestamp), cast(' ~ last_month
        ~ ' + 1 as timestamp), interval 1 month))::date'
    ) }}
{%- endmacro %}

{% macro spark__each_month(first_month, last_month) -%}
    {{ return('explode(sequence(' ~ first_month ~ ', ' ~ last_month ~ ', interval 1 month))') }}
{%- endmacro %}


{# The first day of the month so many months later, or earlier where the number is below 0. #}
{% macro months_later(month, months) -%}
    {{ return(adapter.dispatch('months_later')(month, months)) }}
{%- endmacro %}

{% macro default__months_later(month, months) -%}
    {{ return('cast(' ~ month ~ ' + to_months(cast(' ~ months ~ ' as int)) as date)') }}
{%- endmacro %}

{% macro spark__months_later(month, months) -%}
    {{ return('add_months(' ~ month ~ ', cast(' ~ months ~ ' as int))') }}
{%- endmacro %}


{# The first day of the month that a day lies in. #}
{% macro month_of(day) -%}
    {{ return("cast(date_trunc('month', " ~ day ~ ') as date)') }}
{%- endmacro %}


{% macro quarter_of(day) -%}
    {{ return("cast(date_trunc('quarter', " ~ day ~ ') as date)') }}
{%- endmacro %}
