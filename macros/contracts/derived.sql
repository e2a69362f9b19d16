{# What follows from an extract's contract: whom its rows are about, whom they mention, and the day
   they tell of. All of it is known at parse time, so that models can loop over it with ref(). #}

{# The name of the first required column of one of the types; none where there is no such column. #}
{% macro first_required(contract, types) %}
    {% for column in contract.columns if column.required and column.type in types %}
        {% do return(column.name) %}
    {% endfor %}
    {% do return(none) %}
{% endmacro %}


{# The names of the columns of a type, in their order. #}
{% macro columns_of_type(contract, type) %}
    {% do return(
        contract.columns | selectattr('type', 'equalto', type) | map(attribute='name') | list
    ) %}
{% endmacro %}


{% macro has_column(contract, name) %}
    {% do return(name in contract.columns | map(attribute='name')) %}
{% endmacro %}


{# An extract's first required day, month or moment, as a day; none where it has none. #}
{% macro first_day(contract) %}
    {% set column = first_required(contract, ['date', 'month', 'moment']) %}
    {% do return('cast(' ~ column ~ ' as date)' if column else none) %}
{% endmacro %}


{# The day a row tells of: its first required day, else the last one of its year; none where an
   extract tells of neither. #}
{% macro told_day(contract) %}
    {% if first_day(contract) %}
        {% do return(first_day(contract)) %}
    {% elif has_column(contract, 'fiscal_year') %}
        {% do return(day_in_year('fiscal_year', 12, 31)) %}
    {% endif %}
    {% do return(none) %}
{% endmacro %}


{# The one day that a row of an extract tells of, null where it cannot be believed, and always where
   the extract holds spells: they tell of more days than the one they begin on. #}
{% macro event_day(extract) %}
    {% set contract = contracts()[extract] %}
    {% if contract.spells or not told_day(contract) %}
        {% do return('cast(null as date)') %}
    {% endif %}
    {% do return(believable_day(told_day(contract))) %}
{% endmacro %}


{# The column that tells what the rows are about: the one its contract states, else the person's ID,
   else the first ID, else the first of its key. #}
{% macro subject_of_extract(contract) %}
    {% set ids = columns_of_type(contract, 'id') %}
    {% if contract.stated_subject %}
        {% do return(contract.stated_subject) %}
    {% elif 'id_number' in ids %}
        {% do return('id_number') %}
    {% endif %}
    {% do return((ids + contract.key) | first) %}
{% endmacro %}


{# The contracts of the extracts whose rows tell of a day. #}
{% macro extracts_with_a_day() %}
    {% set told = [] %}
    {% for contract in contracts().values() if told_day(contract) %}
        {% do told.append(contract) %}
    {% endfor %}
    {% do return(told) %}
{% endmacro %}


{# Every column of every extract that holds a citizen ID, with the columns of that person's name and
   town (none where the extract has none) and the day of the mention: id_number has name and town,
   <role>_id_number has <role>_name, and the row's town is not theirs. #}
{% macro person_mentions() %}
    {% set mentions = [] %}
    {% for contract in contracts().values() %}
        {% for id in columns_of_type(contract, 'id') %}
            {% set name = id.removesuffix('id_number') ~ 'name' %}
            {% set has_town = id == 'id_number' and has_column(contract, 'town') %}
            {% do mentions.append({
                'extract': contract.extract,
                'id': id,
                'name': name if has_column(contract, name) else none,
                'town': 'town' if has_town else none,
                'day': first_day(contract),
            }) %}
        {% endfor %}
    {% endfor %}
    {% do return(mentions) %}
{% endmacro %}
