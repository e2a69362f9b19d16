{# Every landed row of an extract, typed by its contract and accounted for: rejected with all its
   reasons, superseded by a later valid row of the same key, or staged. Nothing else can happen to it.

   The steps: text is cleaned, words for "nothing" become null, each type is brought into one
   spelling, a cast decides whether there is such a value, each row is judged, and the last valid row
   of each key wins, by delivery, sheet and row (`plumbline/landing/order.py`). #}
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
        {{ clean_name(column.name) if column.type == 'name' else clean_text(column.name) }}
            as {{ column.name }},
        {%- endfor %}
        file_name,
        delivery_order,
        row_number,
        extra_cells
    from {{ landed }}
),

emptied as (
    select
        {%- for column in contract.columns %}
        landed_{{ column.name }},
        {% if column.type == 'id' -%}
            {{ citizen_id_characters(empty_to_null(column.name)) }}
        {%- else -%}
            {{ empty_to_null(column.name, column.name in contract.spells | map('last')) }}
        {%- endif %} as {{ column.name }},
        {%- endfor %}
        file_name,
        delivery_order,
        row_number,
        extra_cells
    from cleaned
),

split as (
    select
        *,
        {%- for column in contract.columns %}
        {%- for part, expression in split_parts(column).items() %}
        {{ expression }} as {{ part }}_of_{{ column.name }},
        {%- endfor %}
        {%- endfor %}
        '{{ extract }}/' || file_name || '#' || cast(row_number as string) as source_row
    from emptied
),

spelled as (
    select
        *
        {%- for column in contract.columns %}
        {%- for part, expression in spelled_parts(column).items() %},
        {{ expression }} as {{ part }}_of_{{ column.name }}
        {%- endfor %}
        {%- endfor %}
    from split
),

typed as (
    select
        {%- for column in contract.columns %}
        landed_{{ column.name }},
        {{ column.name }} is not null as has_text_in_{{ column.name }},
        {{ typed_value(column, contract.words.get(column.name)) }} as {{ column.name }},
        {%- if column.type == 'moment' %}
        time_of_{{ column.name }} is not null as {{ time_known(column.name) }},
        {%- elif column.type == 'id' %}
        birth_of_{{ column.name }},
        {%- endif %}
        {%- endfor %}
        file_name,
        delivery_order,
        row_number,
        extra_cells,
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
        delivery_order,
        row_number,
        source_row,
        {{ judged_anew_on(contract) }} as stands_until,
        {{ faults.extra_cells }} as has_extra_cells,
        {{ faults.values() | join('\n            or ') }} as is_rejected,
        case
            when is_rejected then {{ sorted_list(faulty_names(faults)) }}
            else {{ empty_list() }}
        end as reasons,
        case
            when has_extra_cells then {{ json_of_texts(landed_headers(contract, with_extra_cells=true)) }}
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
            order by delivery_order desc, row_number desc
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
    end as row_status,
    landed_text,
    stands_until
from ranked
{{ stored_by(contract) }}
{%- endmacro %}
