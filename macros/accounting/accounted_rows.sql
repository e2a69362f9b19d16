{# Every landed row of an extract, typed by its contract and accounted for: rejected with all its
   reasons, superseded by a later valid row of the same key, or staged. Nothing else can happen to it.

   The steps: text is cleaned, words for "nothing" become null, each type is brought into one
   spelling, a cast decides whether there is such a value, each row is judged, and the last valid row
   of each key wins. #}
{% macro accounted_rows(provider, extract) %}
{%- set landed = source(provider, extract) -%}
{%- if not execute -%}
    {%- do return('select * from ' ~ landed) -%}
{%- endif -%}
{%- set contract = extract_contract(provider, extract) -%}
with

cleaned as (
    select
        {%- for column in contract.columns %}
        {{ column.name }} as landed_{{ column.name }},
        {{ clean_text(column.name) }} as {{ column.name }},
        {%- endfor %}
        file_name,
        row_number
    from {{ landed }}
),

emptied as (
    select
        {%- for column in contract.columns %}
        landed_{{ column.name }},
        {% if column.type == 'name' -%}
            {{ empty_to_null(clean_name(column.name)) }}
        {%- elif column.type == 'id' -%}
            {{ citizen_id_characters(empty_to_null(column.name)) }}
        {%- else -%}
            {{ empty_to_null(column.name) }}
        {%- endif %} as {{ column.name }},
        {%- endfor %}
        file_name,
        row_number
    from cleaned
),

spelled as (
    select
        *,
        {%- for column in contract.columns %}
        {%- for part, expression in spelled_parts(column).items() %}
        {{ expression }} as {{ part }}_of_{{ column.name }},
        {%- endfor %}
        {%- endfor %}
        '{{ extract }}/' || file_name || '#' || cast(row_number as string) as source_row
    from emptied
),

typed as (
    select
        {%- for column in contract.columns %}
        landed_{{ column.name }},
        {{ column.name }} is not null as has_text_in_{{ column.name }},
        {{ typed_value(column, contract.words.get(column.name)) }} as {{ column.name }},
        {%- if column.type == 'moment' %}
        time_of_{{ column.name }} is not null as {{ time_known(column.name) }},
        {%- endif %}
        {%- endfor %}
        file_name,
        row_number,
        source_row
    from spelled
),

judged as (
    {%- set faults = row_faults(contract) %}
    select
        {%- for column in contract.columns %}
        {{ column.name }},
        {%- if column.type == 'moment' %}
        {{ time_known(column.name) }},
        {%- endif %}
        {%- endfor %}
        file_name,
        row_number,
        source_row,
        {{ faults.values() | join('\n            or ') }} as is_rejected,
        case
            when is_rejected then {{ sorted_list(faulty_names(faults)) }}
            else {{ empty_list() }}
        end as reasons,
        case
            when is_rejected then {{ json_of_texts(landed_headers(contract)) }}
        end as landed_text
    from typed
),

ranked as (
    select
        *,
        row_number() over (
            partition by
                is_rejected,
                {{ key_columns(contract) | join(', ') }}
            order by file_name desc, row_number desc
        ) as rank_within_key
    from judged
)

select
    {%- for column in contract.columns %}
    {{ column.name }},
    {%- if column.type == 'moment' %}
    {{ time_known(column.name) }},
    {%- endif %}
    {%- endfor %}
    file_name,
    row_number,
    source_row,
    reasons,
    case
        when is_rejected then 'rejected'
        when rank_within_key > 1 then 'superseded'
        else 'staged'
    end as fate,
    landed_text
from ranked
{%- endmacro %}


{# The text of a column in the one spelling its type is cast from, by the part it stands for. #}
{% macro spelled_parts(column) %}
    {% set name = column.name %}
    {% set type = column.type %}
    {% if type == 'id' %}
        {% do return({'digits': citizen_id_digits(name)}) %}
    {% elif type == 'date' %}
        {% do return({'day': day_text(name)}) %}
    {% elif type == 'month' %}
        {% do return({'day': month_text(name)}) %}
    {% elif type == 'time' %}
        {% do return({'time': time_text(name)}) %}
    {% elif type == 'moment' %}
        {% do return({'day': day_text(name), 'time': time_text(time_behind_day(name))}) %}
    {% elif type == 'int' %}
        {% do return({'number': whole_number_text(number_characters(name))}) %}
    {% elif type in ['money', 'number'] %}
        {% do return({'number': number_text(number_characters(name))}) %}
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
        {% do return(citizen_id(name, 'digits_of_' ~ name)) %}
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
        {% do return('try_cast(number_of_' ~ name ~ ' as decimal(14, 2))') %}
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
            {% do listed.append(string_literal(spelling)) %}
        {% endfor %}
        {% do branches.append(
            'when ' ~ name ~ ' in (' ~ listed | join(', ') ~ ') then ' ~ string_literal(word)
        ) %}
    {% endfor %}
    {% do return('case ' ~ branches | join(' ') ~ ' end') %}
{% endmacro %}


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


{# Chinese header to the column that holds its landed text. #}
{% macro landed_headers(contract) %}
    {% set headers = {} %}
    {% for column in contract.columns %}
        {% do headers.update({column.header: 'landed_' ~ column.name}) %}
    {% endfor %}
    {% do return(headers) %}
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
