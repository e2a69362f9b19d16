{# The whole part of a quotient of two whole numbers, neither of them negative. #}
{% macro whole_quotient(dividend, divisor) -%}
    {{ return(adapter.dispatch('whole_quotient')(dividend, divisor)) }}
{%- endmacro %}

{% macro default__whole_quotient(dividend, divisor) -%}
    {{ return('(cast(' ~ dividend ~ ' as hugeint) // cast(' ~ divisor ~ ' as hugeint))') }}
{%- endmacro %}

{% macro spark__whole_quotient(dividend, divisor) -%}
    {{ return(
        '(cast(' ~ dividend ~ ' as decimal(38, 0)) div cast(' ~ divisor ~ ' as decimal(38, 0)))'
    ) }}
{%- endmacro %}


{# A number of scale 10 with all its decimals. #}
{% macro decimal_text(number) -%}
    {{ return(adapter.dispatch('decimal_text')(number)) }}
{%- endmacro %}

{% macro default__decimal_text(number) -%}
    {{ return('cast(' ~ number ~ ' as string)') }}
{%- endmacro %}

{# Spark's cast writes a small one with an exponent, 0E-10. #}
{% macro spark__decimal_text(number) -%}
    {{ return('format_number(' ~ number ~ ", '0.0000000000')") }}
{%- endmacro %}
