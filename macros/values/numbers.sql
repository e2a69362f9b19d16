{# Money, whole numbers and numbers: digits, perhaps a minus before them, perhaps a point and digits
   behind. Each macro gives text that a cast understands, or null. #}

{% macro number_characters(text) -%}
    case
        when {{ regexp_like(text, '^[0-9.]+$') }} then {{ text }}
        else translate({{ text }}, '¥￥元圆整, ', '')
    end
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


{# Yuan with two decimals, rounded half up; what is below 0 does not become 0, so that it is judged. #}
{% macro money(number) -%}
    case
        when {{ number }} like '-0%'
            and {{ regexp_like(number, '^-0+[.]00[0-4]') }} and {{ regexp_like(number, '[1-9]') }}
            then cast(-0.01 as decimal(14, 2))
        else try_cast({{ number }} as decimal(14, 2))
    end
{%- endmacro %}
