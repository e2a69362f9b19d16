{# Copies schema `bi` of the working file, with its comments, into a file of its own and into Parquet,
   both not yet published: whoever may open only these holds no personal data. Nothing but `bi` goes
   in, and into new files, so that no page of them ever held anything else. #}
{% macro copy_masked_surface() %}
    {% set file = run_query('select plumbline_unpublished_masked()').columns[0].values()[0] %}
    {% do run_query(
        'attach ' ~ text_literal(file) ~ " as masked (storage_version 'v1.4.0')"
    ) %}
    {% set tables = [] %}
    {% set relations = {} %}
    {% for node in graph.nodes.values() if node.schema == 'bi' and node.resource_type == 'model' %}
        {% do tables.append(node.alias) %}
        {% do relations.update({'bi.' ~ node.alias: ''}) %}
    {% endfor %}
    {% do copy_relations('masked', relations) %}
    {% for table in tables %}
        {% do run_query(
            'copy masked.bi.' ~ table ~ ' to ' ~ text_literal(file ~ '.' ~ table ~ '.parquet')
            ~ ' (format parquet, compression zstd)'
        ) %}
    {% endfor %}
    {% do run_query('detach masked') %}
{% endmacro %}
