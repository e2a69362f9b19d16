{# What the rows of each extract tell of: from which day to which, where, and of whom. Known at parse
   time, so that a model can loop over it with ref(). #}
{% macro told_of_extracts() %}
    {% set told = [] %}
    {% for contract in contracts().values() %}
        {% do told.append({
            'extract': contract.extract,
            'extract_zh': contract.extract_zh,
            'first_day': first_day_told(contract),
            'last_day': last_day_told(contract),
            'place': place_told(contract),
            'ids': columns_of_type(contract, 'id') | join(', '),
            'names': columns_of_type(contract, 'name') | join(', '),
        }) %}
    {% endfor %}
    {% do return(told) %}
{% endmacro %}


{# A spell's start, else the day told; null where an extract tells of none. #}
{% macro first_day_told(contract) %}
    {% if contract.spells %}
        {% do return('cast(' ~ contract.spells[0][0] ~ ' as date)') %}
    {% endif %}
    {% do return(told_day(contract) or 'cast(null as date)') %}
{% endmacro %}


{# A spell's end; the as-of date for a death; a month's last day; else the day told. #}
{% macro last_day_told(contract) %}
    {% if contract.spells %}
        {% do return(spell_end('cast(' ~ contract.spells[0][1] ~ ' as date)')) %}
    {% elif contract.extract == 'deaths' %}
        {% do return(as_of_date()) %}
    {% elif first_required(contract, ['date', 'month', 'moment'])
        in columns_of_type(contract, 'month') %}
        {% do return('last_day(' ~ told_day(contract) ~ ')') %}
    {% endif %}
    {% do return(told_day(contract) or 'cast(null as date)') %}
{% endmacro %}


{# The column that names the place, employer or organisation of a row; null where there is none. #}
{% macro place_told(contract) %}
    {% set columns = contract.columns | map(attribute='name') | list %}
    {% for place in [
        'institution_name', 'hospital_name', 'centre_name', 'village', 'organisation', 'employer',
        'enterprise_name', 'association_name', 'contractor', 'unit', 'site_name',
        'assessing_hospital',
    ] if place in columns %}
        {% do return(place) %}
    {% endfor %}
    {% do return('cast(null as varchar)') %}
{% endmacro %}
