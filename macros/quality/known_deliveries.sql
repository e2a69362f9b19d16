{# How many rows each extract (no name) and its files are known to have had, from history; nothing
   before the first build. Not a `ref`: it is written at the end of the same build. #}
{% macro known_deliveries() %}
    {% set kept = run_query(
        "select table_name from duckdb_tables() where schema_name = 'history'"
        ~ " and database_name = '" ~ target.database ~ "'"
    ).columns[0].values() if execute else [] %}
    {% if 'known_deliveries' in kept %}
        {% do return('select extract, name, known_rows from history.known_deliveries') %}
    {% elif 'quality_log' in kept %}
        {# history written when only extracts were known #}
        {% do return(
            "select extract, '' as name, cast(max(measured) as bigint) as known_rows"
            ~ " from history.quality_log where check_id = 'landed_rows' group by extract"
        ) %}
    {% endif %}
    {% do return(
        'select cast(null as varchar) as extract, cast(null as varchar) as name,'
        ~ ' cast(null as bigint) as known_rows where false'
    ) %}
{% endmacro %}


{# What a file is called, in whatever form it comes: `名单.xlsx` follows on `名单.csv`. #}
{% macro name_of_file(file_name) -%}
    regexp_replace({{ file_name }}, '[.][^./]*$', '')
{%- endmacro %}
