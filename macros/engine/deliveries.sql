{# On Spark landing is a command of its own, `python -m plumbline.landing`; here raw.<extract> only
   comes to stand over the files it left. Columns are named as the contract names them, so that
   Spark need not look into the files. #}
{% macro spark__land_deliveries() %}
    {% set warehouse = env_var('PLUMBLINE_WAREHOUSE', 'warehouse/plumbline.duckdb') %}
    {% set from_root = '' if warehouse.startswith('/') else env_var('PWD') ~ '/' %}
    {% do run_query('create schema if not exists raw') %}
    {% for source in graph.sources.values() if source.schema == 'raw' %}
        {% set columns = [] %}
        {% for column in source.columns.values() %}
            {% do columns.append(
                adapter.quote(column.name) ~ (' bigint' if column.name == 'row_number' else ' string')
            ) %}
        {% endfor %}
        {% do columns.extend(['delivery_order string', 'extra_cells string']) %}
        {% do run_query('drop table if exists raw.' ~ source.name) %}
        {% do run_query(
            'create table raw.' ~ source.name ~ ' (' ~ columns | join(', ') ~ ') using parquet location '
            ~ text_literal(from_root ~ warehouse ~ '.build/raw/' ~ source.name)
        ) %}
    {% endfor %}
{% endmacro %}
