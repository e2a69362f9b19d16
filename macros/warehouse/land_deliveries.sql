{# Runs before a build: lands what is new in PLUMBLINE_LANDING and shows it to SQL as raw.<extract>,
   text with file and row number, and the files themselves as landing.landed_files. Bad deliveries are
   named all at once, and stop the build. #}
{% macro land_deliveries() %}
    {% if execute %}
        {% do adapter.dispatch('land_deliveries')() %}
    {% endif %}
{% endmacro %}

{% macro default__land_deliveries() %}
    {% set landed = fromjson(run_query('select plumbline_land()').columns[0].values()[0]) %}
    {% for warning in landed.warnings %}
        {% do exceptions.warn('landing: ' ~ warning) %}
    {% endfor %}
    {% for problems, of in [
        (landed.settings, "the city's settings"),
        (landed.errors, 'the deliveries'),
    ] if problems %}
        {# dbt's one error that shows its text and no macros: what is wrong is no macro's fault #}
        {% do exceptions.raise_not_implemented(
            problems | length ~ ' problems with ' ~ of ~ '; nothing was built.\n  '
            ~ problems | join('\n  ')
        ) %}
    {% endfor %}
    {% do log(landed.summary, info=true) %}
    {% set database = 'intake' %}
    {% do run_query('create schema if not exists ' ~ database ~ '.raw') %}
    {% for source in graph.sources.values() if source.schema == 'raw' %}
        {% do run_query(
            'create or replace view ' ~ database ~ '.raw.' ~ source.name
            ~ " as select * from read_parquet('" ~ (landed.raw | replace("'", "''"))
            ~ '/' ~ source.name ~ "/*.parquet'" ~ landed.reader ~ ')'
        ) %}
    {% endfor %}
    {% do run_query('create schema if not exists ' ~ database ~ '.landing') %}
    {% do run_query(
        'create or replace view ' ~ database ~ '.landing.landed_files as '
        ~ landed_files(text_literal(landed.report))
    ) %}
{% endmacro %}


{# The files of a landing report, a JSON file, a row each. #}
{% macro landed_files(report) %}
    {% do return(
        'select file.* from (select unnest(files) as file from read_json(' ~ report
        ~ ", columns = {files: 'struct(extract varchar, file varchar, delivery_order varchar, "
        ~ '"rows" bigint, purged bigint, content varchar, encoding varchar, unknown_columns varchar[], '
        ~ 'absent_columns varchar[], notes bigint, '
        ~ "totals struct(file_name varchar, total varchar)[])[]'}))"
    ) %}
{% endmacro %}
