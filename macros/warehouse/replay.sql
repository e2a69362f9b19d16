{# Whether this build is a replay (PLUMBLINE_REPLAY=1): of a day before the last build's, or by a clock
   behind it. It publishes what the rules say, and writes no history. #}
{% macro is_replay() %}
    {% set given = env_var('PLUMBLINE_REPLAY', '') %}
    {% if given not in ['', '0', '1'] %}
        {% do exceptions.raise_compiler_error(
            "PLUMBLINE_REPLAY is '" ~ given ~ "'; expected 1 for a replay, or nothing"
        ) %}
    {% endif %}
    {% do return(given == '1') %}
{% endmacro %}


{# When this build began, by the clock on the wall. #}
{% macro build_began() -%}
    cast(cast('{{ run_started_at }}' as timestamptz) as timestamp)
{%- endmacro %}


{# Stops a build whose as-of date or clock lies before the last one's: its history would run
   backwards. #}
{% macro refuse_to_go_back(tables) %}
    {% if is_replay() or 'builds' not in tables %}
        {% do return('') %}
    {% endif %}
    {% set last = run_query(
        "select strftime(max(built_at), '%Y-%m-%d %H:%M') as clock,"
        ~ " strftime(max_by(as_of_date, built_at), '%Y-%m-%d') as day,"
        ~ ' max(built_at) > ' ~ build_began() ~ ' as is_behind_clock,'
        ~ ' max_by(as_of_date, built_at) > ' ~ as_of_date() ~ ' as is_behind_day'
        ~ ' from history.builds'
    ).rows[0] %}
    {% set way_out = 'Nothing was changed. To look at an earlier day on purpose, set PLUMBLINE_REPLAY=1:'
        ~ ' a replay writes no history, draws no sample, and nothing of it is dispatched.' %}
    {% if last.is_behind_clock %}
        {% do exceptions.raise_compiler_error(
            "This machine's clock is behind the last build, which began at " ~ last.clock
            ~ '; set the clock right and build again. ' ~ way_out
        ) %}
    {% elif last.is_behind_day %}
        {% do exceptions.raise_compiler_error(
            'The as-of date lies before that of the last build, ' ~ last.day
            ~ '; expected that day or a later one (PLUMBLINE_AS_OF). ' ~ way_out
        ) %}
    {% endif %}
{% endmacro %}


{# Keeps history as it was beside what a replay is about to write. #}
{% macro begin_replay(tables) %}
    {% if 'builds' not in (tables or []) %}
        {% do exceptions.raise_compiler_error(
            'PLUMBLINE_REPLAY is 1, and there is no build to go back from; build without it first'
        ) %}
    {% endif %}
    {% do run_query('create schema history_before') %}
    {% for table in tables %}
        {% do run_query('create table history_before.' ~ table ~ ' as from history.' ~ table) %}
    {% endfor %}
    {% do log('A replay: no history is written, no sample drawn.', info=true) %}
{% endmacro %}


{# Runs after every table of history was written: in a replay it is again as it was. #}
{% macro undo_in_replay(written) %}
    {% if not (execute and written.schema == 'history' and is_replay()) %}
        {% do return('') %}
    {% endif %}
    {# a table that a new version adds was not there #}
    {% set was_there = adapter.get_relation(
        database=target.database, schema='history_before', identifier=written.identifier
    ) %}
    {% if not was_there %}
        {% do return('delete from history.' ~ written.identifier) %}
    {% endif %}
    {% do return(
        'create or replace table history.' ~ written.identifier
        ~ ' as from history_before.' ~ written.identifier
    ) %}
{% endmacro %}
