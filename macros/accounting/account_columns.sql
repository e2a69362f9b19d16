{# What the accounting of rows says of an extract's columns, by its contract. #}

{# Rows of one person stand together: they take a fifth less room, and are found faster. #}
{% macro stored_by(contract) %}
    {% set ids = contract.columns | selectattr('type', 'equalto', 'id') | map(attribute='name') | list %}
    {% do return(adapter.dispatch('stored_in_order')((ids + contract.key)[:1])) %}
{% endmacro %}


{# The first as-of date behind this one by which a row would be judged otherwise, null where there is
   none: a required day comes, or a person is born. #}
{% macro judged_anew_on(contract) %}
    {% set days = [] %}
    {% for column in contract.columns %}
        {% if column.type == 'id' %}
            {% do days.append('birth_of_' ~ column.name) %}
        {% elif column.required and column.type in ['date', 'month', 'moment'] %}
            {% do days.append('cast(' ~ column.name ~ ' as date)') %}
        {% endif %}
    {% endfor %}
    {% set coming = ['cast(null as date)'] %}
    {% for day in days %}
        {% do coming.append(
            'case when ' ~ day ~ ' > ' ~ as_of_date() | trim ~ ' then ' ~ day ~ ' end'
        ) %}
    {% endfor %}
    {% do return('least(' ~ (coming + coming[:1])[:[coming | length, 2] | max] | join(', ') ~ ')') %}
{% endmacro %}


{# The key by which rows supersede each other; a moment counts as its day. #}
{% macro key_columns(contract) %}
    {% set moments = contract.columns | selectattr('type', 'equalto', 'moment')
        | map(attribute='name') | list %}
    {% set columns = [] %}
    {% for name in contract.key %}
        {% do columns.append('cast(' ~ name ~ ' as date)' if name in moments else name) %}
    {% endfor %}
    {% do return(columns) %}
{% endmacro %}


{# The flag beside a moment: admitted_at has has_admitted_time. #}
{% macro time_known(moment) -%}
    {{ return('has_' ~ moment[:-3] ~ '_time') }}
{%- endmacro %}
