{# The fingerprint of what the node being built rests on (`inputs`, none where that cannot be told),
   whether one is remembered, and whether it is that one; `no_failures` is what a test without any
   would find. A test is `only_kept`: it reads the rows of what is not kept no slower than a fingerprint
   would. #}
{% macro what_it_rests_on(only_kept=false) %}
    {% set kept = [] %}
    {% set parts = [] %}
    {% for id in read_by(model) %}
        {% set parent = graph.nodes.get(id) or graph.sources.get(id) %}
        {% if parent.config.materialized in ['kept_table', 'kept_view', 'seed'] %}
            {% do kept.append(text_literal(id)) %}
        {% elif parent.resource_type == 'source' and parent.schema == 'raw' %}
            {% do parts.append(raw_files_fingerprint(parent.name)) %}
        {% elif only_kept %}
            {% do return({'inputs': none, 'is_unchanged': false, 'is_remembered': true}) %}
        {% else %}
            {% do parts.append(rows_fingerprint(parent)) %}
        {% endif %}
    {% endfor %}
    {% set own = [
        compiled_code | replace(as_of_date() | trim, 'the as-of date') if until_column()
            else compiled_code,
        tojson(model.columns),
        this | string,
        dbt_version,
        model.description,
        tojson(model.config.get('contract', {}), sort_keys=true),
        model.config.get('fail_calc', ''),
        model.config.get('limit') or '',
    ] %}
    {% if model.columns %}
        {% do own.extend([table_title(model), titles_of_columns(model).values() | join(',')]) %}
    {% endif %}
    {% if model.resource_type == 'seed' %}
        {% do parts.append(seed_file_fingerprint()) %}
        {% for option in ['column_types', 'delimiter', 'quote_columns'] %}
            {% do own.append(tojson(model.config.get(option), sort_keys=true)) %}
        {% endfor %}
    {% endif %}
    {% if model.config.meta.get('rests_on') %}
        {% do parts.append("select 'code', " ~ model.config.meta.rests_on) %}
    {% endif %}
    {% if computed_fingerprint() %}
        {% do parts.append(computed_fingerprint()) %}
    {% endif %}
    {% do parts.append('select ' ~ text_literal(local_md5(own | join('|'))) ~ ', version()') %}
    {% if kept %}
        {% do parts.append(
            'select node, fingerprint from ' ~ fingerprints_table()
            ~ ' where node in (' ~ kept | join(', ') ~ ')'
        ) %}
    {% endif %}
    {% set found = run_query(
        'with parts (node, fingerprint) as (' ~ parts | join(' union all ')
        ~ "), parents as (select count(*) as known, md5(string_agg(concat_ws('=', node, fingerprint), '|'"
        ~ ' order by node)) as inputs from parts) select parents.known, parents.inputs,'
        ~ ' before.inputs is not null as is_remembered,'
        ~ ' before.inputs = parents.inputs and coalesce(before.as_of <= ' ~ as_of_date() ~ ', true) and coalesce(before.stands_until > ' ~ as_of_date()
        ~ ', true) as is_same, 0 as failures, false as should_warn, false as should_error'
        ~ ' from parents left join ' ~ fingerprints_table() ~ ' as before on before.node = '
        ~ text_literal(model.unique_id)
    ) %}
    {% set known, inputs, is_remembered, is_same = found.rows[0].values()[:4] %}
    {% set is_known = known == parts | length + (kept | length - 1 if kept else 0) %}
    {% do return({
        'inputs': inputs if is_known else none,
        'is_remembered': is_remembered,
        'is_unchanged': is_known and is_same and found.rows | length == 1,
        'no_failures': found.select(['failures', 'should_warn', 'should_error']),
    }) %}
{% endmacro %}


{# What a node reads: a view, and what that view reads, which shows in it whether or not the view itself
   is looked at in this build. #}
{% macro read_by(node) %}
    {% set read = [] %}
    {% for id in node.depends_on.nodes %}
        {% do read.append(id) %}
        {% set parent = graph.nodes.get(id) %}
        {% if parent and parent.config.materialized == 'kept_view' %}
            {% do read.extend(read_by(parent)) %}
        {% endif %}
    {% endfor %}
    {% do return(read | unique | list) %}
{% endmacro %}


{# Strikes out what is remembered of a node that is about to be made. #}
{% macro forget_fingerprint(rests_on) %}
    {% set statement = fingerprint_forgotten(rests_on) %}
    {% if statement %}
        {% do run_query(statement) %}
    {% endif %}
{% endmacro %}


{# The statement that does; none where nothing is remembered. #}
{% macro fingerprint_forgotten(rests_on) %}
    {% if rests_on.is_remembered %}
        {% do return(
            'delete from ' ~ fingerprints_table() ~ ' where node = ' ~ text_literal(model.unique_id) ~ ';'
        ) %}
    {% endif %}
{% endmacro %}


{# What is told of a table to those that read it: that it rests on the same, or where meta `told_by` is
   `rows`, that it holds the same rows. So a table that has to be made again each time, since it reads
   history, makes nothing new of what reads it until its rows change.

   Rows of meta `stands_until` hold for later as-of dates too, until the least day in that column; they
   are still other rows than those of another as-of date may be. #}
{% macro remember_fingerprint(rests_on) %}
    {% set statement = fingerprint_remembered(rests_on) %}
    {% if statement %}
        {% do run_query(statement) %}
    {% endif %}
{% endmacro %}


{# The statement that does; none where it cannot be told what the node rests on. #}
{% macro fingerprint_remembered(rests_on) %}
    {% set inputs = rests_on.inputs %}
    {% if not inputs %}
        {% do return('') %}
    {% endif %}
    {% set until = until_column() %}
    {% set as_of = as_of_date() if until else 'cast(null as date)' %}
    {% if model.config.materialized == 'kept_table' and model.config.meta.get('told_by') == 'rows' %}
        {% set told = '(select own.told from (' ~ rows_fingerprint(model) ~ ') as own (node, told))' %}
    {% else %}
        {% set told = text_literal(inputs) ~ " || coalesce(cast(" ~ as_of ~ " as varchar), '')" %}
    {% endif %}
    {% do return(
        'insert into ' ~ fingerprints_table() ~ ' select ' ~ text_literal(model.unique_id) ~ ', '
        ~ text_literal(inputs) ~ ', md5(' ~ told ~ '), ' ~ as_of ~ ', '
        ~ ('(select min(' ~ until ~ ') from ' ~ this ~ ')' if until else 'null')
    ) %}
{% endmacro %}


{% macro until_column() %}
    {% do return(model.config.meta.get('stands_until')) %}
{% endmacro %}
