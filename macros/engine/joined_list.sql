{# The texts of a list in one text, separated by 、. #}
{% macro joined_list(list_column) -%}
    {{ return(adapter.dispatch('joined_list')(list_column)) }}
{%- endmacro %}

{% macro default__joined_list(list_column) -%}
    {{ return('array_to_string(' ~ list_column ~ ", '、')") }}
{%- endmacro %}

{% macro spark__joined_list(list_column) -%}
    {{ return('array_join(' ~ list_column ~ ", '、')") }}
{%- endmacro %}
