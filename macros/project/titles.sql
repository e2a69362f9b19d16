{# The word a table's comment begins with. #}
{% macro table_title(model) %}
    {% if model.name.startswith('stg_') %}
        {% do return(contracts()[model.name[4:]].extract_zh) %}
    {% endif %}
    {% do return(model.config.meta.title_zh or table_titles().get(model.alias, '')) %}
{% endmacro %}


{# The words the comments of a table's columns begin with, by column; empty where there is none. #}
{% macro titles_of_columns(model) %}
    {% set known = column_titles() %}
    {% set titles = {} %}
    {% for name in model.columns %}
        {% do titles.update({name: known.get(model.alias ~ '.' ~ name) or known.get(name, '')}) %}
    {% endfor %}
    {% if model.name.startswith('stg_') %}
        {% for column in contracts()[model.name[4:]].columns %}
            {% do titles.update({column.name: column.header}) %}
            {% if column.type == 'moment' %}
                {% do titles.update({time_known(column.name): column.header ~ '是否有时刻'}) %}
            {% endif %}
        {% endfor %}
    {% endif %}
    {% do return(titles) %}
{% endmacro %}
