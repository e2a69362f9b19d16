{# A raw file is named by all that went into it; its size tells whether it is still whole. #}
{% macro raw_files_fingerprint(extract) %}
    {% do return(
        'select ' ~ text_literal('raw.' ~ extract) ~ ", coalesce(md5(string_agg(concat_ws('/',"
        ~ " filename, size), '|' order by filename)), '') from read_blob("
        ~ text_literal(target.path.rsplit('/', 1)[0] ~ '/raw/' ~ extract ~ '/*.parquet') ~ ')'
    ) %}
{% endmacro %}


{# The file of the seed being loaded. dbt's own checksum of a large one is only its path. #}
{% macro seed_file_fingerprint() %}
    {% do return(
        "select 'file', md5(content) from read_blob("
        ~ text_literal(model.root_path ~ '/' ~ model.original_file_path) ~ ')'
    ) %}
{% endmacro %}


{# Columns, types and rows of a table that is made anew by every build. #}
{% macro rows_fingerprint(node) %}
    {% set name = node.schema ~ '.' ~ (node.alias or node.identifier) %}
    {% set database = adapter.quote(node.database) %}
    {% do return(
        'select ' ~ text_literal(node.unique_id)
        ~ ", concat_ws('/', count(*), sum(hash(kept_rows)::hugeint), (select string_agg("
        ~ "column_name || ' ' || data_type, ',' order by column_index)"
        ~ ' from duckdb_columns() where database_name = ' ~ text_literal(node.database)
        ~ ' and schema_name = ' ~ text_literal(node.schema)
        ~ ' and table_name = ' ~ text_literal(node.alias or node.identifier)
        ~ ')) from ' ~ database ~ '.' ~ name ~ ' as kept_rows'
    ) %}
{% endmacro %}
