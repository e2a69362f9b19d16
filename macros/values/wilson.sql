{# The bounds of the 95 % Wilson interval of a share, null where nothing was tried: where the true
   share lies when so many of so many are seen. It holds for few cases too, and for none of them. #}
{% macro wilson_low(successes, trials) -%}
    {{ wilson_bound(successes, trials, '-') }}
{%- endmacro %}


{% macro wilson_high(successes, trials) -%}
    {{ wilson_bound(successes, trials, '+') }}
{%- endmacro %}


{% macro wilson_bound(successes, trials, sign) -%}
    {%- set z = 1.959964 -%}
    {%- set z_squared = 3.841459 -%}
    case when {{ trials }} > 0 then round(
        (
            {{ successes }} + {{ z_squared }} / 2
            {{ sign }} {{ z }} * sqrt(
                1.0 * {{ successes }} * ({{ trials }} - {{ successes }}) / {{ trials }}
                + {{ z_squared }} / 4
            )
        ) / ({{ trials }} + {{ z_squared }}), 4
    ) end
{%- endmacro %}
