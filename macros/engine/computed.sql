{# Spark computes, DuckDB publishes: a build on Spark leaves its tables, and `computed.build`, which says
   of which code, day and raw files they are; a build on DuckDB with PLUMBLINE_COMPUTED takes them
   (macros/warehouse/computed_tables.sql). #}

{# Runs before a build, after landing. #}
{% macro begin_computed() %}
    {% if execute and flags.WHICH in ['build', 'run'] %}
        {% do adapter.dispatch('begin_computed')() %}
    {% endif %}
{% endmacro %}

{% macro default__begin_computed() %}
    {% do take_computed() %}
{% endmacro %}

{# Until all tables stand again there is nothing to take. #}
{% macro spark__begin_computed() %}
    {% do run_query('create schema if not exists computed') %}
    {% do run_query('drop table if exists computed.build') %}
{% endmacro %}


{# Runs after a build. #}
{% macro end_computed(results) %}
    {% if execute and flags.WHICH in ['build', 'run'] %}
        {% do adapter.dispatch('end_computed')(results) %}
    {% endif %}
{% endmacro %}

{% macro default__end_computed(results) %}
{% endmacro %}

{# A failed build, or one of a part, leaves nothing to take. #}
{% macro spark__end_computed(results) %}
    {% set built = [] %}
    {% for result in results if result.status == 'success' %}
        {% do built.append(result.node.unique_id) %}
    {% endfor %}
    {% set facts = [] %}
    {% for fact in computed_facts() %}
        {% if fact.kind in ['seed', 'table', 'view'] and fact.name not in built %}
            {% do log('Not all was built; DuckDB finds nothing to take.', info=true) %}
            {% do return('') %}
        {% endif %}
        {% do facts.append(
            '(' ~ text_literal(fact.kind) ~ ', ' ~ text_literal(fact.name) ~ ', '
            ~ text_literal(fact.value) ~ ')'
        ) %}
    {% endfor %}
    {% set files = [] %}
    {% for source in graph.sources.values() if source.schema == 'raw' %}
        {% do files.append(
            "select 'raw' as kind, '" ~ source.name ~ "' as name, _metadata.file_name as value from raw."
            ~ source.name ~ ' group by _metadata.file_name'
        ) %}
    {% endfor %}
    {% do run_query(
        'create table computed.build using parquet as select * from values ' ~ facts | join(', ')
        ~ ' as facts (kind, name, value) union all ' ~ files | join(' union all ')
    ) %}
{% endmacro %}
