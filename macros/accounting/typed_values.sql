{# What the spelling of a column looks at by itself, by the part it stands for; a step of its own, so
   that an engine computes it once. #}
{% macro split_parts(column) %}
    {% set name = column.name %}
    {% if column.type == 'id' %}
        {% do return({'digits': citizen_id_digits(name)}) %}
    {% elif column.type == 'moment' %}
        {% do return({'clock': time_behind_day(name)}) %}
    {% elif column.type in ['int', 'money', 'number'] %}
        {% do return({'characters': number_characters(name)}) %}
    {% endif %}
    {% do return({}) %}
{% endmacro %}


{# The text of a column in the one spelling its type is cast from, by the part it stands for. #}
{% macro spelled_parts(column) %}
    {% set name = column.name %}
    {% set type = column.type %}
    {% if type == 'id' %}
        {% do return({
            'number': 'try_cast(digits_of_' ~ name ~ ' as bigint)',
            'birth': 'try_cast(' ~ birth_day_text('digits_of_' ~ name) ~ ' as date)',
        }) %}
    {% elif type == 'date' %}
        {% do return({'day': day_text(name)}) %}
    {% elif type == 'month' %}
        {% do return({'day': month_text(name)}) %}
    {% elif type == 'time' %}
        {% do return({'time': time_text(name)}) %}
    {% elif type == 'moment' %}
        {% do return({'day': day_text(name), 'time': time_text('clock_of_' ~ name)}) %}
    {% elif type == 'int' %}
        {% do return({'number': whole_number_text('characters_of_' ~ name)}) %}
    {% elif type in ['money', 'number'] %}
        {% do return({'number': number_text('characters_of_' ~ name)}) %}
    {% endif %}
    {% do return({}) %}
{% endmacro %}


{# The typed value of a column, null where its text cannot be read as one. #}
{% macro typed_value(column, words) %}
    {% set name = column.name %}
    {% set type = column.type %}
    {% if words %}
        {% do return(declared_word(name, words)) %}
    {% elif type == 'id' %}
        {% do return(citizen_id(
            name, 'digits_of_' ~ name, 'number_of_' ~ name, 'birth_of_' ~ name
        )) %}
    {% elif type == 'date' %}
        {% do return('try_cast(day_of_' ~ name ~ ' as date)') %}
    {% elif type == 'month' %}
        {% do return(month_of('try_cast(day_of_' ~ name ~ ' as date)')) %}
    {% elif type == 'time' %}
        {% do return('time_of_' ~ name) %}
    {% elif type == 'moment' %}
        {% do return(
            'try_cast(day_of_' ~ name ~ " || ' ' || coalesce(time_of_" ~ name
            ~ ", '00:00:00') as timestamp)"
        ) %}
    {% elif type == 'money' %}
        {% do return(money('number_of_' ~ name)) %}
    {% elif type == 'int' %}
        {% do return('try_cast(number_of_' ~ name ~ ' as bigint)') %}
    {% elif type == 'number' %}
        {% do return('try_cast(number_of_' ~ name ~ ' as decimal(28, 10))') %}
    {% endif %}
    {% do return(name) %}
{% endmacro %}


{# One of the declared words, compared as it stands, or null. A mapping gives a word's spellings. #}
{% macro declared_word(name, words) %}
    {% set branches = [] %}
    {% for word in words %}
        {% set spellings = [word] + (words[word] if words is mapping else []) %}
        {% set listed = [] %}
        {% for spelling in spellings %}
            {% do listed.append(text_literal(spelling)) %}
        {% endfor %}
        {% do branches.append(
            'when ' ~ name ~ ' in (' ~ listed | join(', ') ~ ') then ' ~ text_literal(word)
        ) %}
    {% endfor %}
    {% do return('case ' ~ branches | join(' ') ~ ' end') %}
{% endmacro %}
