{# The word a table's comment begins with. #}
{% macro table_title(model) %}
    {% if model.name.startswith('stg_') %}
        {% do return(contracts()[model.name[4:]].extract_zh) %}
    {% endif %}
    {% do return(model.config.meta.title_zh or table_titles().get(model.alias, '')) %}
{% endmacro %}


{# The word a column's comment begins with. #}
{% macro column_title(model, name) %}
    {% if model.name.startswith('stg_') %}
        {% for column in contracts()[model.name[4:]].columns %}
            {% if column.name == name %}
                {% do return(column.header) %}
            {% elif column.type == 'moment' and time_known(column.name) == name %}
                {% do return(column.header ~ '是否有时刻') %}
            {% endif %}
        {% endfor %}
    {% endif %}
    {% set titles = column_titles() %}
    {% do return(titles.get(model.alias ~ '.' ~ name) or titles.get(name, '')) %}
{% endmacro %}
