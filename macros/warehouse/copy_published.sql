{# Copies to a file attached as `unpublished` what readers are promised, once each, by the project's
   graph of today: what an older build left in the working file stays there, but for history, all of
   which is carried on. Staging is views of base in the working file, and tables in the published one. #}
{% macro copy_published(results) %}
    {% set relations = published_relations(results) %}
    {% for row in run_query(
        "select table_name from duckdb_tables() where schema_name = 'history'"
        ~ ' and database_name = ' ~ text_literal(target.database)
    ).rows %}
        {% do relations.update({'history.' ~ row.table_name: ''}) %}
    {% endfor %}
    {% set settled, inputs = settled_relations(relations) %}
    {% set begun = fromjson(run_query(
        'select plumbline_unpublished(' ~ text_literal('' if flags.FULL_REFRESH else inputs) ~ ')'
    ).columns[0].values()[0]) %}
    {% do attach_unpublished(begun.path) %}
    {% if settled and not begun.is_settled %}
        {% do copy_relations('unpublished', settled) %}
        {% do run_query('detach unpublished') %}
        {% do run_query('select plumbline_settle(' ~ text_literal(inputs) ~ ')') %}
        {% do attach_unpublished(begun.path) %}
    {% endif %}
    {% for name in settled %}
        {% do relations.pop(name) %}
    {% endfor %}
    {% do copy_relations('unpublished', relations) %}
{% endmacro %}


{# Most tables are small: blocks of a quarter of a megabyte would stand half empty. #}
{% macro attach_unpublished(path) %}
    {% do run_query(
        'attach ' ~ text_literal(path)
        ~ " as unpublished (storage_version 'v1.4.0', block_size 65536" ~ encrypted() ~ ')'
    ) %}
{% endmacro %}


{# The tables that rest on deliveries alone: nearly all rows that are published, and the same ones in
   most builds; with a digest of all they rest on. To compress them is most of what publishing costs.
   They are written once, to a file of their own, and each build publishes a copy of it until one of
   them has changed. Then it is written anew as a whole: it never holds a row that was taken out. #}
{% macro settled_relations(relations) %}
    {% set settled = {} %}
    {% set nodes = [] %}
    {% for id, node in graph.nodes.items() if node.resource_type == 'model' %}
        {% set name = node.schema ~ '.' ~ node.alias %}
        {% if node.schema in ['staging', 'intermediate'] and relations.get(name) == ''
            and node.config.materialized in ['kept_table', 'kept_view'] %}
            {% do settled.update({name: ''}) %}
            {% do nodes.append(text_literal(id)) %}
        {% endif %}
    {% endfor %}
    {% set known, inputs = run_query(
        "select count(*), md5(string_agg(concat_ws('=', node, inputs, fingerprint), '|' order by node))"
        ~ ' from ' ~ fingerprints_table() ~ ' where node in (' ~ nodes | join(', ') ~ ')'
    ).rows[0] %}
    {% do return((settled, inputs) if settled and known == nodes | length else ({}, '')) %}
{% endmacro %}


{# Copies relations of the working file, with their comments, to an attached database. `relations` gives
   the SQL of each that is a view there, and nothing for a table. One transaction, since each waits for
   the disk, and there are three thousand statements. #}
{% macro copy_relations(database, relations) %}
    {% set statements = ['use ' ~ database, 'begin'] %}
    {% for name, view in relations.items() %}
        {% do statements.append('create schema if not exists ' ~ name.split('.')[0]) %}
        {% do statements.append(
            'create view ' ~ name ~ ' as ' ~ view if view
            else 'create table ' ~ name ~ ' as from ' ~ adapter.quote(target.database) ~ '.' ~ name
        ) %}
    {% endfor %}
    {% do statements.extend(run_query(comment_statements(relations)).columns[0].values()) %}
    {% do statements.extend(['commit', 'use ' ~ adapter.quote(target.database)]) %}
    {% do run_query(statements | join(';\n')) %}
{% endmacro %}


{# A query for the statements that comment copies as their originals are. #}
{% macro comment_statements(relations) %}
    with relations as (
        {%- for name, view in relations.items() %}
        select {{ text_literal(name) }} as name, '{{ 'view' if view else 'table' }}' as kind
        {%- if not loop.last %} union all {%- endif %}
        {%- endfor %}
    ),
    described as (
        select database_name, schema_name, table_name, '' as part, comment from duckdb_tables()
        union all
        select database_name, schema_name, view_name, '', comment from duckdb_views()
        union all
        select database_name, schema_name, table_name, '."' || column_name || '"', comment
        from duckdb_columns()
    )
    select
        'comment on ' || if(part = '', kind, 'column') || ' ' || name || part || ' is '''
        || replace(comment, '''', '''''') || ''''
    from described
    inner join relations
        on name = schema_name || '.' || table_name
    where database_name = {{ text_literal(target.database) }} and comment is not null
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
