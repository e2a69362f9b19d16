{# The values of some columns as one text, by which a test names a row. #}
{% macro row_as_text(columns) %}
    {%- set texts = [] %}
    {%- for column in columns %}
        {%- do texts.append('cast(' ~ column ~ ' as string)') %}
    {%- endfor %}
    {{- return("concat_ws(', ', " ~ (texts or ["''"]) | join(', ') ~ ')') }}
{%- endmacro %}
