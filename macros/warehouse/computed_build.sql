{# Which build on Spark a build on DuckDB may take tables from (computed_tables.sql). #}

{% macro computed_folder() %}
    {% do return(env_var('PLUMBLINE_COMPUTED', '') | trim | replace('\\', '/')) %}
{% endmacro %}


{# What a build's tables follow from besides its raw files: kind, name and value of each. dbt tells of a
   macro nothing but its name; both builds are to be of one commit. #}
{% macro computed_facts() %}
    {% set facts = [{'kind': 'day', 'name': 'as-of date', 'value': as_of_date() | trim}] %}
    {% for name in ['extracts', 'rules', 'service_rules'] %}
        {% do facts.append({'kind': 'list', 'name': name, 'value': var(name) | join(',')}) %}
    {% endfor %}
    {% for id, node in graph.nodes.items()
        if node.resource_type in ['seed', 'model'] and node.config.enabled %}
        {% do facts.append({
            'kind': 'seed' if node.resource_type == 'seed' else node.config.materialized,
            'name': id,
            'value': node.checksum.checksum,
        }) %}
    {% endfor %}
    {% do return(facts) %}
{% endmacro %}


{# Runs before a build on DuckDB: notes in `kept.computed` what is there to be taken, and stops where it
   is of another day, of other deliveries or of other code. #}
{% macro take_computed() %}
    {% set kept = adapter.quote(target.database) ~ '.kept.computed' %}
    {% do run_query('drop table if exists ' ~ kept) %}
    {% if not computed_folder() %}
        {% do return('') %}
    {% endif %}
    {% set build = computed_files('computed', 'build') %}
    {% set facts = [] %}
    {% for fact in computed_facts() %}
        {% do facts.append('(' ~ text_literal(fact.name) ~ ', ' ~ text_literal(fact.value) ~ ')') %}
    {% endfor %}
    {% do run_query('create table ' ~ kept ~ ' as from read_parquet(' ~ build ~ ')') %}
    {% set others = run_query(
        'with ours (name, value) as (values ' ~ facts | join(', ') ~ '), raw_files as ('
        ~ "select 'raw' as kind, parse_path(file_name)[-2] as name, parse_filename(file_name) as value"
        ~ ' from parquet_file_metadata(' ~ text_literal(target.path.rsplit('/', 1)[0] ~ '/raw/*/*.parquet')
        ~ ') where num_rows > 0), differing as ('
        ~ 'select kind, name from ' ~ kept ~ " as theirs where kind != 'raw'"
        ~ ' and (name, value) not in (select (name, value) from ours)'
        ~ ' union (select kind, name from (from ' ~ kept ~ " where kind = 'raw' except from raw_files))"
        ~ ' union (select kind, name from (from raw_files except from ' ~ kept ~ '))'
        ~ ") select if(kind = 'raw', 'deliveries of ', '') || name from differing order by all"
    ).columns[0].values() %}
    {% if others %}
        {% do not_to_be_taken(
            'computed.build is of another build: its ' ~ others[:5] | join(', ')
            ~ (' and ' ~ (others | length - 5) ~ ' more' if others | length > 5 else '')
            ~ ' are not what this one has'
        ) %}
    {% endif %}
{% endmacro %}
