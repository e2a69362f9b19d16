{# What can be wrong with a row: reason to condition. The conditions do not depend on each other. #}
{% macro row_faults(contract) %}
    {% set faults = {} %}
    {% set types = {} %}
    {% for column in contract.columns %}
        {% set name = column.name %}
        {% do types.update({name: column.type}) %}
        {% if column.required %}
            {% do faults.update({'missing_' ~ name: 'not has_text_in_' ~ name}) %}
        {% endif %}
        {% if column.type not in ['text', 'name'] or name in contract.words %}
            {% do faults.update(
                {'invalid_' ~ name: '(has_text_in_' ~ name ~ ' and ' ~ name ~ ' is null)'}
            ) %}
        {% endif %}
        {% if column.required and column.type in ['date', 'month', 'moment'] %}
            {% do faults.update({
                'future_' ~ name: 'coalesce(cast(' ~ name ~ ' as date) > ' ~ as_of_date() ~ ', false)',
                'implausible_' ~ name:
                    'coalesce(cast(' ~ name ~ " as date) < date '1900-01-01', false)",
            }) %}
        {% endif %}
        {% if column.type in ['money', 'int', 'number'] %}
            {% do faults.update({'negative_' ~ name: 'coalesce(' ~ name ~ ' < 0, false)'}) %}
        {% endif %}
    {% endfor %}
    {% set backwards = [] %}
    {% for start, end in contract.spells %}
        {% do backwards.append(ends_before_start(start, end, types[start] == 'moment')) %}
    {% endfor %}
    {% if backwards %}
        {% do faults.update({'ends_before_start': backwards | join(' or ')}) %}
    {% endif %}
    {# a comma that no quotes guard has moved the cells of such a row #}
    {% do faults.update({'extra_cells': "coalesce(extra_cells, '') != ''"}) %}
    {% do return(faults) %}
{% endmacro %}


{# By day, but two moments whose times of day are known to the second. #}
{% macro ends_before_start(start, end, are_moments) %}
    {% set by_day = 'coalesce(cast(' ~ end ~ ' as date) < cast(' ~ start ~ ' as date), false)' %}
    {% if are_moments %}
        {% do return(
            by_day ~ ' or coalesce(' ~ time_known(start) ~ ' and ' ~ time_known(end) ~ ' and '
            ~ end ~ ' < ' ~ start ~ ', false)'
        ) %}
    {% endif %}
    {% do return(by_day) %}
{% endmacro %}


{# Each reason as an expression that is null where its condition does not hold. #}
{% macro faulty_names(faults) %}
    {% set names = [] %}
    {% for reason, condition in faults.items() %}
        {% do names.append("case when " ~ condition ~ " then '" ~ reason ~ "' end") %}
    {% endfor %}
    {% do return(names) %}
{% endmacro %}


{# Chinese header to the column that holds its landed text; what stood beyond the header has none. #}
{% macro landed_headers(contract, with_extra_cells=false) %}
    {% set headers = {} %}
    {% for column in contract.columns %}
        {% do headers.update({column.header: 'landed_' ~ column.name}) %}
    {% endfor %}
    {% if with_extra_cells %}
        {% do headers.update({'表头以外': 'extra_cells'}) %}
    {% endif %}
    {% do return(headers) %}
{% endmacro %}
