{# amount * part / whole in yuan, rounded half up to the fen; none of them negative. In whole fen
   throughout: engines divide decimals differently. #}
{% macro share_of_amount(amount, part, whole) -%}
    cast(
        cast({{ whole_quotient(
            '2 * 100 * ' ~ amount ~ ' * ' ~ part ~ ' + ' ~ whole,
            '2 * cast(' ~ whole ~ ' as decimal(20, 0))'
        ) }} as decimal(20, 0)) * 0.01 as decimal(14, 2)
    )
{%- endmacro %}


{# Yuan as alerts hold them. A sum too large for that, of rows that hold no money at all by the look
   of it, is held at the largest figure, so that one typing error does not stop the build. #}
{% macro clamped_amount(amount) -%}
    cast(least({{ amount }}, 999999999999.99) as decimal(14, 2))
{%- endmacro %}
