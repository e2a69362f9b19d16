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
    {% for result in results %}
        {% do (passed if result.status in good else failed).append(result.node.unique_id) %}
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
    {% elif flags.EMPTY %}
        {% do log('Not published: an empty build (`--empty`) holds no rows.', info=true) %}
    {% elif missing %}
        {% do log(
            'Not published: this was a build of a part (' ~ missing | length
            ~ ' seeds, models and tests were left out). Run a whole `dbt build` to publish.',
            info=true
        ) %}
    {% else %}
        {% set unpublished = run_query('select plumbline_unpublished()').columns[0].values()[0] %}
        {% do run_query(
            "attach '" ~ unpublished | replace("'", "''") ~ "' as unpublished (storage_version 'v1.4.0')"
        ) %}
        {% do run_query('drop schema if exists history_before cascade') %}
        {% do run_query('copy from database ' ~ adapter.quote(target.database) ~ ' to unpublished') %}
        {% do run_query('detach unpublished') %}
        {% do copy_masked_surface() %}
        {% set warehouse = run_query('select plumbline_publish()').columns[0].values()[0] %}
        {% do log('Published ' ~ warehouse, info=true) %}
    {% endif %}
{% endmacro %}
