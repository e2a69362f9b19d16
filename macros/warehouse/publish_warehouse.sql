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
        {% do run_query('drop schema if exists history_before cascade') %}
        {% do copy_masked_surface() %}
        {# its workbook is written beside what follows #}
        {% do run_query('select plumbline_workbook()') %}
        {% do copy_published(results) %}
        {% do create_analyst_macros('unpublished') %}
        {% do run_query('detach unpublished') %}
        {% set warehouse = run_query('select plumbline_publish()').columns[0].values()[0] %}
        {% do log('Published ' ~ warehouse, info=true) %}
    {% endif %}
{% endmacro %}
