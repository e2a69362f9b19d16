{# Runs before a build: schema `history` of the working file becomes that of the published warehouse,
   so that an emptied build folder loses nothing, and what an unpublished build wrote is forgotten.
   A build of a part goes on with what its working file has. A published file that is lost or torn
   stops the build before anything is dropped; so does a day, or a clock, before the last build's. #}
{% macro restore_history() %}
    {% if not execute or target.type != 'duckdb' or flags.WHICH not in ['build', 'run', 'snapshot'] %}
        {% do return('') %}
    {% endif %}
    {% set is_part = invocation_args_dict.select or invocation_args_dict.exclude %}
    {% set is_kept = "select count(*) from duckdb_schemas() where schema_name = 'history'"
        ~ " and database_name = '" ~ target.database ~ "'" %}
    {% if is_part and run_query(is_kept).columns[0].values()[0] %}
        {% do return('') %}
    {% endif %}
    {% set found = fromjson(run_query('select plumbline_published()').columns[0].values()[0]) %}
    {% if found.error %}
        {% do exceptions.raise_compiler_error(found.error) %}
    {% endif %}
    {# dbt's own way, so that it forgets which tables it saw there a moment ago #}
    {% do adapter.drop_schema(api.Relation.create(database=target.database, schema='history')) %}
    {% do run_query('create schema history') %}
    {% do run_query('drop schema if exists history_before cascade') %}
    {% if not found.path %}
        {% do log('The first build of this warehouse: its history begins.', info=true) %}
    {% else %}
        {% do run_query(
            'attach ' ~ text_literal(found.path) ~ ' as published (read_only'
            ~ (', ' ~ file_key_option() if found.is_encrypted else '') ~ ')'
        ) %}
        {% set tables = run_query(
            "select table_name from duckdb_tables()"
            ~ " where database_name = 'published' and schema_name = 'history' order by table_name"
        ).columns[0].values() %}
        {% for table in tables %}
            {% do run_query(
                'create table history.' ~ table ~ ' as select * from published.history.' ~ table
            ) %}
            {# dbt looked before the run which tables there are #}
            {% do adapter.cache_added(history_table(table)) %}
        {% endfor %}
        {% if 'case_step_history' in tables %}
            {# history written when a step had no measure #}
            {% do run_query(
                'alter table history.case_step_history'
                ~ " add column if not exists step_measure varchar default ''"
            ) %}
        {% endif %}
        {% do run_query('detach published') %}
        {% do refuse_to_go_back(tables) %}
    {% endif %}
    {% do begin_replay(tables) if is_replay() %}
{% endmacro %}


{% macro history_table(name) %}
    {% do return(api.Relation.create(
        database=target.database, schema='history', identifier=name, type='table'
    )) %}
{% endmacro %}
