{# Comments of tables and columns begin with the word by which Chinese readers know them:
   `照料中心 · Name of the day care centre.` Takes the place of dbt's own macro; Spark keeps none. #}
{% macro duckdb__persist_docs(relation, model, for_relation, for_columns) %}
    {% set comments = comments_as_sql(relation, model) %}
    {% if comments %}
        {% do run_query(comments) %}
    {% endif %}
{% endmacro %}


{# The statements that write a relation's comments, where it is configured to have them. #}
{% macro comments_as_sql(relation, model) %}
    {% set statements = [] %}
    {% if config.persist_relation_docs() %}
        {% set comment = [table_title(model), model.description] | select | join(' · ') %}
        {% do statements.append(
            'comment on ' ~ relation.type ~ ' ' ~ relation ~ ' is ' ~ text_literal(comment) ~ ';'
        ) %}
    {% endif %}
    {% if config.persist_column_docs() %}
        {% set titles = titles_of_columns(model) %}
        {% for name, column in model.columns.items() %}
            {% set comment = [titles[name], column.description] | select | join(' · ') %}
            {% do statements.append(
                'comment on column ' ~ relation ~ '.' ~ adapter.quote(name) ~ ' is '
                ~ text_literal(comment) ~ ';'
            ) %}
        {% endfor %}
    {% endif %}
    {% do return(statements | join('\n')) %}
{% endmacro %}
