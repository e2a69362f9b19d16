{# A table that is kept from build to build while nothing it rests on has changed.

   What it rests on is told by a fingerprint (rests_on.sql): of its compiled SQL (in which macros,
   parameters of the build and the as-of date stand written out), its contract and comments, and of each
   of its parents: the fingerprint of a kept one, the raw files of a source, the rows of anything else;
   and of what meta `rests_on` gives, where a model rests on code that dbt does not see. It stands in
   `kept.fingerprints` of the working file from the moment the table stands: both change in one
   transaction, or the fingerprint is struck out first, so that a killed build leaves nothing that the
   next one would take for what it is not.
   `--full-refresh` keeps nothing. #}
{% macro kept_relation(type) %}
    {% set rests_on = what_it_rests_on() %}
    {% if is_kept(rests_on, type) %}
        {% do return(kept_as_it_stands(type)) %}
    {% endif %}
    {% if model.language == 'python' %}
        {% do forget_fingerprint(rests_on) %}
        {% set made = dbt.materialization_table_duckdb.call_macro() %}
        {% do remember_fingerprint(rests_on) %}
        {% do return(made) %}
    {% endif %}
    {% set existing = load_cached_relation(this) %}
    {% if existing and existing.type != type %}
        {% do adapter.drop_relation(existing) %}
    {% endif %}
    {% set target_relation = this.incorporate(type=type) %}
    {{ run_hooks(pre_hooks) }}
    {# one transaction: there is the old relation with its fingerprint, or the new one with its own #}
    {% call statement('main') %}
        {{ fingerprint_forgotten(rests_on) }}
        drop {{ type }} if exists {{ target_relation }};
        {{ create_table_as(False, target_relation, compiled_code) if type == 'table'
            else get_create_view_as_sql(target_relation, compiled_code) }}
        {{ comments_as_sql(target_relation, model) }}
        {{ fingerprint_remembered(rests_on) }}
    {% endcall %}
    {{ run_hooks(post_hooks) }}
    {% do adapter.commit() %}
    {% do return({'relations': [target_relation]}) %}
{% endmacro %}


{# Whether what stands can be kept. Seeds are configured to be made anew whenever they are loaded, so
   that for them the command's own `--full-refresh` counts. #}
{% macro is_kept(rests_on, type) %}
    {% set refreshes = flags.FULL_REFRESH if model.resource_type == 'seed' else should_full_refresh() %}
    {% set existing = load_cached_relation(this) %}
    {% do return(rests_on.is_unchanged and existing and existing.type == type and not refreshes) %}
{% endmacro %}


{# Of a node that is not made again. #}
{% macro kept_as_it_stands(type) %}
    {% call noop_statement('main', 'KEPT', 'KEPT', 0) %}
        -- nothing it rests on has changed
    {% endcall %}
    {% do return({'relations': [this.incorporate(type=type)]}) %}
{% endmacro %}


{# Where fingerprints are remembered. #}
{% macro fingerprints_table() %}
    {% do return(adapter.quote(target.database) ~ '.kept.fingerprints') %}
{% endmacro %}


{# Runs before a build; only DuckDB keeps anything. What is remembered of a node that is not kept now is
   struck out: another code may make its table anew, and tell nobody. #}
{% macro make_fingerprints_table() %}
    {% if execute and target.type == 'duckdb' %}
        {% do run_query('create schema if not exists ' ~ adapter.quote(target.database) ~ '.kept') %}
        {% do run_query(
            'create table if not exists ' ~ fingerprints_table() ~ ' (node varchar, inputs varchar,'
            ~ ' fingerprint varchar, as_of date, stands_until date)'
        ) %}
        {% set kept = [] %}
        {% for id, node in graph.nodes.items()
            if node.config.materialized in ['kept_table', 'kept_view', 'seed', 'test'] %}
            {% do kept.append(text_literal(id)) %}
        {% endfor %}
        {% do run_query(
            'delete from ' ~ fingerprints_table() ~ ' where node not in (' ~ kept | join(', ') ~ ')'
        ) %}
    {% endif %}
{% endmacro %}
