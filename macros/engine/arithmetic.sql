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
