{# Copies schema `bi` of the working file, with its comments, into a file of its own and into Parquet,
   both not yet published: whoever may open only these holds no personal data. Nothing but `bi` goes
   in, and into new files, so that no page of them ever held anything else. #}
{% macro copy_masked_surface() %}
    {% set file = run_query('select plumbline_unpublished_masked()').columns[0].values()[0] %}
    {% do run_query(
        'attach ' ~ text_literal(file) ~ " as masked (storage_version 'v1.4.0')"
    ) %}
    {% do run_query('create schema masked.bi') %}
    {% for node in graph.nodes.values() if node.schema == 'bi' and node.resource_type == 'model' %}
        {% set table = 'masked.bi.' ~ adapter.quote(node.alias) %}
        {% do run_query('create table ' ~ table ~ ' as from bi.' ~ adapter.quote(node.alias)) %}
        {% set commented = with_comments(node) %}
        {% do run_query('comment on table ' ~ table ~ ' is ' ~ text_literal(commented.description)) %}
        {% for column in commented.columns.values() %}
            {% do run_query(
                'comment on column ' ~ table ~ '.' ~ adapter.quote(column.name)
                ~ ' is ' ~ text_literal(column.description)
            ) %}
        {% endfor %}
        {% do run_query(
            'copy ' ~ table ~ ' to ' ~ text_literal(file ~ '.' ~ node.alias ~ '.parquet')
            ~ ' (format parquet, compression zstd)'
        ) %}
    {% endfor %}
    {% do run_query('detach masked') %}
{% endmacro %}
