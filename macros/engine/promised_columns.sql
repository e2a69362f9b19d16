{# Whether a query gives the columns that its contract promises, asked in one statement; dbt's own takes
   two and says what differs. #}
{% macro duckdb__get_assert_columns_equivalent(sql) %}
    {% set differing = run_query(
        'with given as (select column_name, column_type from (describe (' ~ sql ~ '\n))),'
        ~ ' promised as (select column_name, column_type from (describe ('
        ~ get_empty_schema_sql(model.columns) ~ ')))'
        ~ ' (from given except from promised) union all (from promised except from given) limit 1'
    ).rows %}
    {% if differing %}
        {{ dbt.default__get_assert_columns_equivalent(sql) }}
    {% endif %}
{% endmacro %}
