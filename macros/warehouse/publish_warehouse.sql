{# Runs after a build: publishes the working file if every seed, model and data test of the project
   was built and passed. A build of a part publishes nothing, and says so. #}
{% macro publish_warehouse(results) %}
    {% if not execute or target.type != 'duckdb' or flags.WHICH != 'build' %}
        {% do return('') %}
    {% endif %}
    {# an exposure is not built: dbt reports no-op #}
    {% set good = ['success', 'pass', 'warn', 'no-op'] %}
    {% set passed = [] %}
    {% set failed = [] %}
    {% set short_of_memory = [] %}
    {% for result in results %}
        {% do (passed if result.status in good else failed).append(result.node.unique_id) %}
        {% if 'Out of Memory Error' in (result.message or '') %}
            {% do short_of_memory.append(result.node.name) %}
        {% endif %}
    {% endfor %}
    {% set missing = [] %}
    {% for id, node in graph.nodes.items() %}
        {% if node.resource_type in ['seed', 'model', 'snapshot', 'test'] and node.config.enabled
            and id not in passed %}
            {% do missing.append(id) %}
        {% endif %}
    {% endfor %}
    {% if failed %}
        {% do log('Not published: the build failed. The published warehouse is as it was.', info=true) %}
        {% if short_of_memory %}
            {% do log(
                'The memory limit is too small for ' ~ short_of_memory | join(', ')
                ~ ': set PLUMBLINE_MEMORY_LIMIT to more than '
                ~ run_query("select current_setting('memory_limit')").columns[0].values()[0],
                info=true
            ) %}
        {% endif %}
    {% elif flags.EMPTY %}
        {% do log('Not published: an empty build (`--empty`) holds no rows.', info=true) %}
    {% elif missing %}
        {% do log(
            'Not published: this was a build of a part (' ~ missing | length
            ~ ' seeds, models and tests were left out). Run a whole `dbt build` to publish.',
            info=true
        ) %}
    {% else %}
        {% do forget_people() %}
        {% set unpublished = run_query('select plumbline_unpublished()').columns[0].values()[0] %}
        {# most tables are small: blocks of a quarter of a megabyte would stand half empty #}
        {% do run_query(
            'attach ' ~ text_literal(unpublished)
            ~ " as unpublished (storage_version 'v1.4.0', block_size 65536" ~ encrypted() ~ ')'
        ) %}
        {% do run_query('drop schema if exists history_before cascade') %}
        {% do copy_published(results) %}
        {% do create_analyst_macros('unpublished') %}
        {% do run_query('detach unpublished') %}
        {% do copy_masked_surface() %}
        {% set warehouse = run_query('select plumbline_publish()').columns[0].values()[0] %}
        {% do log('Published ' ~ warehouse, info=true) %}
    {% endif %}
{% endmacro %}


{# Copies to the attached file `unpublished` what readers are promised, once each, by the project's graph
   of today: what an older build left in the working file stays there, but for history, all of which is
   carried on. Staging is views of base in the working file, and tables in the published one. #}
{% macro copy_published(results) %}
    {% set of_working_file = 'database_name = ' ~ text_literal(target.database) %}
    {% set relations = published_relations(results) %}
    {% for row in run_query(
        "select table_name from duckdb_tables() where schema_name = 'history' and " ~ of_working_file
    ).rows %}
        {% do relations.update({'history.' ~ row.table_name: ''}) %}
    {% endfor %}
    {% do copy_relations('unpublished', relations) %}
{% endmacro %}


{# Copies relations of the working file, with their comments, to an attached database. `relations` gives
   the SQL of each that is a view there, and nothing for a table. #}
{% macro copy_relations(database, relations) %}
    {% set of_working_file = 'database_name = ' ~ text_literal(target.database) %}
    {% set statements = ['use ' ~ database] %}
    {% for name, view in relations.items() %}
        {% do statements.append('create schema if not exists ' ~ name.split('.')[0]) %}
        {% do statements.append(
            'create view ' ~ name ~ ' as ' ~ view if view
            else 'create table ' ~ name ~ ' as from ' ~ adapter.quote(target.database) ~ '.' ~ name
        ) %}
    {% endfor %}
    {% for row in run_query(
        "with described as (select schema_name || '.' || table_name as name, '' as column_name, comment"
        ~ ' from duckdb_tables() where ' ~ of_working_file
        ~ " union all select schema_name || '.' || view_name, '', comment from duckdb_views() where "
        ~ of_working_file ~ " union all select schema_name || '.' || table_name, column_name, comment"
        ~ ' from duckdb_columns() where ' ~ of_working_file
        ~ ') from described where comment is not null'
    ).rows if row.name in relations %}
        {% set described = 'column ' ~ row.name ~ '.' ~ adapter.quote(row.column_name) if row.column_name
            else ('view ' if relations[row.name] else 'table ') ~ row.name %}
        {% do statements.append('comment on ' ~ described ~ ' is ' ~ text_literal(row.comment)) %}
    {% endfor %}
    {% do statements.append('use ' ~ adapter.quote(target.database)) %}
    {% do run_query(statements | join(';\n')) %}
{% endmacro %}


{# Which relations are published, with the SQL of those that are views: everything but base, what is
   private, and what of `intermediate` nobody is promised and no published view reads; in an order in
   which views find what they read. #}
{% macro published_relations(results) %}
    {% set names = [] %}
    {% set views = {} %}
    {% set read = [] %}
    {% for result in results | reverse %}
        {% set node = graph.nodes.get(result.node.unique_id, {}) %}
        {% set is_wanted = node.schema != 'intermediate' or node.access == 'public'
            or node.unique_id in read %}
        {% if node.resource_type in ['seed', 'model', 'snapshot'] and node.schema != 'base'
            and node.access != 'private' and is_wanted %}
            {% set name = node.schema ~ '.' ~ node.alias %}
            {% do names.append(name) %}
            {% if node.schema != 'staging' and (
                node.config.materialized == 'kept_view' or node.config.meta.published_as == 'view'
            ) %}
                {% do views.update({name: result.node.compiled_code}) %}
                {% do read.extend(node.depends_on.nodes) %}
            {% endif %}
        {% endif %}
    {% endfor %}
    {% set published = {} %}
    {% for name in names | reverse %}
        {% do published.update({name: views.get(name, '')}) %}
    {% endfor %}
    {% do return(published) %}
{% endmacro %}
