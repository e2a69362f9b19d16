{# Money, whole numbers and numbers: digits, perhaps a minus before them, perhaps a point and digits
   behind. Each macro gives text that a cast understands, or null. #}

{% macro number_characters(text) -%}
    translate({{ text }}, '¥￥元圆整, ', '')
{%- endmacro %}


{% macro number_text(characters) -%}
    case when {{ regexp_like(characters, '^-?[0-9]+([.][0-9]+)?$') }} then {{ characters }} end
{%- endmacro %}


{# A whole number may be written 12.0, and a year 2022年. #}
{% macro whole_number_text(characters) -%}
    case
        when {{ regexp_like(characters, '^-?[0-9]+([.]0+)?年?$') }}
            then {{ regexp_group(characters, '^(-?[0-9]+)', 1) }}
    end
{%- endmacro %}
