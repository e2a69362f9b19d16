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


{# The digit of a whole number, not a negative one, that stands for this power of ten. #}
{% macro digit_at(number, power) -%}
    {{ return(adapter.dispatch('digit_at')(number, power)) }}
{%- endmacro %}

{% macro default__digit_at(number, power) -%}
    {{ return('(' ~ number ~ ' // ' ~ 10 ** power ~ ' % 10)') }}
{%- endmacro %}

{% macro spark__digit_at(number, power) -%}
    {{ return('(' ~ number ~ ' div ' ~ 10 ** power ~ ' % 10)') }}
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
