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
            'provider': contract.provider,
            'key': contract.key,
            'days_of_key': columns_of_type(contract, 'moment'),
            'amount': columns_of_type(contract, 'money') | first or 'cast(null as decimal)',
            'cells': cells_told(contract),
            'id_headers': id_headers(contract),
            'ids': columns_of_type(contract, 'id') | join(', '),
            'names': columns_of_type(contract, 'name') | join(', '),
        }) %}
    {% endfor %}
    {% do return(told) %}
{% endmacro %}


{# Every cell of a landed row, as a list of its place in the row, its header and its text. #}
{% macro cells_told(contract) %}
    {% set cells = [] %}
    {% for header, column in landed_headers(contract, with_extra_cells=true).items() %}
        {% do cells.append(
            '{column_number: ' ~ loop.index ~ ', header: ' ~ text_literal(header)
            ~ ', cell: ' ~ column.removeprefix('landed_') ~ '}'
        ) %}
    {% endfor %}
    {% do return('[' ~ cells | join(', ') ~ ']') %}
{% endmacro %}


{# The columns of an extract that hold citizen IDs, with their headers. #}
{% macro id_headers(contract) %}
    {% set headers = {} %}
    {% for column in contract.columns if column.type == 'id' %}
        {% do headers.update({column.name: column.header}) %}
    {% endfor %}
    {% do return(headers) %}
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
