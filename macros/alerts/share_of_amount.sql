{# amount * part / whole in yuan, rounded half up to the fen; none of them negative. In whole fen
   throughout: engines divide decimals differently. #}
{% macro share_of_amount(amount, part, whole) -%}
    cast(
        cast({{ whole_quotient(
            '2 * 100 * ' ~ amount ~ ' * ' ~ part ~ ' + ' ~ whole, '2 * ' ~ whole
        ) }} as decimal(20, 0)) * 0.01 as decimal(14, 2)
    )
{%- endmacro %}
