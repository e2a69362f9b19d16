{# What each extract had landed when the warehouse was last published, from the log of quality
   results; nothing before the first. Not a `ref`: the log is written at the end of the same build. #}
{% macro rows_last_published() %}
    {% set there = execute and run_query(
        "select count(*) from duckdb_tables() where schema_name = 'history'"
        ~ " and table_name = 'quality_log' and database_name = '" ~ target.database ~ "'"
    ).columns[0].values()[0] %}
    {% if there %}
        {% do return(
            'select extract, cast(max_by(measured, as_of_date) as bigint) as landed'
            ~ " from history.quality_log where check_id = 'landed_rows'"
            ~ ' and as_of_date <= ' ~ as_of_date() ~ ' group by extract'
        ) %}
    {% endif %}
    {% do return(
        'select cast(null as varchar) as extract, cast(null as bigint) as landed where false'
    ) %}
{% endmacro %}
