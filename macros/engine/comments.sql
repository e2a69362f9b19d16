{# Comments of tables and columns begin with the word by which Chinese readers know them:
   `照料中心 · Name of the day care centre.` Takes the place of dbt's own macro; Spark keeps none. #}
{% macro duckdb__persist_docs(relation, model, for_relation, for_columns) %}
    {% do dbt.default__persist_docs(relation, with_comments(model), for_relation, for_columns) %}
{% endmacro %}


{# The model with its comments in place of its descriptions. #}
{% macro with_comments(model) %}
    {% set columns = {} %}
    {% for name, column in model.columns.items() %}
        {% set comment = [column_title(model, name), column.description] | select | join(' · ') %}
        {% do columns.update({name: dict(column, description=comment)}) %}
    {% endfor %}
    {% set comment = [table_title(model), model.description] | select | join(' · ') %}
    {% do return(dict(model, description=comment, columns=columns)) %}
{% endmacro %}
