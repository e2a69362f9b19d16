{# Text functions that the engines name or mean differently. Patterns use no backslash: the engines
   do not read it alike. #}

{# A text as the engine writes it between quotes. #}
{% macro text_literal(text) -%}
    {{ return(adapter.dispatch('text_literal')(text)) }}
{%- endmacro %}

{% macro default__text_literal(text) -%}
    {{ return("'" ~ text | replace("'", "''") ~ "'") }}
{%- endmacro %}

{# A backslash begins an escape, and a doubled quote is no quote. #}
{% macro spark__text_literal(text) -%}
    {{ return("'" ~ text | replace('\\', '\\\\') | replace("'", "\\'") ~ "'") }}
{%- endmacro %}


{# Whether the pattern matches anywhere in the text. #}
{% macro regexp_like(text, pattern) -%}
    {{ return(adapter.dispatch('regexp_like')(text, pattern)) }}
{%- endmacro %}

{% macro default__regexp_like(text, pattern) -%}
    {{ return('regexp_matches(' ~ text ~ ', ' ~ text_literal(pattern) ~ ')') }}
{%- endmacro %}

{% macro spark__regexp_like(text, pattern) -%}
    {{ return('regexp_like(' ~ text ~ ', ' ~ text_literal(pattern) ~ ')') }}
{%- endmacro %}


{# The text with every match of the pattern replaced. #}
{% macro regexp_replace_all(text, pattern, replacement) -%}
    {{ return(adapter.dispatch('regexp_replace_all')(text, pattern, replacement)) }}
{%- endmacro %}

{% macro default__regexp_replace_all(text, pattern, replacement) -%}
    {{ return(
        'regexp_replace(' ~ text ~ ', ' ~ text_literal(pattern) ~ ', '
        ~ text_literal(replacement) ~ ", 'g')"
    ) }}
{%- endmacro %}

{% macro spark__regexp_replace_all(text, pattern, replacement) -%}
    {{ return(
        'regexp_replace(' ~ text ~ ', ' ~ text_literal(pattern) ~ ', '
        ~ text_literal(replacement) ~ ')'
    ) }}
{%- endmacro %}


{# The text with the first match of the pattern replaced. #}
{% macro regexp_replace_first(text, pattern, replacement) -%}
    {{ return(adapter.dispatch('regexp_replace_first')(text, pattern, replacement)) }}
{%- endmacro %}

{% macro default__regexp_replace_first(text, pattern, replacement) -%}
    {{ return(
        'regexp_replace(' ~ text ~ ', ' ~ text_literal(pattern) ~ ', '
        ~ text_literal(replacement) ~ ')'
    ) }}
{%- endmacro %}

{# Spark replaces every match; so the pattern takes all that stands before the first one too. #}
{% macro spark__regexp_replace_first(text, pattern, replacement) -%}
    {{ return(
        'regexp_replace(' ~ text ~ ', ' ~ text_literal('(?s)^(.*?)(?:' ~ pattern ~ ')') ~ ', '
        ~ text_literal('$1' ~ replacement) ~ ')'
    ) }}
{%- endmacro %}


{# The text, or what the pattern's group holds of it where the pattern matches the whole. #}
{% macro regexp_first_group(text, pattern) -%}
    {{ return(adapter.dispatch('regexp_first_group')(text, pattern)) }}
{%- endmacro %}

{% macro default__regexp_first_group(text, pattern) -%}
    {{ return('regexp_replace(' ~ text ~ ', ' ~ text_literal(pattern) ~ ", '\\1')") }}
{%- endmacro %}

{% macro spark__regexp_first_group(text, pattern) -%}
    {{ return('regexp_replace(' ~ text ~ ', ' ~ text_literal(pattern) ~ ", '$1')") }}
{%- endmacro %}


{# What a group of the pattern matched; empty where the pattern does not match. #}
{% macro regexp_group(text, pattern, group) -%}
    {{ return(
        'regexp_extract(' ~ text ~ ', ' ~ text_literal(pattern) ~ ', ' ~ group ~ ')'
    ) }}
{%- endmacro %}


{# SHA-256 of a text, as hexadecimal characters in lower case. #}
{% macro sha256_hex(text) -%}
    {{ return(adapter.dispatch('sha256_hex')(text)) }}
{%- endmacro %}

{% macro default__sha256_hex(text) -%}
    {{ return('sha256(' ~ text ~ ')') }}
{%- endmacro %}

{% macro spark__sha256_hex(text) -%}
    {{ return('sha2(' ~ text ~ ', 256)') }}
{%- endmacro %}


{# A JSON object of text values, from a dict of key to SQL expression. #}
{% macro json_of_texts(texts) -%}
    {{ return(adapter.dispatch('json_of_texts')(texts)) }}
{%- endmacro %}

{% macro default__json_of_texts(texts) -%}
    {%- set pairs = [] -%}
    {%- for key, expression in texts.items() -%}
        {%- do pairs.append(text_literal(key) ~ ', ' ~ expression) -%}
    {%- endfor -%}
    {{ return('cast(json_object(' ~ pairs | join(', ') ~ ') as varchar)') }}
{%- endmacro %}

{% macro spark__json_of_texts(texts) -%}
    {%- set pairs = [] -%}
    {%- for key, expression in texts.items() -%}
        {%- do pairs.append(text_literal(key) ~ ', ' ~ expression) -%}
    {%- endfor -%}
    {{ return(
        'to_json(named_struct(' ~ pairs | join(', ') ~ "), map('ignoreNullFields', 'false'))"
    ) }}
{%- endmacro %}
