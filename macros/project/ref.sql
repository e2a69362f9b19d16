{# Models name each other without the database, so that the published views go on working when the
   file is copied under another name. #}
{% macro ref() %}
    {% set relation = builtins.ref(*varargs, **kwargs) %}
    {% if relation.database == target.database %}
        {% do return(relation.include(database=false)) %}
    {% endif %}
    {% do return(relation) %}
{% endmacro %}
