{# Citizen IDs, GB 11643-1999: 17 digits and a check character by MOD 11-2. #}

{# Blanks, hyphens and a leading apostrophe go; letters become upper case. Most IDs are written so
   already. #}
{% macro citizen_id_characters(text) -%}
    case
        when {{ regexp_like(text, '^[0-9]{17}[0-9X]$') }} then {{ text }}
        else {{ regexp_replace_first(
            "upper(translate(" ~ text ~ ", ' -', ''))", "^'", ""
        ) }}
    end
{%- endmacro %}


{# The 17 digits before the check character; the old form of 15 gets its century. Null for anything
   that is not shaped like an ID. #}
{% macro citizen_id_digits(characters) -%}
    case
        when {{ regexp_like(characters, '^[0-9]{17}[0-9X]$') }}
            then substring({{ characters }}, 1, 17)
        when {{ regexp_like(characters, '^[0-9]{15}$') }}
            then substring({{ characters }}, 1, 6) || '19' || substring({{ characters }}, 7, 9)
    end
{%- endmacro %}


{# The whole ID where its check character fits and its birth day, read from its digits, is real, else
   null. Its digits come as text and as a number. #}
{% macro citizen_id(characters, digits, number, birth) -%}
    case
        when {{ birth }} not between date '1900-01-01' and {{ as_of_date() }} then null
        when {{ birth }} is null then null
        when length({{ characters }}) = 18 then case
            when substring({{ characters }}, 18, 1) = {{ check_character(number) }}
                then {{ characters }}
        end
        else {{ digits }} || {{ check_character(number) }}
    end
{%- endmacro %}


{# Of a number of 17 digits. #}
{% macro check_character(number) -%}
    {%- set weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] -%}
    substring('10X98765432', cast((
        {%- for weight in weights %}
        {% if not loop.first %}+ {% endif -%}
        {{ digit_at(number, 17 - loop.index) }} * {{ weight }}
        {%- endfor %}
    ) % 11 + 1 as int), 1)
{%- endmacro %}


{# Digits 7 to 14 of an ID as YYYY-MM-DD. #}
{% macro birth_day_text(digits) -%}
    substring({{ digits }}, 7, 4) || '-' || substring({{ digits }}, 11, 2)
    || '-' || substring({{ digits }}, 13, 2)
{%- endmacro %}


{# The birth day in a valid ID. #}
{% macro birth_date_of_id(id) -%}
    cast({{ birth_day_text(id) }} as date)
{%- endmacro %}
