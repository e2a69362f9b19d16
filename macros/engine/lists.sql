{# Lists, which every engine builds in its own words. #}

{# The values that are not null, sorted by code point. #}
{% macro sorted_list(values) -%}
    {{ return(adapter.dispatch('sorted_list')(values)) }}
{%- endmacro %}

{% macro default__sorted_list(values) -%}
    {{ return(
        'list_sort(list_filter([' ~ values | join(', ') ~ '], lambda x: x is not null))'
    ) }}
{%- endmacro %}

{% macro spark__sorted_list(values) -%}
    {{ return('array_sort(array_compact(array(' ~ values | join(', ') ~ ')))') }}
{%- endmacro %}


{# A list of text without any value. #}
{% macro empty_list() -%}
    {{ return(adapter.dispatch('empty_list')()) }}
{%- endmacro %}

{% macro default__empty_list() -%}
    {{ return('cast([] as varchar[])') }}
{%- endmacro %}

{% macro spark__empty_list() -%}
    {{ return('cast(array() as array<string>)') }}
{%- endmacro %}


{# A list of the values that are not null, as they stand. #}
{% macro list_of(values) -%}
    {{ return(adapter.dispatch('list_of')(values)) }}
{%- endmacro %}

{% macro default__list_of(values) -%}
    {{ return('[' ~ values | join(', ') ~ ']') }}
{%- endmacro %}

{% macro spark__list_of(values) -%}
    {{ return('array(' ~ values | join(', ') ~ ')') }}
{%- endmacro %}


{# Over the rows of a group: every value of the lists once, sorted by code point. #}
{% macro merged_list(list_column) -%}
    {{ return(adapter.dispatch('merged_list')(list_column)) }}
{%- endmacro %}

{% macro default__merged_list(list_column) -%}
    {{ return('list_sort(list_distinct(flatten(array_agg(' ~ list_column ~ '))))') }}
{%- endmacro %}

{% macro spark__merged_list(list_column) -%}
    {{ return('array_sort(array_distinct(flatten(collect_list(' ~ list_column ~ '))))') }}
{%- endmacro %}


{# Over the rows of a group: the values, sorted by code point; for columns that do not repeat. #}
{% macro collected_list(column) -%}
    {{ return(adapter.dispatch('collected_list')(column)) }}
{%- endmacro %}

{% macro default__collected_list(column) -%}
    {{ return('list_sort(array_agg(' ~ column ~ '))') }}
{%- endmacro %}

{% macro spark__collected_list(column) -%}
    {{ return('array_sort(collect_list(' ~ column ~ '))') }}
{%- endmacro %}


{# A row for each value of the list. #}
{% macro each_value(list_column) -%}
    {{ return(adapter.dispatch('each_value')(list_column)) }}
{%- endmacro %}

{% macro default__each_value(list_column) -%}
    {{ return('unnest(' ~ list_column ~ ')') }}
{%- endmacro %}

{% macro spark__each_value(list_column) -%}
    {{ return('explode(' ~ list_column ~ ')') }}
{%- endmacro %}


{# Whether a list holds a value. #}
{% macro list_holds(list_column, value) -%}
    {{ return(adapter.dispatch('list_holds')(list_column, value)) }}
{%- endmacro %}

{% macro default__list_holds(list_column, value) -%}
    {{ return('list_contains(' ~ list_column ~ ', ' ~ value ~ ')') }}
{%- endmacro %}

{% macro spark__list_holds(list_column, value) -%}
    {{ return('array_contains(' ~ list_column ~ ', ' ~ value ~ ')') }}
{%- endmacro %}


{# How many values a list holds. #}
{% macro list_length(list_column) -%}
    {{ return(adapter.dispatch('list_length')(list_column)) }}
{%- endmacro %}

{% macro default__list_length(list_column) -%}
    {{ return('len(' ~ list_column ~ ')') }}
{%- endmacro %}

{% macro spark__list_length(list_column) -%}
    {{ return('size(' ~ list_column ~ ')') }}
{%- endmacro %}


{# One list after the other. #}
{% macro joined_lists(lists) -%}
    {{ return(adapter.dispatch('joined_lists')(lists)) }}
{%- endmacro %}

{% macro default__joined_lists(lists) -%}
    {{ return('(' ~ lists | join(' || ') ~ ')') }}
{%- endmacro %}

{% macro spark__joined_lists(lists) -%}
    {{ return('concat(' ~ lists | join(', ') ~ ')') }}
{%- endmacro %}


{# Every value of a list once, sorted by code point. #}
{% macro sorted_distinct(list_column) -%}
    {{ return(adapter.dispatch('sorted_distinct')(list_column)) }}
{%- endmacro %}

{% macro default__sorted_distinct(list_column) -%}
    {{ return('list_sort(list_distinct(' ~ list_column ~ '))') }}
{%- endmacro %}

{% macro spark__sorted_distinct(list_column) -%}
    {{ return('array_sort(array_distinct(' ~ list_column ~ '))') }}
{%- endmacro %}
