{# A build with PLUMBLINE_COMPUTED, the folder of a Spark build's tables, computes none of these: each
   table that Spark built is copied from its Parquet in place of what its SQL selects. All else (views,
   history, the gate, cases, what goes out) is as in any build, and so are the tests. Whether the folder is
   of the same build is looked at before (computed_build.sql). #}

{# The SQL by which a model's table is made: its own, or one that copies what Spark computed. #}
{% macro computed_or_own(relation, own) %}
    {% if not computed_fingerprint() %}
        {% do return(own) %}
    {% endif %}
    {% set files = computed_files(relation.schema, model.alias) %}
    {% set found = {} %}
    {% for column in run_query('describe from read_parquet(' ~ files ~ ')').rows %}
        {% do found.update({column.column_name: column.column_type}) %}
    {% endfor %}
    {% set columns = [] %}
    {% set wrong = [] %}
    {% for column in run_query('describe from (\n' ~ own ~ '\n)').rows %}
        {% set type = found.pop(column.column_name, 'no such column') %}
        {% do columns.append(
            'cast(' ~ adapter.quote(column.column_name) ~ ' as ' ~ column.column_type ~ ') as '
            ~ adapter.quote(column.column_name)
        ) %}
        {% if not is_as_wide(column.column_type, type) %}
            {% do wrong.append(
                column.column_name ~ ' is ' ~ type ~ ', expected ' ~ column.column_type
            ) %}
        {% endif %}
    {% endfor %}
    {% for column in found %}
        {% do wrong.append(column ~ ' is not of this table') %}
    {% endfor %}
    {% if wrong %}
        {% do not_to_be_taken(relation.schema ~ '.' ~ model.alias ~ ': ' ~ wrong | join('; ')) %}
    {% endif %}
    {% do return('select ' ~ columns | join(', ') ~ ' from read_parquet(' ~ files ~ ')') %}
{% endmacro %}


{# Spark knows no number of more than 38 digits, and says of a sum what it can hold: a whole number, or a
   decimal of the same scale, that is narrower there is the same number. #}
{% macro is_as_wide(expected, found) %}
    {% set whole_numbers = ['SMALLINT', 'INTEGER', 'BIGINT', 'HUGEINT'] %}
    {% set shape = '^DECIMAL[(]([0-9]+),([0-9]+)[)]$' %}
    {% set wide = modules.re.match(shape, expected) %}
    {% set narrow = modules.re.match(shape, found) %}
    {% if wide and narrow %}
        {% do return(
            wide.group(2) == narrow.group(2) and wide.group(1) | int >= narrow.group(1) | int
        ) %}
    {% elif expected in whole_numbers and found in whole_numbers %}
        {% do return(whole_numbers.index(expected) >= whole_numbers.index(found)) %}
    {% endif %}
    {% do return(expected == found) %}
{% endmacro %}


{# SQL that tells the files which the model being built is copied from; nothing where it is computed. #}
{% macro computed_fingerprint() %}
    {% if not computed_folder() or model.resource_type != 'model' or not run_query(
        'select 1 from ' ~ adapter.quote(target.database) ~ ".kept.computed where kind = 'table' and name = "
        ~ text_literal(model.unique_id)
    ).rows %}
        {% do return('') %}
    {% endif %}
    {% do return(
        "select 'computed', md5(string_agg(concat_ws('/', filename, size), '|' order by filename))"
        ~ ' from read_blob(' ~ computed_files(model.schema, model.alias) ~ ')'
    ) %}
{% endmacro %}


{# Where a table of Spark's stands, as DuckDB reads it. #}
{% macro computed_files(schema, table) %}
    {% set files = text_literal(computed_folder() ~ '/' ~ schema ~ '.db/' ~ table ~ '/*.parquet') %}
    {% if not run_query('from glob(' ~ files ~ ') limit 1').rows %}
        {% do not_to_be_taken(schema ~ '.' ~ table ~ ' is not there') %}
    {% endif %}
    {% do return(files) %}
{% endmacro %}


{% macro not_to_be_taken(what) %}
    {% do exceptions.raise_compiler_error(
        'PLUMBLINE_COMPUTED, ' ~ computed_folder() ~ ': ' ~ what
        ~ '. Build all again with `--target spark`, from the same deliveries, as-of date and commit as'
        ~ ' this build; or unset PLUMBLINE_COMPUTED, and DuckDB computes by itself.'
    ) %}
{% endmacro %}


{# dbt's own, over computed_or_own. #}
{% macro duckdb__create_table_as(
    temporary, relation, compiled_code, language='sql', partitioned_by=none, sorted_by=none
) %}
    {% set code = compiled_code if temporary or language != 'sql'
        else computed_or_own(relation, compiled_code) %}
    {{ return(dbt.duckdb__create_table_as(
        temporary, relation, code, language, partitioned_by=partitioned_by, sorted_by=sorted_by
    )) }}
{% endmacro %}
