{# Of a parameter's versions (a from and where clause with columns valid_from and value) the value in
   force on a day, which may be a column of the row that asks; null before the first. #}
{% macro value_in_force(versions, day) -%}
    {{ return(adapter.dispatch('value_in_force')(versions, day)) }}
{%- endmacro %}

{% macro default__value_in_force(versions, day) -%}
    list_extract(
        list_filter(
            (
                select list_sort(array_agg({'valid_from': valid_from, 'value': value}))
                {{ versions }}
            ),
            lambda version: version.valid_from <= {{ day }}
        ), -1
    ).value
{%- endmacro %}

{# Spark knows no subquery within a function of lists, but one that looks at the row outside: in a
   select or a where, not in a join. #}
{% macro spark__value_in_force(versions, day) -%}
    (
        select max_by(value, valid_from)
        {{ versions }} and valid_from <= {{ day }}
    )
{%- endmacro %}
